import { cancelled } from './access.ts'
import { checksumOf } from './checksum.ts'
import { FileError } from './file-error.ts'
import type { FileStore } from './file-store.ts'
import { inParallel } from './in-parallel.ts'
import { createSlots } from './slots.ts'
import type { createUploadMemory } from './upload-memory.ts'
import type { Part, Upload, VersionId } from './writing.ts'

const megabyte = 1024 ** 2
/** S3 wants parts of at least 5 MB, but for the last, and no more than ten thousand of them. */
export const defaultPartSize = 8 * megabyte
const mostParts = 10_000

export const partSizeOf = (size: number, least = defaultPartSize) =>
  Math.max(least, Math.ceil(size / mostParts / megabyte) * megabyte)

/** What is known of a file on its way, and outlives a pause. */
export interface Journey {
  readonly file: File
  path: string
  replace: boolean
  upload: Upload | undefined
  readonly parts: Map<number, Part>
}

interface Tools {
  readonly files: FileStore
  readonly memory: ReturnType<typeof createUploadMemory>
  readonly owner: string
  readonly signal: AbortSignal
  readonly partSize: number
  readonly onSent: (bytes: number) => void
  /** Runs when there is room on the line, and again after what may pass. */
  readonly persistently: <T>(run: () => Promise<T>) => Promise<T>
}

export async function sendFile(journey: Journey, tools: Tools): Promise<VersionId> {
  const { file } = journey
  if (file.size <= tools.partSize) return sendWhole(journey, tools)
  const upload = journey.upload ?? (await recall(journey, tools)) ?? (await begin(journey, tools))
  journey.upload = upload
  await sendParts(journey, upload, tools)
  const { files, memory, persistently, signal } = tools
  const version = await persistently(() =>
    files.finish(upload, [...journey.parts.values()], { replace: journey.replace, signal }),
  )
  memory.forget(upload.id)
  return version
}

const sendWhole = (
  { file, path, replace }: Journey,
  { files, persistently, signal, onSent }: Tools,
) =>
  persistently(() => {
    onSent(0)
    return files.put(path, file, { replace, type: file.type, signal, onProgress: onSent })
  })

const chosen = ({ file, path }: Journey, { owner }: Tools) => ({
  owner,
  path,
  size: file.size,
  modified: file.lastModified,
})

/** Begun before this page was opened; what has arrived is compared by checksum, not by name. */
async function recall(journey: Journey, tools: Tools): Promise<Upload | undefined> {
  const { files, memory, persistently, signal } = tools
  const upload = memory.recall(chosen(journey, tools))
  if (!upload) return undefined
  try {
    const arrived = await persistently(() => files.partsOf(upload, signal))
    const size = partSizeOf(journey.file.size, tools.partSize)
    for (const [number, part] of arrived) {
      const slice = journey.file.slice((number - 1) * size, number * size)
      if ((await checksumOf(slice)) === part.checksum) journey.parts.set(number, part)
    }
    return upload
  } catch (error) {
    if (!(error instanceof FileError) || error.code !== 'not-found') throw error
    memory.forget(upload.id)
    return undefined
  }
}

async function begin(journey: Journey, tools: Tools): Promise<Upload> {
  const { files, memory, persistently, signal } = tools
  const { file, path, replace } = journey
  // S3 will refuse it, too, but only after all of it has been sent.
  if (!replace && (await persistently(() => files.exists(path, signal))))
    throw new FileError('exists')
  const upload = await persistently(() => files.begin(path, file.type, signal))
  memory.keep(chosen(journey, tools), upload)
  return upload
}

async function sendParts({ file, parts }: Journey, upload: Upload, tools: Tools) {
  const { files, persistently, signal, onSent } = tools
  const size = partSizeOf(file.size, tools.partSize)
  const count = Math.ceil(file.size / size)
  const sizeOf = (number: number) => (number < count ? size : file.size - (count - 1) * size)
  const slice = (number: number) => file.slice((number - 1) * size, number * size)
  const underWay = new Map<number, number>()
  // Reckoned, not asked of slices: each would be a Blob for the browser to keep book of.
  let arrived = 0
  for (const number of parts.keys()) arrived += sizeOf(number)
  const tell = () => {
    let sent = arrived
    for (const bytes of underWay.values()) sent += bytes
    onSent(sent)
  }
  tell()
  const missing = Array.from({ length: count }, (_, index) => index + 1).filter(
    (number) => !parts.has(number),
  )
  const checksumOfPart = readAhead(missing, slice, signal)
  await inParallel(missing, partsAtOnce, async (number) => {
    const body = slice(number)
    const part = await persistently(async () => {
      const checksum = await checksumOfPart(number)
      return files.sendPart(upload, number, body, checksum, {
        signal,
        onProgress(sent) {
          underWay.set(number, sent)
          tell()
        },
      })
    })
    underWay.delete(number)
    parts.set(number, part)
    arrived += sizeOf(number)
    tell()
  })
}

/**
 * One part is read after the other, so that the first leaves soon, and as many ahead as are on their
 * way, so that the line need not wait.
 */
function readAhead(
  numbers: readonly number[],
  slice: (number: number) => Blob,
  signal: AbortSignal,
) {
  const inTurn = createSlots(1)
  const begun = new Map<number, Promise<string> | undefined>()
  const read = (number: number) =>
    inTurn(() => {
      cancelled(signal)
      return checksumOf(slice(number))
    })
  const readNext = (number: number) => {
    const next = numbers[numbers.indexOf(number) + partsAtOnce]
    if (next === undefined || begun.has(next)) return
    const reading = read(next)
    // A failure is met when the part's turn comes, if it comes.
    reading.catch(() => undefined)
    begun.set(next, reading)
  }
  return async (number: number) => {
    const reading = begun.get(number) ?? read(number)
    // Once: what is sent again is read again, because the file may have changed.
    begun.set(number, undefined)
    const checksum = await reading
    readNext(number)
    return checksum
  }
}

/** More does not make it faster, and the page's other requests wait behind them. */
export const partsAtOnce = 4
