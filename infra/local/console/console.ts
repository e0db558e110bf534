import { readFile } from 'node:fs/promises'
import type { Config } from '#src/config.ts'
import type { MovableClock } from '../clock.ts'
import type { Faults } from '../faults/faults.ts'
import { AwsError } from '../http/aws-error.ts'
import { isOwnOrigin } from '../http/hosts.ts'
import type { Handler, Request, Response } from '../http/message.ts'
import type { Store } from '../store/store.ts'
import type { Context } from '../user-pool/context.ts'
import type { Message } from '../user-pool/model.ts'
import { makeSeed } from '../user-pool/seeds.ts'
import type { Seed } from '../user-pool/seeds.ts'
import { createEvents } from './events.ts'
import { icons } from './icons.ts'
import { readClock, readFault, readLever, readSeed } from './lever-input.ts'
import { made } from './made.ts'
import { counts, liveParts, page } from './page.ts'
import { listPeople } from './people.ts'
import type { Refusal, Seen } from './seen.ts'

interface Options {
  readonly store: Store
  readonly clock: MovableClock
  readonly faults: Faults
  readonly config: () => Config
  readonly userPool: () => Context
  /** Empties the stand-in and makes it anew from the template. */
  readonly reset: () => Promise<void>
  /** The clock was moved: to be kept. */
  readonly moved: () => void
  readonly origin: () => string
  readonly data?: string | undefined
  readonly allowedHosts: readonly string[]
}

type Lever = (request: Request) => Promise<Response> | Response

const prefix = '/_local/'
const secure = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'cache-control': 'no-store',
}

const json = (value: unknown, status = 200): Response => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: `${JSON.stringify(value)}\n`,
})

const served = (type: string, body: string): Response => ({
  status: 200,
  headers: { 'content-type': type },
  body,
})

/** In the order of the cascade. */
const styles = ['base', 'frame', 'controls', 'inbox', 'users', 'refusals', 'levers', 'above']

const file = async (name: string) => readFile(new URL(name, import.meta.url), 'utf8')

/** A page elsewhere must neither read what is here nor pull a lever; a link may lead here. */
function isInvited({ method, headers }: Request, allowedHosts: readonly string[]): boolean {
  if (!isOwnOrigin(headers.origin, headers.host, allowedHosts)) return false
  const site = headers['sec-fetch-site']
  if (site === undefined || site === 'same-origin' || site === 'none') return true
  return method === 'GET' && headers['sec-fetch-mode'] === 'navigate'
}

const filterOf = ({ query }: Request) => new URLSearchParams(query).get('to') ?? ''

/** Everything under /_local/: the page for people, and the same levers for scripts. */
export function createConsole(options: Options) {
  const { store, clock, faults, config, userPool, data, allowedHosts } = options
  const events = createEvents()
  const inbox = store.collection<Message>('inbox')
  const refusals = store.collection<Refusal>('refusals')

  /** The pool of the app, which is where users are made. */
  function ownPool() {
    const pool = userPool().pools.get(config().userPoolId)
    if (!pool) throw new AwsError('NoPool', 'The user pool of the template is gone: reset.')
    return pool
  }

  function messagesTo(to: string) {
    const wanted = to.toLowerCase()
    return [...inbox.entries()]
      .filter(([, item]) => item.to.toLowerCase().includes(wanted))
      .toSorted(([left], [right]) => (left < right ? 1 : -1))
  }

  const look = (filter = ''): Seen => ({
    now: clock.now(),
    offset: clock.offset(),
    messages: messagesTo(filter),
    filter,
    people: listPeople(userPool()),
    refusals: [...refusals.values()].toReversed(),
    faults: faults.list(),
  })

  const readClockFace = () =>
    json({ now: new Date(clock.now()).toISOString(), offsetSeconds: clock.offset() / 1000 })

  function parts(request: Request): Response {
    const seen = look(filterOf(request))
    const [latest] = messagesTo('')
    return json({
      parts: Object.fromEntries(
        Object.entries(liveParts(seen)).map(([id, { text }]) => [id, text]),
      ),
      counts: counts({ ...seen, messages: messagesTo('') }),
      latest: latest && { key: latest[0], ...latest[1] },
    })
  }

  const levers: Readonly<Record<string, Lever>> = {
    'GET ': (request) => {
      const { appName, userPoolId } = config()
      const place = { appName, poolId: userPoolId, origin: options.origin(), data }
      return served('text/html; charset=utf-8', page(look(filterOf(request)), place))
    },
    'GET console.css': async () => {
      const sheets = await Promise.all(styles.map((name) => file(`./styles/${name}.css`)))
      return served('text/css; charset=utf-8', sheets.join('\n'))
    },
    'GET console.js': async () =>
      served('text/javascript; charset=utf-8', await file('./console.js')),
    'GET icon.svg': () =>
      served(
        'image/svg+xml',
        icons.logo.text
          .replace('<svg', '<svg xmlns="http://www.w3.org/2000/svg"')
          .replace('class="logo-back"', 'fill="#0f766e"')
          .replaceAll('class="logo-line"', 'stroke="#fff"'),
      ),
    'GET events': () => events.response(),
    'GET parts': parts,
    /** Lets a second process see that this is the stand-in, and for whom. */
    'GET about': () => json({ standIn: true, data: data ?? null, config: config() }),

    'GET inbox': (request) => json(messagesTo(filterOf(request)).map(([, item]) => item)),
    'GET users': () => json(listPeople(userPool())),
    'POST users': async (request) => {
      const seed: Seed = makeSeed(userPool(), ownPool(), await readSeed(request))
      return json(request.query === 'card' ? { markup: made(seed).text } : seed, 201)
    },
    'GET refusals': () => json([...refusals.values()].toReversed()),
    'GET clock': readClockFace,
    'POST clock': async (request) => {
      const wanted = await readClock(request)
      if (wanted === 'reset') clock.set(0)
      else clock.advance(wanted)
      options.moved()
      return readClockFace()
    },
    'GET faults': () => json(faults.list()),
    'POST faults': async (request) => {
      faults.add(await readFault(request))
      return json(faults.list(), 201)
    },
    'DELETE faults': () => {
      faults.clear()
      return json([])
    },
    'POST reset': async (request) => {
      await readLever(request, [])
      faults.clear()
      clock.set(0)
      await options.reset()
      return json({ reset: true })
    },
  }

  async function pull(request: Request): Promise<Response> {
    const name = request.path.slice(prefix.length)
    const method = request.method === 'HEAD' ? 'GET' : request.method
    const lever = levers[`${method} ${name}`]
    if (lever) return lever(request)
    const isKnown = Object.keys(levers).some((key) => key.endsWith(` ${name}`))
    return isKnown
      ? json({ error: 'MethodNotAllowed', message: `${method} means nothing here.` }, 405)
      : json({ error: 'NotFound', message: `There is no /_local/${name}.` }, 404)
  }

  const handler: Handler = async (request) => {
    if (request.path === '/_local') return { status: 308, headers: { location: prefix } }
    if (!request.path.startsWith(prefix)) return undefined
    if (!isInvited(request, allowedHosts))
      return json({ error: 'Forbidden', message: 'Only this page itself may ask that.' }, 403)
    try {
      const response = await pull(request)
      if (request.method !== 'GET') {
        await store.flush()
        events.changed()
      }
      return { ...response, headers: { ...secure, ...response.headers } }
    } catch (error) {
      if (!(error instanceof AwsError)) throw error
      return json({ error: error.code, message: error.message }, error.status)
    }
  }

  return {
    handler,
    /** Something may look different now. */
    changed: () => events.changed(),
    close: () => events.close(),
  }
}
