import { resolve } from 'node:path'
import type { Config } from '#src/config.ts'
import { PortTakenError } from './listen.ts'
import { startStandIn } from './start.ts'
import type { StandIn } from './start.ts'
import type { Template } from './template/resolve-template.ts'

interface Options {
  readonly port: number
  readonly data: string
  readonly template: Template
  readonly allowedHosts: readonly string[]
  readonly warn: (message: string) => void
}

type Found = Pick<StandIn, 'origin' | 'config' | 'close' | 'applyTemplate'> & {
  /** In a sentence, where this is not simply a stand-in of one's own at the port asked for. */
  readonly note?: string
}

interface About {
  readonly standIn: true
  readonly data: string | null
  readonly config: Config
}

async function ask(port: number): Promise<About | undefined> {
  try {
    const response = await fetch(`http://localhost:${port}/_local/about`, {
      signal: AbortSignal.timeout(1000),
    })
    const about = (await response.json()) as Partial<About> | null
    return about?.standIn === true ? (about as About) : undefined
  } catch {
    return undefined
  }
}

/**
 * The port may be taken: by this project's other process (`dev` beside `preview`), which is then
 * shared, because an account made in one should be there in the other; or by something else, which
 * is left alone.
 */
export async function findOrStartStandIn(options: Options): Promise<Found> {
  try {
    return await startStandIn(options)
  } catch (error) {
    const inUse = error instanceof Error && error.message.includes('is in use by process')
    if (!(error instanceof PortTakenError) && !inUse) throw error
    const about = await ask(options.port)
    if (about?.data === resolve(options.data)) {
      const origin = `http://localhost:${options.port}`
      return {
        origin,
        config: () => about.config,
        applyTemplate: () => {},
        close: async () => {},
        note: `shares the local AWS of the process already at ${origin}`,
      }
    }
    const data = inUse ? undefined : options.data
    const standIn = await startStandIn({ ...options, port: 0, data })
    const why = inUse
      ? `${options.data} is in use by another process, so nothing is kept`
      : `port ${options.port} is taken by another program`
    return { ...standIn, note: `${why}; local AWS is at ${standIn.origin}` }
  }
}
