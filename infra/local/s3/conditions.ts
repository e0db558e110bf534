import type { Call } from './call.ts'
import type { Content } from './catalog.ts'
import { isObject } from './catalog.ts'
import type { Version } from './catalog.ts'
import { s3Error } from './errors.ts'

type Header = (name: string) => string | undefined

const seconds = (time: number) => Math.floor(time / 1000)

const bare = (etag: string) =>
  etag
    .trim()
    .replace(/^W\//, '')
    .replace(/^"(.*)"$/, '$1')

const names = (header: string, etag: string) =>
  header.trim() === '*' || header.split(',').some((one) => bare(one) === etag)

/** Not a date: as if it were not there. */
const dateOf = (header: string | undefined) => {
  const time = header === undefined ? Number.NaN : Date.parse(header)
  return Number.isNaN(time) ? undefined : seconds(time)
}

/** The first condition that does not hold. A given ETag condition makes its date condition void. */
export function failedCondition(
  header: Header,
  { etag, at }: Pick<Content, 'etag' | 'at'>,
  prefix = '',
): { readonly condition: string; readonly isNotModified: boolean } | undefined {
  const [match, noneMatch] = [header(`${prefix}if-match`), header(`${prefix}if-none-match`)]
  const unmodified = dateOf(header(`${prefix}if-unmodified-since`))
  const modified = dateOf(header(`${prefix}if-modified-since`))
  if (match !== undefined) {
    if (!names(match, etag)) return { condition: `${prefix}If-Match`, isNotModified: false }
  } else if (unmodified !== undefined && seconds(at) > unmodified)
    return { condition: `${prefix}If-Unmodified-Since`, isNotModified: false }
  if (noneMatch !== undefined) {
    if (names(noneMatch, etag)) return { condition: `${prefix}If-None-Match`, isNotModified: true }
  } else if (modified !== undefined && seconds(at) <= modified)
    return { condition: `${prefix}If-Modified-Since`, isNotModified: true }
  return undefined
}

/** Conditions of a write, against the object that it would replace. */
export function checkWrite(
  { header }: Pick<Call, 'header'>,
  key: string,
  current: Version | undefined,
) {
  const [match, noneMatch] = [header('if-match'), header('if-none-match')]
  if (noneMatch !== undefined) {
    if (noneMatch.trim() !== '*' || match !== undefined)
      throw s3Error.notImplemented('If-None-Match')
    if (isObject(current)) throw s3Error.preconditionFailed('If-None-Match')
  }
  if (match !== undefined) {
    if (match.trim() === '*') throw s3Error.notImplemented('If-Match')
    if (!isObject(current)) throw s3Error.noSuchKey(key)
    if (!names(match, current.etag)) throw s3Error.preconditionFailed('If-Match')
  }
}
