import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** What the site's policy has to allow beside the site's own files: hashes, as it writes them. */
export interface InlineCode {
  readonly scripts: readonly string[]
  readonly styles: readonly string[]
}

const source = (code: string) => `'sha256-${createHash('sha256').update(code).digest('base64')}'`
const sources = (pages: readonly string[], pattern: RegExp) =>
  pages.flatMap((page) => [...page.matchAll(pattern)]).map(([, code]) => source(code ?? ''))
const once = (all: readonly string[]) => [...new Set(all)].toSorted()

/** Of pages whose first paint is not to wait for a second answer. */
export const inlineCodeOf = (pages: readonly string[]): InlineCode => ({
  scripts: once(sources(pages, /<script>(.*?)<\/script>/gs)),
  styles: once(sources(pages, /<style>(.*?)<\/style>/gs)),
})

/** Of the pages of a build. */
export async function readInlineCode(dist: string): Promise<InlineCode> {
  const files = await readdir(dist, { recursive: true })
  const pages = files.filter((file) => file.endsWith('.html'))
  return inlineCodeOf(await Promise.all(pages.map((page) => readFile(join(dist, page), 'utf8'))))
}

export const mergeInlineCode = (...all: readonly InlineCode[]): InlineCode => ({
  scripts: once(all.flatMap(({ scripts }) => scripts)),
  styles: once(all.flatMap(({ styles }) => styles)),
})
