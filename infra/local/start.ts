import { readdir, rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { createMovableClock } from './clock.ts'
import { createConsole } from './console/console.ts'
import { createAws } from './create-aws.ts'
import { createFaults } from './faults/faults.ts'
import type { Handler } from './http/message.ts'
import { listen } from './listen.ts'
import type { Listening } from './listen.ts'
import { systemRandom } from './random.ts'
import type { Random } from './random.ts'
import { openFileStore } from './store/file-store.ts'
import { createMemoryStore } from './store/memory-store.ts'
import type { Store } from './store/store.ts'
import type { Template } from './template/resolve-template.ts'

interface Options {
  readonly template: Template
  /** 0 takes any that is free. */
  readonly port: number
  /** The folder to keep everything in; left out, it is gone at the end. */
  readonly data?: string | undefined
  readonly allowedHosts?: readonly string[]
  readonly random?: Random
  /** Told in a sentence what a person should know. */
  readonly warn?: (message: string) => void
}

export type StandIn = Awaited<ReturnType<typeof startStandIn>>

const clockKey = 'offset'

/** AWS, its inbox and levers, and a port to reach them at. */
export async function startStandIn(options: Options) {
  const { random = systemRandom, allowedHosts = [], warn = console.warn } = options
  const data = options.data === undefined ? undefined : resolve(options.data)
  const store: Store =
    data === undefined ? createMemoryStore() : await openFileStore(data, { warn })
  let server: Listening | undefined
  try {
    const clock = createMovableClock()
    const kept = store.collection<number>('clock')
    clock.set(kept.get(clockKey) ?? 0)
    const moved = () => kept.set(clockKey, clock.offset())

    let { template } = options
    const make = () => createAws({ template, store, clock, random, hosts: allowedHosts })
    let aws = make()
    const tellNotes = () => {
      for (const note of aws.iam().notes) warn(note)
    }
    tellNotes()
    const faults = createFaults()
    const origin = () => server?.origin ?? ''
    const config = () => aws.config(origin())

    async function reset() {
      for (const name of store.names()) store.collection(name).clear()
      for (const name of await readdir(store.blobs))
        await rm(join(store.blobs, name), { recursive: true, force: true })
      aws = make()
    }

    const page = createConsole({
      store,
      clock,
      faults,
      config,
      userPool: () => aws.userPool,
      reset,
      moved,
      origin,
      data,
      allowedHosts,
    })
    const faulty = faults.wrap((request) => aws.handler(request))
    const answer: Handler = async (request) => {
      const own = await page.handler(request)
      if (own) return own
      try {
        return await faulty(request)
      } finally {
        page.changed()
      }
    }
    const handler: Handler = async (request) => {
      const response = await answer(request)
      // Clients take their own clock's error from it.
      const date = new Date(clock.now()).toUTCString()
      return response && { ...response, headers: { date, ...response.headers } }
    }
    server = await listen({ port: options.port, handler, allowedHosts })
    const listening = server
    return {
      port: listening.port,
      origin: listening.origin,
      data,
      clock,
      config,
      stack: () => aws.stack(),
      /** Takes effect with the next request; throws, and changes nothing, where it makes no sense. */
      applyTemplate(changed: Template) {
        aws.applyTemplate(changed)
        tellNotes()
        template = changed
        page.changed()
      },
      async close() {
        page.close()
        await listening.close()
        await store.close()
      },
    }
  } catch (error) {
    await store.close()
    throw error
  }
}
