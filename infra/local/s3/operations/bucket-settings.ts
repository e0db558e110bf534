import { AwsError } from '#infra/local/http/aws-error.ts'
import type { Response } from '#infra/local/http/message.ts'
import { checkDocument } from '#infra/local/iam/document.ts'
import type { Document } from '#infra/local/iam/document.ts'
import { emptyResponse, xmlResponse } from '#infra/local/s3/call.ts'
import type { BucketCall } from '#infra/local/s3/call.ts'
import type { CorsRule } from '#infra/local/s3/cors.ts'
import { s3Error } from '#infra/local/s3/errors.ts'
import { receiveDocument } from '#infra/local/s3/receive.ts'
import { document, parseXml } from '#infra/local/s3/xml.ts'
import type { Elements } from '#infra/local/s3/xml.ts'

const missing = (code: string, message: string, name: string) =>
  new AwsError(code, message, { status: 404, extra: { BucketName: name } })

export function getCors({ bucket: { name, cors } }: BucketCall): Response {
  if (!cors?.length)
    throw missing('NoSuchCORSConfiguration', 'The CORS configuration does not exist', name)
  return xmlResponse(
    document('CORSConfiguration', {
      CORSRule: cors.map((rule) => ({
        ID: rule.id,
        AllowedMethod: rule.methods,
        AllowedOrigin: rule.origins,
        AllowedHeader: rule.headers,
        MaxAgeSeconds: rule.maxAge,
        ExposeHeader: rule.exposed,
      })),
    }),
  )
}

export async function putCors(call: BucketCall): Promise<Response> {
  const rules = parseXml(await receiveDocument(call, true), 'CORSConfiguration').all('CORSRule')
  if (rules.length === 0 || rules.length > 100) throw s3Error.malformedXml()
  call.buckets.change(call.bucket.name, { cors: rules.map(corsRule) })
  return emptyResponse(200)
}

function corsRule(rule: Elements): CorsRule {
  const [origins, methods, headers] = ['AllowedOrigin', 'AllowedMethod', 'AllowedHeader'].map(
    (name) => rule.texts(name).map((text) => text.trim()),
  ) as [string[], string[], string[]]
  if (origins.length === 0 || methods.length === 0) throw s3Error.malformedXml()
  const method = methods.find((name) => !/^(GET|PUT|POST|DELETE|HEAD)$/.test(name))
  if (method !== undefined)
    throw s3Error.invalidRequest(
      `Found unsupported HTTP method in CORS config. Unsupported method is ${method}`,
    )
  const starred = [...origins, ...headers].find((text) => text.split('*').length > 2)
  if (starred !== undefined)
    throw s3Error.invalidRequest(`"${starred}" can not have more than one wildcard.`)
  const id = rule.text('ID')
  const maxAge = rule.text('MaxAgeSeconds')
  if (maxAge !== undefined && !/^\d+$/.test(maxAge.trim())) throw s3Error.malformedXml()
  return {
    ...(id !== undefined && { id }),
    origins,
    methods,
    headers,
    exposed: rule.texts('ExposeHeader').map((text) => text.trim()),
    ...(maxAge !== undefined && { maxAge: Number(maxAge) }),
  }
}

export function deleteCors({ buckets, bucket }: BucketCall): Response {
  buckets.change(bucket.name, { cors: null })
  return emptyResponse(204)
}

export const getVersioning = ({ bucket }: BucketCall): Response =>
  xmlResponse(document('VersioningConfiguration', { Status: bucket.versioning }))

export async function putVersioning(call: BucketCall): Promise<Response> {
  const body = parseXml(await receiveDocument(call), 'VersioningConfiguration')
  const status = body.text('Status')?.trim()
  if (status !== 'Enabled' && status !== 'Suspended')
    throw new AwsError(
      'IllegalVersioningConfigurationException',
      'The Versioning element must be specified',
    )
  if (body.text('MfaDelete')?.trim() === 'Enabled') throw s3Error.notImplemented('MfaDelete')
  call.buckets.change(call.bucket.name, { versioning: status })
  return emptyResponse(200)
}

export function getPolicy({ bucket: { name, policy } }: BucketCall): Response {
  if (!policy) throw missing('NoSuchBucketPolicy', 'The bucket policy does not exist', name)
  const headers = { 'content-type': 'application/json' }
  return { status: 200, headers, body: JSON.stringify(policy) }
}

export async function putPolicy(call: BucketCall): Promise<Response> {
  const text = (await receiveDocument(call)).toString()
  const policy = parsePolicy(text)
  const problems = checkDocument(policy, 'resource')
  if (problems.length > 0)
    throw new AwsError('MalformedPolicy', `The policy is not right: ${problems.join('; ')}.`)
  call.buckets.change(call.bucket.name, { policy: policy as Document })
  return emptyResponse(204)
}

function parsePolicy(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new AwsError(
      'MalformedPolicy',
      "Policies must be valid JSON and the first byte must be '{'",
    )
  }
}

export function deletePolicy({ buckets, bucket }: BucketCall): Response {
  buckets.change(bucket.name, { policy: null })
  return emptyResponse(204)
}
