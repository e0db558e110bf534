import { AuthError } from './auth-error.ts'
import type { AuthAnswer } from './user-pool-operations.ts'

export type MfaKind = 'totp' | 'sms' | 'email'
export type Factor = 'PASSWORD' | 'EMAIL_OTP' | 'SMS_OTP' | 'WEB_AUTHN'

/** What is asked of the person next. */
export type SignInStep =
  | {
      readonly type: 'code'
      /** A second step after the password, or the way in itself. */
      readonly purpose: 'mfa' | 'sign-in'
      readonly kind: MfaKind
      readonly destination?: string
    }
  | { readonly type: 'choose-mfa'; readonly kinds: readonly MfaKind[] }
  | { readonly type: 'set-up-mfa'; readonly kinds: readonly MfaKind[] }
  | { readonly type: 'set-up-totp' }
  | { readonly type: 'new-password'; readonly missing: readonly string[] }
  | { readonly type: 'choose-factor'; readonly factors: readonly Factor[] }
  | { readonly type: 'passkey' }
  | { readonly type: 'confirm-sign-up'; readonly email: string }
  | {
      readonly type: 'reset-password'
      readonly email: string
      /** An administrator wants it, rather than the person. */
      readonly required: boolean
    }

const mfaKinds: Readonly<Record<string, MfaKind>> = {
  SOFTWARE_TOKEN_MFA: 'totp',
  SMS_MFA: 'sms',
  EMAIL_OTP: 'email',
}

/** Which response carries the code, by challenge. */
export const codeFields: Readonly<Record<string, string>> = {
  SOFTWARE_TOKEN_MFA: 'SOFTWARE_TOKEN_MFA_CODE',
  SMS_MFA: 'SMS_MFA_CODE',
  EMAIL_OTP: 'EMAIL_OTP_CODE',
  SMS_OTP: 'SMS_OTP_CODE',
}

export const challengeOf = (kind: MfaKind) =>
  Object.keys(mfaKinds).find((name) => mfaKinds[name] === kind) ?? ''

type Reader = (answer: AuthAnswer, passwordGiven: boolean) => SignInStep

/** To support another challenge: a line here, its step above, its answer in sign-in.ts. */
const readers: Readonly<Record<string, Reader>> = {
  SOFTWARE_TOKEN_MFA: () => ({ type: 'code', purpose: 'mfa', kind: 'totp' }),
  SMS_MFA: (answer) => code(answer, 'mfa', 'sms'),
  EMAIL_OTP: (answer, passwordGiven) => code(answer, passwordGiven ? 'mfa' : 'sign-in', 'email'),
  SMS_OTP: (answer) => code(answer, 'sign-in', 'sms'),
  SELECT_MFA_TYPE: (answer) => ({ type: 'choose-mfa', kinds: kinds(answer, 'MFAS_CAN_CHOOSE') }),
  MFA_SETUP: (answer) => ({ type: 'set-up-mfa', kinds: kinds(answer, 'MFAS_CAN_SETUP') }),
  NEW_PASSWORD_REQUIRED: (answer) => ({ type: 'new-password', missing: missing(answer) }),
  SELECT_CHALLENGE: (answer) => ({ type: 'choose-factor', factors: factors(answer) }),
  WEB_AUTHN: () => ({ type: 'passkey' }),
}

export function stepOf(answer: AuthAnswer, passwordGiven: boolean): SignInStep {
  const name = answer.ChallengeName ?? ''
  const step = Object.hasOwn(readers, name) ? readers[name]?.(answer, passwordGiven) : undefined
  const choices =
    step && ('kinds' in step ? step.kinds : 'factors' in step ? step.factors : undefined)
  if (!step || choices?.length === 0)
    throw new AuthError('unsupported-challenge', { cause: new Error(`challenge ${name}`) })
  return step
}

function code(
  { ChallengeParameters: given }: AuthAnswer,
  purpose: 'mfa' | 'sign-in',
  kind: MfaKind,
) {
  const destination = given?.CODE_DELIVERY_DESTINATION
  return { type: 'code', purpose, kind, ...(destination ? { destination } : {}) } as const
}

const kinds = (answer: AuthAnswer, parameter: string) =>
  list(answer, parameter)
    .map((name) => mfaKinds[name])
    .filter((kind) => kind !== undefined)
    // Setting up a phone number in the middle of signing in is something Cognito cannot do.
    .filter((kind) => parameter !== 'MFAS_CAN_SETUP' || kind !== 'sms')

/** Required by the pool, set by nobody but the pool. */
const readOnly = new Set(['email_verified', 'phone_number_verified', 'updated_at'])

const missing = (answer: AuthAnswer) =>
  list(answer, 'requiredAttributes')
    .map((name) => name.replace(/^userAttributes\./, ''))
    .filter((name) => !readOnly.has(name))

function factors({ AvailableChallenges: available = [] }: AuthAnswer): Factor[] {
  const offered = new Set(available.map((name) => (name === 'PASSWORD_SRP' ? 'PASSWORD' : name)))
  return (['PASSWORD', 'EMAIL_OTP', 'SMS_OTP', 'WEB_AUTHN'] as const).filter((factor) =>
    offered.has(factor),
  )
}

function list({ ChallengeParameters: given }: AuthAnswer, name: string): string[] {
  try {
    const value: unknown = JSON.parse(given?.[name] ?? '[]')
    return Array.isArray(value) ? value.filter((it) => typeof it === 'string') : []
  } catch {
    return []
  }
}
