import type { Engine } from './call.ts'
import type { Checksum, ObjectVersion } from './catalog.ts'
import { startChecksum } from './checksum/algorithms.ts'

/**
 * S3 gives an object a CRC64NVME where the client sent no checksum. Few ask for it, so it is
 * worked out when the first one does.
 */
export async function storedChecksum(
  { blobs, catalog }: Pick<Engine, 'blobs' | 'catalog'>,
  version: ObjectVersion,
): Promise<Checksum> {
  if (version.checksum) return version.checksum
  const running = startChecksum.CRC64NVME()
  for await (const piece of blobs.read(version.segments, { start: 0, size: version.size }))
    running.update(piece)
  const value = running.digest().toString('base64')
  const checksum: Checksum = { algorithm: 'CRC64NVME', type: 'FULL_OBJECT', value }
  catalog.complete(version, checksum)
  return checksum
}
