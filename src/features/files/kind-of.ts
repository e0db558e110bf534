export type PreviewKind = 'image' | 'pdf' | 'text' | 'audio' | 'video'

/**
 * By the ending, from a closed list: the type that a file was uploaded with is whatever its owner
 * said. HTML and SVG are text here, because as themselves they could run scripts.
 */
const types: Readonly<Record<string, readonly [PreviewKind, string]>> = {
  png: ['image', 'image/png'],
  jpg: ['image', 'image/jpeg'],
  jpeg: ['image', 'image/jpeg'],
  gif: ['image', 'image/gif'],
  webp: ['image', 'image/webp'],
  avif: ['image', 'image/avif'],
  bmp: ['image', 'image/bmp'],
  ico: ['image', 'image/x-icon'],
  pdf: ['pdf', 'application/pdf'],
  mp3: ['audio', 'audio/mpeg'],
  m4a: ['audio', 'audio/mp4'],
  ogg: ['audio', 'audio/ogg'],
  wav: ['audio', 'audio/wav'],
  flac: ['audio', 'audio/flac'],
  mp4: ['video', 'video/mp4'],
  m4v: ['video', 'video/mp4'],
  webm: ['video', 'video/webm'],
  mov: ['video', 'video/quicktime'],
}

const texts = new Set(
  'txt md csv tsv json xml yaml yml toml ini log html htm xhtml svg css js mjs ts tsx jsx py rb go rs java c h cpp sh sql env gitignore'.split(
    ' ',
  ),
)

export function kindOf(name: string): { kind: PreviewKind; type: string } | undefined {
  const ending = name.slice(name.lastIndexOf('.') + 1).toLowerCase()
  if (texts.has(ending)) return { kind: 'text', type: 'text/plain' }
  const found = Object.hasOwn(types, ending) ? types[ending] : undefined
  return found && { kind: found[0], type: found[1] }
}

const megabyte = 1024 ** 2
/** How much is held in memory to be shown, where there is no other way. */
export const inMemory: Readonly<Record<PreviewKind, number>> = {
  image: 50 * megabyte,
  pdf: 100 * megabyte,
  audio: 200 * megabyte,
  video: 500 * megabyte,
  // Its beginning is enough.
  text: Infinity,
}
export const textLimit = megabyte
