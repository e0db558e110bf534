/** What a camera of today makes, and some more. */
const mostBytes = 30 * 1024 ** 2
/** Enough to cut from. */
const mostSide = 2048

export type ImageProblem = 'tooLarge' | 'notAnImage'

export class ImageError extends Error {
  override name = 'ImageError'
  readonly problem: ImageProblem

  constructor(problem: ImageProblem, options?: ErrorOptions) {
    super(problem, options)
    this.problem = problem
  }
}

/** JPEG, PNG, GIF, WebP, BMP; AVIF and HEIC. */
const beginnings = [
  /^\xff\xd8\xff/,
  /^\x89PNG\r\n\x1a\n/,
  /^GIF8[79]a/,
  /^RIFF[^]{4}WEBP/,
  /^BM/,
  /^[^]{4}ftyp(avi|hei|mif1|msf1)/,
]

/**
 * By its bytes and not its name: a drawing in SVG, which can refer to elsewhere, would be taken for
 * what it is whatever it is called.
 */
async function isPhoto(file: File) {
  const bytes = new Uint8Array(await file.slice(0, 16).arrayBuffer())
  const beginning = String.fromCharCode(...bytes)
  return beginnings.some((pattern) => pattern.test(beginning))
}

/** An image that somebody chose, turned the right way up and no larger than is of use. */
export async function readImage(file: File): Promise<ImageBitmap> {
  if (file.size > mostBytes) throw new ImageError('tooLarge')
  if (!(await isPhoto(file))) throw new ImageError('notAnImage')
  const whole = await createImageBitmap(file).catch((cause: unknown) => {
    throw new ImageError('notAnImage', { cause })
  })
  const scale = mostSide / Math.min(whole.width, whole.height)
  if (scale >= 1) return whole
  const smaller = await createImageBitmap(whole, {
    resizeWidth: Math.round(whole.width * scale),
    resizeHeight: Math.round(whole.height * scale),
    resizeQuality: 'high',
  })
  whole.close()
  return smaller
}
