import { FileError } from './file-error.ts'

/** S3's limit for a key, in bytes of UTF-8. */
export const maxKeyBytes = 1024

/** `private/`, an identity id and a slash come before what a person names. */
const prefixBytes = 'private/ap-southeast-1:00000000-0000-0000-0000-000000000000/'.length

export const byteLength = (text: string) => new TextEncoder().encode(text).length

/** What the account itself keeps there, such as the picture: not among the files. */
export const accountFolder = '.account/'

export type NameProblem = 'reserved' | 'empty' | 'dots' | 'slash' | 'control' | 'too-long'

export const nameProblem = (name: string, folder = ''): NameProblem | undefined =>
  folder === '' && `${name}/` === accountFolder ? 'reserved' : segmentProblem(name, folder)

/**
 * A dot segment is resolved away by browsers and proxies, so that a key with one cannot be asked
 * for; control characters cannot be told in XML.
 */
function segmentProblem(name: string, folder: string) {
  if (name.trim() === '') return 'empty'
  if (name === '.' || name === '..') return 'dots'
  if (name.includes('/')) return 'slash'
  // A lone half of a surrogate pair is no character, and has no UTF-8.
  if (/[\u0000-\u001f\u007f\ufffe\uffff]|\p{Surrogate}/u.test(name)) return 'control'
  // With room for the slash, should it be a folder.
  if (prefixBytes + byteLength(folder + name) + 1 > maxKeyBytes) return 'too-long'
  return undefined
}

/** The key of a path below a person's own prefix, or an error: nothing leads out of the prefix. */
export function keyOf(identityId: string, path: string): string {
  const segments = (path.endsWith('/') ? path.slice(0, -1) : path).split('/')
  let folder = ''
  if (path !== '')
    for (const segment of segments) {
      const problem = segmentProblem(segment, folder)
      if (problem) throw new FileError(problem === 'too-long' ? 'name-too-long' : 'bad-name')
      folder += `${segment}/`
    }
  const key = `private/${identityId}/${path}`
  if (byteLength(key) > maxKeyBytes) throw new FileError('name-too-long')
  return key
}

/** `a/b/` and `c.txt` of `a/b/c.txt`; of a folder `a/b/`, `a/` and `b/`. */
export function splitPath(path: string): { readonly folder: string; readonly name: string } {
  const cut = path.lastIndexOf('/', path.length - 2) + 1
  return { folder: path.slice(0, cut), name: path.slice(cut) }
}

export const isFolder = (path: string) => path.endsWith('/')

export const baseName = (path: string) => splitPath(path).name.replace(/\/$/, '')

/** `photo (2).jpg` of `photo.jpg`; the dot of `.profile` begins a name and no ending. */
export function numbered(name: string, count: number): string {
  const dot = name.lastIndexOf('.')
  return dot > 0 ? `${name.slice(0, dot)} (${count})${name.slice(dot)}` : `${name} (${count})`
}
