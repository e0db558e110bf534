import { readdir } from 'node:fs/promises'
import { extname, join, relative, sep } from 'node:path'

export interface SiteFile {
  readonly path: string
  readonly key: string
  /** What is uploaded in its place, where there is one: the same, compressed by brotli. */
  readonly compressed?: string
  readonly contentType: string
  readonly cacheControl: string
  /** Its content never changes: the name has a hash of it. */
  readonly immutable: boolean
}

const contentTypes: Readonly<Record<string, string>> = {
  '.avif': 'image/avif',
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.mp4': 'video/mp4',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
  '.xml': 'application/xml; charset=utf-8',
}

export const revalidated = 'no-cache'
const forever = 'public, max-age=31536000, immutable'

/** The built site in the order in which it is uploaded: what pages need is there before the pages. */
export async function siteFiles(dist: string): Promise<SiteFile[]> {
  const entries = await readdir(dist, { recursive: true, withFileTypes: true })
  const paths = new Set(
    entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name)),
  )
  return [...paths]
    .filter((path) => !path.endsWith('.br'))
    .map((path) => {
      const key = relative(dist, path).split(sep).join('/')
      const immutable = key.startsWith('assets/')
      return {
        path,
        key,
        immutable,
        ...(paths.has(`${path}.br`) && { compressed: `${path}.br` }),
        contentType: contentTypes[extname(key).toLowerCase()] ?? 'application/octet-stream',
        cacheControl: immutable ? forever : revalidated,
      }
    })
    .filter(({ key }) => key !== 'config.json')
    .toSorted((left, right) => turn(left) - turn(right) || (left.key < right.key ? -1 : 1))
}

const turn = ({ key, immutable }: Pick<SiteFile, 'key' | 'immutable'>) =>
  immutable ? 0 : key.endsWith('.html') ? 2 : 1
