import { vi } from 'vitest'

import { patience } from './patience.ts'

/** Vitest gives a second. */
export const eventually = <T>(run: () => T | Promise<T>) =>
  vi.waitFor(run, { timeout: patience.step })
