import { operation } from '../http/json-service.ts'
import { flag, record } from '../http/shape.ts'

import type { Context } from './context.ts'
import { invalidParameter } from './errors.ts'
import * as input from './input.ts'
import type { MfaMethod, Pool, User } from './model.ts'
import { bearer } from './tokens.ts'

interface Setting {
  readonly Enabled?: boolean | undefined
  readonly PreferredMfa?: boolean | undefined
}

/** Undefined: to be left as it is. */
export type MfaWishes = Readonly<Partial<Record<MfaMethod, Setting | undefined>>>

const labels: Readonly<Record<MfaMethod, string>> = {
  SMS_MFA: 'SMS MFA',
  SOFTWARE_TOKEN_MFA: 'software token MFA',
  EMAIL_OTP: 'Email MFA',
}

function checkPossible({ settings }: Pool, user: User, method: MfaMethod) {
  if (settings.MfaConfiguration === 'OFF' || !settings.MfaMethods.includes(method))
    throw invalidParameter(`User pool does not have ${labels[method]} turned on`)
  if (method === 'SOFTWARE_TOKEN_MFA' && !user.totp)
    throw invalidParameter('User has not verified software token mfa')
  const address = { SMS_MFA: 'phone_number', EMAIL_OTP: 'email', SOFTWARE_TOKEN_MFA: undefined }[
    method
  ]
  if (address && user.attributes[`${address}_verified`] !== 'true')
    throw invalidParameter(`User does not have delivery config set to turn on ${method}`)
}

export function withMfa(pool: Pool, user: User, wishes: MfaWishes): User {
  const entries = Object.entries(wishes) as [MfaMethod, Setting | undefined][]
  const preferred = entries.filter(([, wish]) => wish?.PreferredMfa)
  if (preferred.length > 1) throw invalidParameter('Only one MFA method can be preferred.')
  if (entries.some(([, wish]) => wish?.PreferredMfa && !wish.Enabled))
    throw invalidParameter('A preferred MFA method must be enabled.')
  const mfa = new Set(user.mfa)
  let { preferredMfa } = user
  for (const [method, wish] of entries) {
    if (!wish) continue
    if (wish.Enabled) checkPossible(pool, user, method)
    if (wish.Enabled) mfa.add(method)
    else mfa.delete(method)
    if (wish.PreferredMfa) preferredMfa = method
    else if (preferredMfa === method) preferredMfa = undefined
  }
  const { preferredMfa: _before, ...rest } = user
  return { ...rest, mfa: [...mfa], ...(preferredMfa && { preferredMfa }) }
}

export const mfaInput = {
  SMSMfaSettings: input.mfaSettings,
  SoftwareTokenMfaSettings: input.mfaSettings,
  EmailMfaSettings: input.mfaSettings,
  WebAuthnMfaSettings: record({ Enabled: flag }),
}

export const mfaPreferenceOperations = (context: Context) => ({
  SetUserMFAPreference: operation(
    { ...mfaInput, AccessToken: input.accessToken },
    async (request) => {
      const { pool, user } = await bearer(context, request.AccessToken)
      const wishes = {
        SMS_MFA: request.SMSMfaSettings,
        SOFTWARE_TOKEN_MFA: request.SoftwareTokenMfaSettings,
        EMAIL_OTP: request.EmailMfaSettings,
      }
      context.users(pool.id).change(user.username, (current) => withMfa(pool, current, wishes))
    },
  ),
})

export const describeMfa = ({ mfa, preferredMfa }: User) => ({
  ...(preferredMfa && { PreferredMfaSetting: preferredMfa }),
  ...(mfa.length > 0 && { UserMFASettingList: mfa }),
})
