import type { Request } from '../http/message.ts'

export const services = ['cognito-idp', 'cognito-identity', 'sts', 's3'] as const
export type Service = (typeof services)[number]

const targets: Readonly<Record<string, Service>> = {
  AWSCognitoIdentityProviderService: 'cognito-idp',
  AWSCognitoIdentityService: 'cognito-identity',
}

/** Which operation of which service a request asks for, judged from its outside alone. */
export function operationOf(request: Request): { service: Service; operation: string } {
  const [target = '', operation = ''] = String(request.headers['x-amz-target'] ?? '').split('.')
  const service = targets[target]
  if (service) return { service, operation }
  const action = new URLSearchParams(request.query).get('Action')
  const isForm = request.headers['content-type']?.startsWith('application/x-www-form-urlencoded')
  if (request.path === '/' && (action || (request.method === 'POST' && isForm)))
    return { service: 'sts', operation: action ?? 'GetCallerIdentity' }
  return { service: 's3', operation: s3Operation(request) }
}

function s3Operation({ method, path, query, headers }: Request): string {
  const has = (name: string) => new URLSearchParams(query).has(name)
  const [bucket = '', ...rest] = path.slice(1).split('/')
  if (bucket === '') return 'ListBuckets'
  if (rest.join('/') === '') {
    if (method === 'GET') return bucketRead(has)
    if (method === 'POST') return has('delete') ? 'DeleteObjects' : 'PostObject'
    return `${verbs[method] ?? method}Bucket`
  }
  if (method === 'POST') return has('uploads') ? 'CreateMultipartUpload' : 'CompleteMultipartUpload'
  if (has('uploadId')) {
    if (method === 'PUT') return headers['x-amz-copy-source'] ? 'UploadPartCopy' : 'UploadPart'
    return method === 'DELETE' ? 'AbortMultipartUpload' : 'ListParts'
  }
  if (method === 'PUT' && headers['x-amz-copy-source']) return 'CopyObject'
  return `${method === 'PUT' ? 'Put' : (verbs[method] ?? method)}Object`
}

const verbs: Readonly<Record<string, string>> = {
  GET: 'Get',
  HEAD: 'Head',
  PUT: 'Create',
  DELETE: 'Delete',
}

function bucketRead(has: (name: string) => boolean): string {
  if (has('uploads')) return 'ListMultipartUploads'
  if (has('versions')) return 'ListObjectVersions'
  if (has('cors')) return 'GetBucketCors'
  if (has('location')) return 'GetBucketLocation'
  return has('list-type') ? 'ListObjectsV2' : 'ListObjects'
}
