import { randomBytes } from 'node:crypto'

/** All chance of the stand-in comes from here, so that a test can make it repeatable. */
export interface Random {
  bytes(length: number): Buffer
}

export const systemRandom: Random = { bytes: randomBytes }

/** Sixteen bytes as a UUID of version 4; what more there is counts for nothing. */
export function uuidOf(bytes: Uint8Array): string {
  const hex = Buffer.from(bytes).toString('hex')
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `a${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-')
}
