/** Small checks that add up to a shape: the type of what passes is inferred from them. */
export type Check<T> = (value: unknown, path: string, problems: string[]) => T

type Shape = Readonly<Record<string, Check<unknown>>>
type OptionalKeys<S extends Shape> = {
  [K in keyof S]: undefined extends ReturnType<S[K]> ? K : never
}[keyof S]
type Infer<S extends Shape> = {
  readonly [K in Exclude<keyof S, OptionalKeys<S>>]: ReturnType<S[K]>
} & { readonly [K in OptionalKeys<S>]?: Exclude<ReturnType<S[K]>, undefined> }

const show = (value: unknown) => JSON.stringify(value)?.slice(0, 60) ?? String(value)

/** One check of one value: `expected` finishes the sentence "… must be". */
export const must =
  <T>(expected: string, accepts: (value: unknown) => boolean): Check<T> =>
  (value, path, problems) => {
    if (!accepts(value)) problems.push(`${path} must be ${expected}, not ${show(value)}`)
    return value as T
  }

export const flag = must<boolean>('true or false', (value) => typeof value === 'boolean')

export const whole = (least: number, most: number) =>
  must<number>(
    `a whole number from ${least} to ${most}`,
    (value) => Number.isInteger(value) && Number(value) >= least && Number(value) <= most,
  )

export const text = (expected: string, pattern: RegExp) =>
  must<string>(expected, (value) => typeof value === 'string' && pattern.test(value))

export const oneOf = <const T extends readonly string[]>(...allowed: T) =>
  must<T[number]>(`one of ${allowed.join(', ')}`, (value) => allowed.includes(value as string))

export const optional =
  <T>(check: Check<T>): Check<T | undefined> =>
  (value, path, problems) =>
    value === undefined ? undefined : check(value, path, problems)

export const listOf =
  <T>(item: Check<T>, nameOf: (item: T) => string = String): Check<readonly T[]> =>
  (value, path, problems) => {
    if (!Array.isArray(value))
      return must<readonly T[]>('a list', Array.isArray)(value, path, problems)
    const before = problems.length
    const items = value.map((entry, index) => item(entry, `${path}[${index}]`, problems))
    const names = items.slice(0, problems.length > before ? 0 : undefined).map(nameOf)
    const twice = names.find((name, index) => names.indexOf(name) !== index)
    if (twice !== undefined) problems.push(`${path} names ${twice} twice`)
    return items
  }

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

export const mapOf =
  <T>(key: RegExp, expected: string, item: Check<T>): Check<Readonly<Record<string, T>>> =>
  (value, path, problems) => {
    for (const [name, entry] of Object.entries(isObject(value) ? value : {})) {
      if (!key.test(name))
        problems.push(`${path}: each name must be ${expected}, not ${show(name)}`)
      item(entry, `${path}.${name}`, problems)
    }
    return must<Readonly<Record<string, T>>>('an object', isObject)(value, path, problems)
  }

export const record =
  <S extends Shape>(shape: S): Check<Infer<S>> =>
  (value, path, problems) => {
    if (!isObject(value)) return must<Infer<S>>('an object', isObject)(value, path, problems)
    const at = (key: string) => (path ? `${path}.${key}` : key)
    for (const key of Object.keys(value))
      if (!Object.hasOwn(shape, key)) problems.push(`${at(key)} is not a setting`)
    for (const [key, check] of Object.entries(shape)) check(value[key], at(key), problems)
    return value as Infer<S>
  }
