import { randomBytes } from 'node:crypto'

/** All chance of the stand-in comes from here, so that a test can make it repeatable. */
export interface Random {
  bytes(length: number): Buffer
}

export const systemRandom: Random = { bytes: randomBytes }
