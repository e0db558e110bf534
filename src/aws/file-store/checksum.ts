import { crc32 } from './crc32.ts'
import { FileError } from './file-error.ts'

/** A whole part as a rule; the screen waits some milliseconds for each. */
const piece = 8 * 1024 ** 2

/**
 * CRC-32, with which S3 refuses what arrives otherwise: of all it knows the fastest to compute here.
 * It is against accidents; attackers are kept out by TLS. A file that was changed or removed on
 * disk since it was chosen cannot be read any more.
 */
export async function checksumOf(blob: Blob): Promise<string> {
  let crc = 0
  for (let at = 0; at < blob.size; at += piece)
    crc = crc32(await bytesOf(blob.size > piece ? blob.slice(at, at + piece) : blob), crc)
  return btoa(String.fromCharCode(crc >>> 24, (crc >>> 16) & 255, (crc >>> 8) & 255, crc & 255))
}

const bytesOf = (blob: Blob) =>
  blob.arrayBuffer().catch((cause: unknown) => {
    throw new FileError('file-changed', { cause })
  })
