import { createHash } from 'node:crypto'
import { readFile, stat } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { promisify } from 'node:util'
import { createContext, runInContext, Script } from 'node:vm'
import { brotliCompress, constants, gzip } from 'node:zlib'
import { readInlineCode } from '#infra/inline-code.ts'
import type { InlineCode } from '#infra/inline-code.ts'
import type { Config } from '#src/config.ts'
import type { Handler, Request, Response } from './http/message.ts'
import type { Stack } from './template/resolve-template.ts'

interface Options {
  /** The folder of the built app. */
  readonly dist: string
  readonly stack: () => Stack
  readonly config: () => Config
  /** What the page may connect to in the place of AWS; both lists are of origins. */
  readonly origins: readonly string[]
}

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
}
const compressible = /^(text|application)\/|svg/

type Json = Readonly<Record<string, unknown>>
const at = (value: unknown, ...keys: string[]): unknown =>
  keys.reduce<unknown>((inner, key) => (inner as Json | undefined)?.[key], value)

function propertiesOf(stack: Stack, type: string): Json | undefined {
  for (const resource of stack.resources.values())
    if (resource.type === type) return resource.properties
  return undefined
}

const untouched = (uri: string) => uri

/** The function that CloudFront runs before its cache, run here: one routing, not two alike. */
function routing(stack: Stack): (uri: string) => string {
  const code = at(propertiesOf(stack, 'AWS::CloudFront::Function'), 'FunctionCode')
  if (typeof code !== 'string') return untouched
  const context = createContext({ uri: '' })
  runInContext(code, context, { timeout: 1000 })
  const call = new Script('handler({ request: { uri } }).uri')
  return (uri) => {
    context['uri'] = uri
    return call.runInContext(context, { timeout: 1000 }) as string
  }
}

const onLocalhost = (origins: readonly string[]) => (policy: string) =>
  policy
    .split(/\s*;\s*/)
    .map((directive) => {
      const [name, ...sources] = directive.split(/\s+/)
      const kept = sources.filter((source) => !source.startsWith('https://'))
      const meansAws = kept.length < sources.length
      return [name, ...kept, ...(meansAws ? origins : [])].join(' ')
    })
    .join('; ')

/** The response headers of the template, with AWS's hosts replaced by those that play AWS. */
export function siteHeaders(stack: Stack, origins: readonly string[]): Record<string, string> {
  const policy = at(
    propertiesOf(stack, 'AWS::CloudFront::ResponseHeadersPolicy'),
    'ResponseHeadersPolicyConfig',
  )
  const security = at(policy, 'SecurityHeadersConfig')
  const text = (...keys: string[]) => (at(security, ...keys) ?? '') as string
  const custom = (at(policy, 'CustomHeadersConfig', 'Items') ?? []) as {
    Header: string
    Value: string
  }[]
  const headers = {
    'content-security-policy': onLocalhost(origins)(
      text('ContentSecurityPolicy', 'ContentSecurityPolicy'),
    ),
    'x-content-type-options': at(security, 'ContentTypeOptions') ? 'nosniff' : '',
    'x-frame-options': text('FrameOptions', 'FrameOption'),
    'referrer-policy': text('ReferrerPolicy', 'ReferrerPolicy'),
    // Strict-Transport-Security stays away: browsers ignore it on http.
    ...Object.fromEntries(custom.map(({ Header, Value }) => [Header.toLowerCase(), Value])),
  }
  return Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== ''))
}

/** As the deployment does, which writes it into the template. */
const allowing = ({ scripts, styles }: InlineCode, policy: string) =>
  policy
    .replace("script-src 'self'", (own) => [own, ...scripts].join(' '))
    .replace("style-src 'self'", (own) => [own, ...styles].join(' '))

interface File {
  readonly bytes: Buffer
  /** The same by brotli, where the build has made that. */
  readonly compressed?: Buffer
  readonly type: string
  readonly etag: string
}

async function readFileOf(dist: string, path: string): Promise<File | undefined> {
  const parts = path.split('/')
  if (parts.includes('..') || /[\\\0]/.test(path)) return undefined
  const file = join(dist, ...parts)
  try {
    if (!(await stat(file)).isFile()) return undefined
    const bytes = await readFile(file)
    const compressed = await readFile(`${file}.br`).catch(() => undefined)
    return {
      bytes,
      ...(compressed && { compressed }),
      type: types[extname(file)] ?? 'application/octet-stream',
      etag: `"${createHash('md5').update(bytes).digest('hex')}"`,
    }
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'ENAMETOOLONG') return undefined
    throw error
  }
}

const brotli = promisify(brotliCompress)
const zip = promisify(gzip)

/** As CloudFront: brotli before gzip, text only, nothing below 1,000 bytes. */
async function encode(
  { bytes, compressed, type }: File,
  accepted: string,
): Promise<[string, Buffer] | undefined> {
  if (!compressible.test(type) || bytes.length < 1000) return undefined
  if (compressed && /\bbr\b/.test(accepted)) return ['br', compressed]
  const params = { [constants.BROTLI_PARAM_QUALITY]: 5 }
  if (/\bbr\b/.test(accepted)) return ['br', await brotli(bytes, { params })]
  if (/\bgzip\b/.test(accepted)) return ['gzip', await zip(bytes)]
  return undefined
}

function decodePath(path: string): string | undefined {
  try {
    return decodeURIComponent(path)
  } catch {
    return undefined
  }
}

/** The built app as CloudFront serves it: same routes, same headers, same caching. */
export function createSite({ dist, stack, config, origins }: Options): Handler {
  const encoded = new Map<string, Promise<[string, Buffer] | undefined>>()
  let seen: Stack | undefined
  let route = untouched
  let security: Record<string, string> = {}

  async function serve(request: Request): Promise<Response> {
    const path = decodePath(route(request.path))
    const found =
      request.path === '/config.json'
        ? configFile(config())
        : path === undefined
          ? undefined
          : await readFileOf(dist, path)
    if (!found)
      return {
        status: 404,
        headers: { ...security, 'content-type': 'text/plain; charset=utf-8' },
        body: 'Not found\n',
      }
    const immutable = request.path.startsWith('/assets/')
    const policy = security['content-security-policy']
    const headers = {
      ...security,
      ...(policy !== undefined &&
        found.type.startsWith('text/html') && {
          'content-security-policy': allowing(await readInlineCode(dist), policy),
        }),
      'content-type': found.type,
      'cache-control': immutable ? 'public, max-age=31536000, immutable' : 'no-cache',
      etag: found.etag,
      vary: 'accept-encoding',
    }
    if (request.headers['if-none-match'] === found.etag) return { status: 304, headers }
    const accepted = request.headers['accept-encoding']?.toString() ?? ''
    const key = `${found.etag} ${accepted}`
    let encoding = encoded.get(key)
    if (!encoding) encoded.set(key, (encoding = encode(found, accepted)))
    const [name, body] = (await encoding) ?? ['', found.bytes]
    return { status: 200, headers: name ? { ...headers, 'content-encoding': name } : headers, body }
  }

  return async (request) => {
    if (seen !== stack()) {
      seen = stack()
      route = routing(seen)
      security = siteHeaders(seen, origins)
    }
    if (request.method === 'GET' || request.method === 'HEAD') return serve(request)
    return { status: 403, headers: { ...security, 'content-type': 'text/plain; charset=utf-8' } }
  }
}

function configFile(config: Config): File {
  const bytes = Buffer.from(`${JSON.stringify(config)}\n`)
  const etag = `"${createHash('md5').update(bytes).digest('hex')}"`
  return { bytes, type: 'application/json', etag }
}
