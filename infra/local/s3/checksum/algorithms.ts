import { createHash } from 'node:crypto'
import { crc32 } from 'node:zlib'

import { combineCrc } from './combine.ts'
import { crc32c } from './crc32c.ts'
import { crc64nvme } from './crc64nvme.ts'
import type { Halves } from './crc64nvme.ts'

export const algorithms = ['CRC32', 'CRC32C', 'CRC64NVME', 'SHA1', 'SHA256'] as const
export type Algorithm = (typeof algorithms)[number]

/** Of the whole object, or of the checksums of its parts. */
export type ChecksumType = 'FULL_OBJECT' | 'COMPOSITE'

export const checksumHeader = (algorithm: Algorithm) => `x-amz-checksum-${algorithm.toLowerCase()}`

export const isAlgorithm = (name: string): name is Algorithm =>
  (algorithms as readonly string[]).includes(name)

export const byteLength: Readonly<Record<Algorithm, number>> = {
  CRC32: 4,
  CRC32C: 4,
  CRC64NVME: 8,
  SHA1: 20,
  SHA256: 32,
}

export interface Running {
  update(data: Uint8Array): void
  digest(): Buffer
}

const hashing = (name: string): Running => {
  const hash = createHash(name)
  return { update: (data) => void hash.update(data), digest: () => hash.digest() }
}

const number32 = (step: (data: Uint8Array, before: number) => number): Running => {
  let value = 0
  return {
    update: (data) => void (value = step(data, value)),
    digest: () => bytesOf(BigInt(value), 4),
  }
}

const number64 = (): Running => {
  let value: Halves = { low: 0, high: 0 }
  return {
    update: (data) => void (value = crc64nvme(data, value)),
    digest: () => bytesOf((BigInt(value.high) << 32n) | BigInt(value.low), 8),
  }
}

const bytesOf = (value: bigint, length: number) =>
  Buffer.from(value.toString(16).padStart(length * 2, '0'), 'hex')

export const startChecksum: Readonly<Record<Algorithm, () => Running>> = {
  CRC32: () => number32(crc32),
  CRC32C: () => number32(crc32c),
  CRC64NVME: number64,
  SHA1: () => hashing('sha1'),
  SHA256: () => hashing('sha256'),
}

const crcs: Partial<Record<Algorithm, Parameters<typeof combineCrc>[3]>> = {
  CRC32: { width: 32, polynomial: 0xedb88320n },
  CRC32C: { width: 32, polynomial: 0x82f63b78n },
  CRC64NVME: { width: 64, polynomial: 0x9a6c9329ac4bc9b5n },
}

export const isCrc = (algorithm: Algorithm) => crcs[algorithm] !== undefined

interface PartChecksum {
  readonly checksum: string
  readonly size: number
}

/** Of the whole object, from its parts. Hash functions cannot do that. */
export function fullObjectChecksum(algorithm: Algorithm, parts: readonly PartChecksum[]): string {
  const crc = crcs[algorithm]
  if (!crc) throw new Error(`${algorithm} cannot be combined.`)
  const value = parts.reduce(
    (before, { checksum, size }) =>
      combineCrc(before, BigInt(`0x${Buffer.from(checksum, 'base64').toString('hex')}`), size, crc),
    0n,
  )
  return bytesOf(value, byteLength[algorithm]).toString('base64')
}

export function compositeChecksum(algorithm: Algorithm, parts: readonly PartChecksum[]): string {
  const running = startChecksum[algorithm]()
  for (const { checksum } of parts) running.update(Buffer.from(checksum, 'base64'))
  return `${running.digest().toString('base64')}-${parts.length}`
}
