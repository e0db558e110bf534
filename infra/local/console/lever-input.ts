import { AwsError } from '../http/aws-error.ts'
import { readBody } from '../http/body.ts'
import type { Request } from '../http/message.ts'
import { faultKinds } from '../faults/faults.ts'
import type { Fault } from '../faults/faults.ts'
import { services } from '../faults/operation-of.ts'
import { seedKinds } from '../user-pool/seeds.ts'
import type { SeedKind } from '../user-pool/seeds.ts'

const bad = (message: string) => new AwsError('BadRequest', message)

type Json = Readonly<Record<string, unknown>>

/** An object with no other members than these; an empty body is an empty object. */
export async function readLever(request: Request, members: readonly string[]): Promise<Json> {
  const text = (await readBody(request, 65_536)).toString()
  let value: unknown
  try {
    value = JSON.parse(text || '{}')
  } catch (cause) {
    throw new AwsError('BadRequest', 'The body is not JSON.', { cause })
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw bad('The body must be an object.')
  const unknown = Object.keys(value).find((key) => !members.includes(key))
  if (unknown !== undefined)
    throw bad(`${JSON.stringify(unknown)} is not known here: ${members.join(', ')}.`)
  return value as Json
}

function whole(value: unknown, name: string, least: number, most: number): number {
  if (Number.isSafeInteger(value) && Number(value) >= least && Number(value) <= most)
    return Number(value)
  throw bad(`${name} must be a whole number from ${least} to ${most}.`)
}

function among<T extends string>(value: unknown, name: string, allowed: readonly T[]): T {
  const found = allowed.find((candidate) => candidate === value)
  if (found === undefined) throw bad(`${name} must be one of ${allowed.join(', ')}.`)
  return found
}

/** A century: more is a mistake, and dates beyond year 9999 have another form. */
const farthest = 100 * 365 * 86_400

export async function readClock(request: Request): Promise<number | 'reset'> {
  const { advance, reset } = await readLever(request, ['advance', 'reset'])
  if (reset === true && advance === undefined) return 'reset'
  if (reset !== undefined) throw bad('Give either { "advance": seconds } or { "reset": true }.')
  return whole(advance, 'advance', 0, farthest)
}

export async function readFault(request: Request): Promise<Fault> {
  const given = await readLever(request, ['service', 'operation', 'fault', 'times', 'delayMs'])
  const { operation = '*', times = 1, delayMs } = given
  if (typeof operation !== 'string' || !/^(\*|[A-Za-z0-9]{1,64})$/.test(operation))
    throw bad('operation must be the name of an operation, or * for any.')
  const fault = among(given['fault'], 'fault', faultKinds)
  return {
    service: among(given['service'], 'service', services),
    operation,
    fault,
    times: whole(times, 'times', 1, 10_000),
    delayMs: fault === 'delay' ? whole(delayMs, 'delayMs', 1, 60_000) : 0,
  }
}

export async function readSeed(request: Request): Promise<SeedKind> {
  const { kind } = await readLever(request, ['kind'])
  return among(kind, 'kind', Object.keys(seedKinds) as SeedKind[])
}
