import type { Platform } from './platform.ts'

/** Doubles from half a second up to a minute, with the upper half left to chance. */
export const backOff = (platform: Pick<Platform, 'random'>, attempt: number) =>
  Math.min(500 * 2 ** attempt, 60_000) * (0.5 + platform.random() / 2)

export const pause = (platform: Pick<Platform, 'after'>, milliseconds: number) =>
  new Promise<void>((resolve) => void platform.after(milliseconds, resolve))
