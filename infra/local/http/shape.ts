import { AwsError } from './aws-error.ts'

/**
 * The declared form of a request. Types are checked first, as the deserialiser at AWS does, and
 * fail alone; constraints are checked together, and every one that fails is named.
 */
export interface Shape<T> {
  read(value: unknown, at: string, problems: string[]): T
  readonly required?: boolean
}

export interface Required<T> extends Shape<T> {
  readonly required: true
}

export type Fields = Readonly<Record<string, Shape<unknown>>>
type Value<S> = S extends Shape<infer T> ? T : never
type RequiredKeys<F extends Fields> = {
  [K in keyof F]: F[K] extends Required<unknown> ? K : never
}[keyof F]
export type Infer<F extends Fields> = { readonly [K in RequiredKeys<F>]: Value<F[K]> } & {
  readonly [K in Exclude<keyof F, RequiredKeys<F>>]?: Value<F[K]> | undefined
}

const mistyped = (message: string) => new AwsError('SerializationException', message)

function tokenOf(value: unknown): string {
  if (typeof value === 'string') return 'STRING_VALUE'
  if (typeof value === 'number') return Number.isInteger(value) ? 'NUMBER_VALUE' : 'DECIMAL_VALUE'
  return value === true ? 'TRUE_VALUE' : 'FALSE_VALUE'
}

function refuse(value: unknown, wanted: string): never {
  if (Array.isArray(value)) throw mistyped('Start of list found where not expected')
  if (typeof value === 'object')
    throw mistyped('Start of structure or map found where not expected.')
  throw mistyped(`${tokenOf(value)} can not be converted to ${wanted}`)
}

const complain = (problems: string[], at: string, shown: string, rule: string) =>
  problems.push(`Value ${shown}at '${at}' failed to satisfy constraint: Member must ${rule}`)

interface TextRules {
  readonly min?: number
  readonly max?: number
  readonly pattern?: string
  /** The value is left out of complaints. */
  readonly sensitive?: boolean
}

export function text({ min, max, pattern, sensitive }: TextRules = {}): Shape<string> {
  let whole: RegExp | undefined
  return {
    read(value, at, problems) {
      if (typeof value !== 'string') return refuse(value, 'a String')
      const shown = sensitive ? '' : `'${value}' `
      const tooLong = max !== undefined && value.length > max
      if (tooLong) complain(problems, at, shown, `have length less than or equal to ${max}`)
      if (min !== undefined && value.length < min)
        complain(problems, at, shown, `have length greater than or equal to ${min}`)
      // Some of AWS's patterns take ages over a long text, and some to be read at all.
      if (pattern !== undefined && !tooLong) {
        whole ??= new RegExp(`^(?:${pattern})$`, 'u')
        if (!whole.test(value))
          complain(problems, at, shown, `satisfy regular expression pattern: ${pattern}`)
      }
      return value
    },
  }
}

export function oneOf<const T extends readonly string[]>(...allowed: T): Shape<T[number]> {
  return {
    read(value, at, problems) {
      if (typeof value !== 'string') return refuse(value, 'a String')
      if (!allowed.includes(value))
        complain(problems, at, `'${value}' `, `satisfy enum value set: [${allowed.join(', ')}]`)
      return value
    },
  }
}

export function integer({ min, max }: { min?: number; max?: number } = {}): Shape<number> {
  return {
    read(value, at, problems) {
      if (typeof value !== 'number' || !Number.isInteger(value)) return refuse(value, 'an Integer')
      if (max !== undefined && value > max)
        complain(problems, at, `'${value}' `, `have value less than or equal to ${max}`)
      if (min !== undefined && value < min)
        complain(problems, at, `'${value}' `, `have value greater than or equal to ${min}`)
      return value
    },
  }
}

export const flag: Shape<boolean> = {
  read: (value) => (typeof value === 'boolean' ? value : refuse(value, 'a Boolean')),
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

export function list<T>(item: Shape<T>, { min, max }: TextRules = {}): Shape<readonly T[]> {
  return {
    read(value, at, problems) {
      if (!Array.isArray(value)) return isRecord(value) ? refuse(value, '') : unexpected()
      if (max !== undefined && value.length > max)
        complain(problems, at, '', `have length less than or equal to ${max}`)
      if (min !== undefined && value.length < min)
        complain(problems, at, '', `have length greater than or equal to ${min}`)
      return value
        .filter((entry) => entry !== null)
        .map((entry, index) => item.read(entry, `${at}.${index + 1}.member`, problems))
    },
  }
}

export function map<T>(item: Shape<T>): Shape<Readonly<Record<string, T>>> {
  return {
    read(value, at, problems) {
      if (!isRecord(value)) return Array.isArray(value) ? refuse(value, '') : unexpected()
      return fromEntries(
        Object.entries(value)
          .filter(([, entry]) => entry !== null)
          .map(([key, entry]) => [key, item.read(entry, `${at}.${key}.member`, problems)]),
      )
    },
  }
}

/** Without a prototype: a key named `constructor` or `__proto__` is a key like any other. */
function fromEntries<T>(entries: Iterable<readonly [string, T]>): Record<string, T> {
  const made = Object.create(null) as Record<string, T>
  for (const [key, value] of entries) made[key] = value
  return made
}

function unexpected(): never {
  throw mistyped('Unexpected field type')
}

export function record<F extends Fields>(fields: F): Shape<Infer<F>> {
  return {
    read(value, at, problems) {
      if (!isRecord(value)) return Array.isArray(value) ? refuse(value, '') : unexpected()
      const made: Record<string, unknown> = {}
      for (const [name, shape] of Object.entries(fields)) {
        const given = Object.hasOwn(value, name) ? value[name] : undefined
        const path = (at ? `${at}.` : '') + name.charAt(0).toLowerCase() + name.slice(1)
        if (given !== undefined && given !== null) made[name] = shape.read(given, path, problems)
        else if (shape.required) complain(problems, path, 'null ', 'not be null')
      }
      return made as Infer<F>
    },
  }
}

/** A document that is handed on as it is, and checked by whoever understands it. */
export const document: Shape<Readonly<Record<string, unknown>>> = {
  read: (value) => (isRecord(value) ? value : unexpected()),
}

export const required = <T>(shape: Shape<T>): Required<T> => ({ ...shape, required: true })

export function check<F extends Fields>(fields: F, value: unknown): Infer<F> {
  const problems: string[] = []
  const checked = record(fields).read(value, '', problems)
  if (problems.length === 0) return checked
  const count = `${problems.length} validation error${problems.length > 1 ? 's' : ''} detected`
  throw new AwsError('InvalidParameterException', `${count}: ${problems.join('; ')}`)
}
