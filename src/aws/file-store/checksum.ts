import { crc32 } from './crc32.ts'
import { FileError } from './file-error.ts'

/**
 * CRC-32, with which S3 refuses what arrives otherwise: of all it knows the fastest to compute here.
 * It is against accidents; attackers are kept out by TLS. Read as it comes: whole parts would be
 * long tasks and much memory. A file that was changed or removed on disk since it was chosen cannot
 * be read any more.
 */
export async function checksumOf(blob: Blob): Promise<string> {
  const reader = blob.stream().getReader()
  const next = () =>
    reader.read().catch((cause: unknown) => {
      throw new FileError('file-changed', { cause })
    })
  let crc = 0
  for (let read = await next(); !read.done; read = await next()) crc = crc32(read.value, crc)
  return btoa(String.fromCharCode(crc >>> 24, (crc >>> 16) & 255, (crc >>> 8) & 255, crc & 255))
}
