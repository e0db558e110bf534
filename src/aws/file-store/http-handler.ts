import type { S3Client } from '@aws-sdk/client-s3'

type RequestHandler = S3Client['config']['requestHandler']
type HttpRequest = Parameters<RequestHandler['handle']>[0]
type HttpResponse = Awaited<ReturnType<RequestHandler['handle']>>['response']

/** Who wants to know how much of a body has left. */
export type UploadProgress = WeakMap<object, (sent: number) => void>

type Answer = Pick<HttpResponse, 'statusCode' | 'headers' | 'body'> & { readonly reason: string }

/**
 * The SDK's way to the network. `fetch` does not tell how much of a body has been sent, so what is
 * watched goes by XMLHttpRequest; and both take a Blob as it is, which is never all in memory.
 */
export function createHttpHandler(progress: UploadProgress): RequestHandler {
  const handle: RequestHandler['handle'] = async (request, options) => {
    const { abortSignal: signal } = (options ?? {}) as { abortSignal?: AbortSignal }
    const body = request.body as Blob | string | Uint8Array<ArrayBuffer> | undefined
    const listener = body instanceof Blob ? progress.get(body) : undefined
    const answer =
      listener && typeof XMLHttpRequest !== 'undefined'
        ? await send(request, body as Blob, listener, signal)
        : await ask(request, body, signal)
    return { response: answer as HttpResponse }
  }
  return {
    metadata: { handlerProtocol: 'fetch' },
    handle,
    destroy() {},
    updateHttpClientConfig() {},
    httpHandlerConfigs: () => ({}),
  } as RequestHandler
}

/** The SDK knows the sentences of some browsers for it; marked, all are tried again. */
const noAnswer = (cause?: unknown) =>
  Object.assign(new TypeError('No answer', { cause }), { $retryable: {} })

/** The browser writes these itself. */
const isOwn = (name: string) => ['host', 'content-length', 'expect'].includes(name.toLowerCase())

const headersToSend = ({ headers }: HttpRequest) =>
  Object.entries<string>(headers).filter(([name]) => !isOwn(name))

async function ask(
  request: HttpRequest,
  body: BodyInit | undefined,
  signal: AbortSignal | undefined,
): Promise<Answer> {
  const response = await fetch(addressOf(request), {
    method: request.method,
    headers: headersToSend(request),
    ...(body !== undefined && { body }),
    ...(signal && { signal }),
    // What is in S3 now; a listing from the cache would show what was deleted.
    cache: 'no-store',
  }).catch((cause: unknown) => {
    throw cause instanceof TypeError ? noAnswer(cause) : cause
  })
  return {
    statusCode: response.status,
    reason: response.statusText,
    headers: Object.fromEntries(response.headers),
    body: response.body ?? new Response('').body,
  }
}

function send(
  request: HttpRequest,
  body: Blob,
  listener: (sent: number) => void,
  signal: AbortSignal | undefined,
) {
  return new Promise<Answer>((resolve, reject) => {
    const xhr = new XMLHttpRequest()
    xhr.open(request.method, addressOf(request))
    for (const [name, value] of headersToSend(request)) xhr.setRequestHeader(name, value)
    xhr.responseType = 'arraybuffer'
    xhr.upload.addEventListener('progress', ({ loaded }) => listener(loaded))
    xhr.addEventListener('load', () =>
      resolve({
        statusCode: xhr.status,
        reason: xhr.statusText,
        headers: parseHeaders(xhr.getAllResponseHeaders()),
        body: new Response(xhr.response as ArrayBuffer).body,
      }),
    )
    xhr.addEventListener('error', () => reject(noAnswer()))
    const abort = () => {
      xhr.abort()
      reject(new DOMException('The upload was stopped', 'AbortError'))
    }
    if (signal?.aborted) {
      abort()
      return
    }
    signal?.addEventListener('abort', abort)
    xhr.addEventListener('loadend', () => signal?.removeEventListener('abort', abort))
    xhr.send(body)
  })
}

const encode = (text: string) =>
  encodeURIComponent(text).replace(
    /[!'()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  )

/** The path is encoded already; the query is not. */
export function addressOf({ protocol, hostname, port, path, query = {} }: HttpRequest): string {
  const pairs = Object.entries<string | string[] | null>(query).flatMap(([name, value]) =>
    [value ?? ''].flat().map((one) => `${encode(name)}=${encode(one)}`),
  )
  const search = pairs.length > 0 ? `?${pairs.join('&')}` : ''
  return `${protocol}//${hostname}${port ? `:${port}` : ''}${path}${search}`
}

const parseHeaders = (lines: string) =>
  Object.fromEntries(
    lines
      .trim()
      .split(/\r?\n/)
      .map((line) => {
        const colon = line.indexOf(':')
        return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()]
      }),
  )
