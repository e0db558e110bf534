/**
 * What the app knows about its surroundings. The stand-in serves this object in development, the
 * deployment writes it beside index.html. Its type is inferred from the shape below.
 */

type Check<T> = (value: unknown, path: string, problems: string[]) => T

/** Typed as never so that it fits every check: with a problem noted, nobody sees the value. */
const fail = (problems: string[], path: string, expected: string, value: unknown) => {
  problems.push(
    value === undefined ? `${path} is missing` : `${path} must be ${expected}, not ${show(value)}`,
  )
  return undefined as never
}

const show = (value: unknown) => JSON.stringify(value)?.slice(0, 60) ?? String(value)

const text: Check<string> = (value, path, problems) =>
  typeof value === 'string' && value !== '' ? value : fail(problems, path, 'a text', value)

const matching =
  (pattern: RegExp, like: string): Check<string> =>
  (value, path, problems) =>
    typeof value === 'string' && pattern.test(value)
      ? value
      : fail(problems, path, `a text like ${like}`, value)

const count: Check<number> = (value, path, problems) =>
  Number.isSafeInteger(value) && (value as number) >= 0
    ? (value as number)
    : fail(problems, path, 'a whole number', value)

const flag: Check<boolean> = (value, path, problems) =>
  typeof value === 'boolean' ? value : fail(problems, path, 'true or false', value)

const origin: Check<string> = (value, path, problems) =>
  typeof value === 'string' && URL.canParse(value) && /^https?:/.test(value)
    ? value.replace(/\/+$/, '')
    : fail(problems, path, 'an address like http://localhost:4566', value)

const oneOf =
  <const T extends readonly string[]>(...allowed: T): Check<T[number]> =>
  (value, path, problems) =>
    allowed.includes(value as string)
      ? (value as T[number])
      : fail(problems, path, `one of ${allowed.join(', ')}`, value)

const listOf =
  <T>(item: Check<T>): Check<readonly T[]> =>
  (value, path, problems) =>
    Array.isArray(value)
      ? value.map((entry, index) => item(entry, `${path}[${index}]`, problems))
      : fail(problems, path, 'a list', value)

const optional =
  <T>(check: Check<T>): Check<T | undefined> =>
  (value, path, problems) =>
    value === undefined ? undefined : check(value, path, problems)

type Shape = Readonly<Record<string, Check<unknown>>>
type OptionalKeys<S extends Shape> = {
  [K in keyof S]: undefined extends ReturnType<S[K]> ? K : never
}[keyof S]
type Infer<S extends Shape> = {
  readonly [K in Exclude<keyof S, OptionalKeys<S>>]: ReturnType<S[K]>
} & { readonly [K in OptionalKeys<S>]?: Exclude<ReturnType<S[K]>, undefined> }

const record =
  <S extends Shape>(shape: S): Check<Infer<S>> =>
  (value, path, problems) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      return fail(problems, path || 'config.json', 'an object', value)
    const at = (key: string) => (path ? `${path}.${key}` : key)
    const given = value as Record<string, unknown>
    for (const key of Object.keys(given))
      if (!Object.hasOwn(shape, key)) problems.push(`${at(key)} is not a key this app knows`)
    return Object.fromEntries(
      Object.entries(shape)
        .map(([key, check]) => [key, check(given[key], at(key), problems)] as const)
        .filter(([, checked]) => checked !== undefined),
    ) as Infer<S>
  }

const attribute = record({
  /** As Cognito names it: `custom:agentName`, `given_name`. */
  name: text,
  required: flag,
  minLength: optional(count),
  maxLength: optional(count),
})

const config = record({
  appName: text,
  region: matching(/^[a-z]{2}(-[a-z]+)+-\d$/, 'eu-central-1'),
  userPoolId: matching(/^[\w-]+_[0-9a-zA-Z]+$/, 'eu-central-1_AbCd12345'),
  userPoolClientId: matching(/^[\w+]+$/, '1h57kf5cpq17m0eml12EXAMPLE'),
  identityPoolId: matching(/^[\w-]+:[0-9a-f-]+$/, 'eu-central-1:128d0a74-…'),
  bucket: text,
  /** Only where AWS's own endpoints are not meant. */
  endpoints: optional(record({ userPool: origin, identityPool: origin, s3: origin })),
  selfSignUp: flag,
  /** The attributes a person is asked for at sign-up, beside email and password, and may edit. */
  attributes: listOf(attribute),
  passwordPolicy: record({
    minimumLength: count,
    requireLowercase: flag,
    requireUppercase: flag,
    requireNumbers: flag,
    requireSymbols: flag,
  }),
  /** First factors beside which the password is one. */
  signInWith: listOf(oneOf('PASSWORD', 'EMAIL_OTP', 'SMS_OTP', 'WEB_AUTHN')),
  mfa: oneOf('OFF', 'OPTIONAL', 'ON'),
  mfaMethods: listOf(oneOf('TOTP', 'SMS', 'EMAIL')),
  devices: oneOf('off', 'opt-in', 'always'),
  groups: listOf(text),
  files: record({
    maxFileBytes: count,
    maxFiles: count,
    /** As in `accept` of a file input; empty allows every type. */
    types: listOf(text),
    shareLinks: flag,
  }),
})

export type Config = ReturnType<typeof config>
export type PasswordPolicy = Config['passwordPolicy']
export type SignInFactor = Config['signInWith'][number]

/** Carries every problem found, not only the first, for the page that tells the developer. */
export class ConfigError extends Error {
  override name = 'ConfigError'
  readonly problems: readonly string[]

  constructor(problems: readonly string[], options?: ErrorOptions) {
    super(`config.json: ${problems.join('; ')}`, options)
    this.problems = problems
  }
}

/** Nothing to mend: there is no network, or the server is busy with other things. */
export class ConfigOutOfReach extends Error {}

export function checkConfig(value: unknown): Config {
  const problems: string[] = []
  const checked = config(value, '', problems)
  if (problems.length > 0) throw new ConfigError(problems)
  return checked
}

export async function loadConfig(address = '/config.json'): Promise<Config> {
  // Same mode and credentials as the preload in index.html, or the browser would ask twice.
  const response = await fetch(address, { credentials: 'same-origin' }).catch((cause: unknown) => {
    throw new ConfigOutOfReach('config.json: the server did not answer', { cause })
  })
  if (response.status >= 500)
    throw new ConfigOutOfReach(`config.json: the server answered ${response.status}`)
  if (!response.ok)
    throw new ConfigError([`it could not be loaded: the server answered ${response.status}`])
  const body = await response.text()
  let parsed: unknown
  try {
    parsed = JSON.parse(body)
  } catch (cause) {
    throw new ConfigError([`it is not JSON; it begins with ${show(body.slice(0, 40))}`], { cause })
  }
  return checkConfig(parsed)
}
