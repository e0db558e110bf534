import { vi } from 'vitest'

/** Vitest gives a second, which a machine that does other work beside does not always have. */
export const eventually = <T>(run: () => T | Promise<T>) => vi.waitFor(run, { timeout: 15_000 })
