import { Secret } from 'otpauth'
import { AwsError } from '../http/aws-error.ts'
import { withAttributes } from './attributes.ts'
import { issueCode } from './codes.ts'
import type { Context } from './context.ts'
import { lockKey } from './first-factor.ts'
import type { MfaMethod, Pool, User } from './model.ts'
import { withPassword } from './passwords.ts'
import { newUser } from './sign-up.ts'

/** What a seed is called, and what signing in as it shows. */
export const seedKinds = {
  confirmed: 'Signs in with the password.',
  unconfirmed: 'Has yet to enter the code that is in the inbox.',
  'new-password': 'Was invited: must choose a password of their own at first sign-in.',
  'reset-required': 'Must reset the password before signing in.',
  totp: 'Is asked for a code of an authenticator app.',
  sms: 'Is asked for a code sent by text message.',
  locked: 'Is locked out after too many wrong passwords, for fifteen minutes.',
  disabled: 'Was disabled by an administrator.',
  admin: 'Is in the first group, with its role.',
} as const
export type SeedKind = keyof typeof seedKinds

export interface Seed {
  readonly kind: SeedKind
  readonly username: string
  readonly email: string
  readonly password: string
  readonly phone?: string
  readonly totp?: { readonly secret: string; readonly uri: string }
  readonly group?: string
  readonly note: string
}

const impossible = (why: string) => new AwsError('SeedImpossible', why)

const readable = (length: number) => 'Sample text of the right length. '.repeat(64).slice(0, length)

/** Every custom attribute, and every standard one that the pool demands. */
function sampleAttributes({ settings }: Pool): Record<string, string> {
  const wanted = settings.SchemaAttributes.filter(
    ({ Name, Required, AttributeDataType }) =>
      AttributeDataType === 'String' && Name !== 'sub' && (Required || Name.startsWith('custom:')),
  )
  return Object.fromEntries(
    wanted.map(({ Name, StringAttributeConstraints: limits }) => {
      const least = Number(limits?.MinLength ?? 0)
      const most = Number(limits?.MaxLength ?? 2048)
      const text = Name === 'birthdate' ? '1990-01-31' : 'Sam Sample'
      return [Name, text.length < least ? readable(least) : text.slice(0, most)]
    }),
  )
}

function samplePassword({ settings }: Pool, digits: string): string {
  const password = `Welcome-${digits}`
  return password.padEnd(settings.PasswordPolicy.MinimumLength, 'a-long-password-')
}

function demandMfa({ settings }: Pool, method: MfaMethod, name: string) {
  if (settings.MfaConfiguration === 'OFF' || !settings.MfaMethods.includes(method))
    throw impossible(
      `This pool has no second factor by ${name}: see mfa.mode and mfa.methods in infra/settings.ts.`,
    )
}

/** A user in the state asked for, as if that had come about by using the app. */
export function makeSeed(context: Context, pool: Pool, kind: SeedKind): Seed {
  const users = context.users(pool.id)
  const digits = context.digits(4)
  const name = `${kind}-${digits}`
  const email = `${name}@example.com`
  const password = samplePassword(pool, digits)
  const seed = { kind, email, password, note: seedKinds[kind] }
  const fresh = newUser(context, pool, name, { ...sampleAttributes(pool), email })
  const bare = withPassword(context, pool, fresh, password)
  const confirmed: User = withAttributes(
    { ...bare, status: 'CONFIRMED' },
    { email_verified: 'true' },
  )
  const { username } = bare

  switch (kind) {
    case 'confirmed':
      users.save(confirmed)
      return { ...seed, username }
    case 'unconfirmed': {
      users.save(bare)
      const attribute = 'email'
      issueCode(context, pool, bare, { purpose: 'sign-up', kind: 'sign-up', attribute, to: email })
      return { ...seed, username }
    }
    case 'new-password':
      users.save({
        ...confirmed,
        status: 'FORCE_CHANGE_PASSWORD',
        temporaryPasswordExpiresAt:
          context.clock.now() +
          pool.settings.PasswordPolicy.TemporaryPasswordValidityDays * 86_400_000,
      })
      return { ...seed, username }
    case 'reset-required':
      users.save({ ...confirmed, status: 'RESET_REQUIRED' })
      return { ...seed, username }
    case 'totp': {
      demandMfa(pool, 'SOFTWARE_TOKEN_MFA', 'authenticator app')
      const secret = new Secret({ buffer: new Uint8Array(context.random.bytes(32)).buffer }).base32
      users.save({
        ...confirmed,
        totp: { secret },
        mfa: ['SOFTWARE_TOKEN_MFA'],
        preferredMfa: 'SOFTWARE_TOKEN_MFA',
      })
      const uri = `otpauth://totp/Local:${encodeURIComponent(email)}?secret=${secret}&issuer=Local`
      return { ...seed, username, totp: { secret, uri } }
    }
    case 'sms': {
      demandMfa(pool, 'SMS_MFA', 'text message')
      const phone = `+1555${digits.padStart(7, '0')}`
      const values = { phone_number: phone, phone_number_verified: 'true' }
      users.save({
        ...withAttributes(confirmed, values),
        mfa: ['SMS_MFA'],
        preferredMfa: 'SMS_MFA',
      })
      return { ...seed, username, phone }
    }
    case 'locked': {
      const user = users.save(confirmed)
      const key = lockKey(context, { pool, login: email, user })
      for (let failure = 0; failure < 20; failure += 1) context.attempts.fail(key)
      return { ...seed, username }
    }
    case 'disabled':
      users.save({ ...confirmed, enabled: false })
      return { ...seed, username }
    case 'admin': {
      const [group] = [...context.groups(pool.id).values()].toSorted(
        (left, right) => (left.precedence ?? Infinity) - (right.precedence ?? Infinity),
      )
      if (!group) throw impossible('This pool has no group: see groups in infra/settings.ts.')
      users.save({ ...confirmed, groups: [group.name] })
      return { ...seed, username, group: group.name }
    }
  }
}
