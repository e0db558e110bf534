import type { Factor, MfaKind, SignInStep } from './challenges.ts'
import type { OpenChallenge } from './pending-step.ts'

/*
 * Storage of a tab outlives a deployment, and anybody can write to it by hand. What is read from it
 * is believed only in the shape that this version writes.
 */

type Check = (value: unknown) => boolean
type Shape<T> = { readonly [K in keyof T]-?: Check }

const text: Check = (value) => typeof value === 'string'
const flag: Check = (value) => typeof value === 'boolean'
const oneOf =
  (...known: readonly string[]): Check =>
  (value) =>
    known.some((it) => it === value)
const listOf =
  (check: Check): Check =>
  (value) =>
    Array.isArray(value) && value.every(check)
/** A screen with nothing to choose would lead nowhere. */
const choiceOf =
  (...known: readonly string[]): Check =>
  (value) =>
    listOf(oneOf(...known))(value) && (value as unknown[]).length > 0
const maybe =
  (check: Check): Check =>
  (value) =>
    value === undefined || check(value)

const kinds = ['totp', 'sms', 'email'] satisfies MfaKind[]
const factors = ['PASSWORD', 'EMAIL_OTP', 'SMS_OTP', 'WEB_AUTHN'] satisfies Factor[]

/** The rest of each step. Another kind of step is a line here, and the compiler asks for it. */
const steps: {
  readonly [T in SignInStep['type']]: Shape<Omit<Extract<SignInStep, { type: T }>, 'type'>>
} = {
  code: { purpose: oneOf('mfa', 'sign-in'), kind: oneOf(...kinds), destination: maybe(text) },
  'choose-mfa': { kinds: choiceOf(...kinds) },
  'set-up-mfa': { kinds: choiceOf(...kinds) },
  'set-up-totp': {},
  'new-password': { missing: listOf(text) },
  'choose-factor': { factors: choiceOf(...factors) },
  passkey: {},
  'confirm-sign-up': { email: text },
  'reset-password': { email: text, required: flag },
}

const challenge: Shape<OpenChallenge> = {
  name: text,
  session: text,
  username: text,
  email: text,
  keep: flag,
  passwordGiven: flag,
  requestOptions: maybe(text),
  totpSecret: maybe(text),
  totpVerified: maybe((value) => value === true),
}

type Fields = Readonly<Record<string, unknown>>

const fieldsOf = (value: unknown) => Object(value) as Fields

const fits = (value: unknown, shape: Readonly<Record<string, Check>>) =>
  Object.entries(shape).every(([name, check]) => check(fieldsOf(value)[name]))

export function isStep(value: unknown): value is SignInStep {
  const { type } = fieldsOf(value)
  if (typeof type !== 'string' || !Object.hasOwn(steps, type)) return false
  return fits(value, steps[type as SignInStep['type']])
}

export const isChallenge = (value: unknown): value is OpenChallenge => fits(value, challenge)
