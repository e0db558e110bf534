import type { AwsError } from '#infra/local/http/aws-error.ts'
import type { Request, Response } from '#infra/local/http/message.ts'

const namespace = 'https://sts.amazonaws.com/doc/2011-06-15/'

export interface Tree {
  readonly [name: string]: string | number | Tree
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
}

const render = (tree: Tree): string =>
  Object.entries(tree)
    .map(([name, value]) => {
      const inner =
        typeof value === 'object'
          ? render(value)
          : String(value).replaceAll(/[&<>"]/g, (sign) => entities[sign] ?? sign)
      return `<${name}>${inner}</${name}>`
    })
    .join('')

/** STS answers pages of every origin, as all services do but S3. */
const cors = {
  'access-control-allow-origin': '*',
  'access-control-expose-headers': 'x-amzn-RequestId,x-amzn-ErrorType,x-amzn-ErrorMessage,Date',
}

export const preflight = ({ headers }: Request): Response => ({
  status: 200,
  headers: {
    ...cors,
    'access-control-allow-headers': headers['access-control-request-headers'] ?? '',
    'access-control-allow-methods': 'POST',
    'access-control-max-age': '172800',
  },
})

const document = (status: number, root: string, tree: Tree, requestId: string): Response => ({
  status,
  headers: { ...cors, 'content-type': 'text/xml', 'x-amzn-requestid': requestId },
  body: `<${root} xmlns="${namespace}">${render(tree)}</${root}>\n`,
})

export const success = (action: string, result: Tree, requestId: string) =>
  document(
    200,
    `${action}Response`,
    { [`${action}Result`]: result, ResponseMetadata: { RequestId: requestId } },
    requestId,
  )

export const failure = ({ status, code, message }: AwsError, requestId: string) =>
  document(
    status,
    'ErrorResponse',
    { Error: { Type: 'Sender', Code: code, Message: message }, RequestId: requestId },
    requestId,
  )
