import type { Config } from '#src/config.ts'

import type { Engine } from './engine.ts'
import { once } from './once.ts'
import type { Opening } from './opening.ts'
import type { Platform } from './platform.ts'
import { promiseOf } from './promise-of.ts'

export type Services = ReturnType<typeof createServices>

/** What a first paint needs to know, and the way to the rest, which waits until it is wanted. */
export function createServices(config: Config, platform: Platform, opening: Opening) {
  const { promise: loaded, resolve } = promiseOf<Engine>()
  const engine = once(async () => {
    const { createEngine } = await import('./engine.ts')
    const made = createEngine(config, platform)
    resolve(made)
    return made
  })
  return {
    config,
    platform,
    opening,
    engine,
    /** Of whoever it was that wanted it first. */
    loaded,
  }
}
