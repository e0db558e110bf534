import { sameText } from './context.ts'
import type { Context } from './context.ts'
import { expiredCode, invalidParameter, wrongCode } from './errors.ts'

import type { Code, Message, Pool, User, Verifiable } from './model.ts'

const hours = 3_600_000

export const lifetimes = { 'sign-up': 24 * hours, reset: hours, verify: 24 * hours } as const

export interface Delivery {
  readonly AttributeName: string
  readonly DeliveryMedium: 'EMAIL' | 'SMS'
  readonly Destination: string
}

/** As much of an address as Cognito shows: `a***@e***`, `+*******1234`. */
export function masked(name: Verifiable, value: string): string {
  if (name === 'phone_number')
    return `+${'*'.repeat(Math.max(value.length - 5, 0))}${value.slice(-4)}`
  const [local = '', domain = ''] = value.split('@')
  return `${local.slice(0, 1)}***@${domain.slice(0, 1)}***`
}

export const deliveryTo = (name: Verifiable, value: string): Delivery => ({
  AttributeName: name,
  DeliveryMedium: name === 'email' ? 'EMAIL' : 'SMS',
  Destination: masked(name, value),
})

const filled = (text: string, code: string, username: string) =>
  text.replaceAll('{####}', code).replaceAll('{username}', username)

interface Post {
  readonly to: string
  readonly attribute: Verifiable
  readonly kind: Message['kind']
  readonly code: string
  readonly username: string
}

/** Writes the message for a code from the pool's texts, and sends it. */
export function sendCode(context: Context, { settings }: Pool, post: Post): Delivery {
  const { Messages: texts } = settings
  const signingIn = post.kind === 'mfa' || post.kind === 'sign-in-code'
  const inviting = post.kind === 'invitation'
  const [subject, email, sms] = inviting
    ? [texts.invitationSubject, texts.invitationMessage, texts.invitationSmsMessage]
    : signingIn
      ? [
          texts.authenticationEmailSubject,
          texts.authenticationEmailMessage,
          texts.authenticationSmsMessage,
        ]
      : [texts.emailSubject, texts.emailMessage, texts.smsMessage]
  const isEmail = post.attribute === 'email'
  context.send({
    to: post.to,
    medium: isEmail ? 'email' : 'sms',
    kind: post.kind,
    subject: isEmail ? filled(subject, post.code, post.username) : '',
    body: filled(isEmail ? email : sms, post.code, post.username),
    code: post.code,
    sentAt: context.clock.now(),
  })
  return deliveryTo(post.attribute, post.to)
}

export const newCode = (context: Context, lifetime: number): Code => ({
  code: context.digits(6),
  expiresAt: context.clock.now() + lifetime,
})

type Purpose = 'sign-up' | 'reset' | `verify:${Verifiable}`

/** Makes a code, remembers it with the user in place of an older one, and sends it. */
export function issueCode(
  context: Context,
  pool: Pool,
  user: User,
  what: {
    readonly purpose: Purpose
    readonly kind: Message['kind']
    readonly attribute: Verifiable
    readonly to: string
  },
): Delivery {
  const code = newCode(context, lifetimes[what.purpose.split(':')[0] as keyof typeof lifetimes])
  context.users(pool.id).change(user.username, (current) => ({
    ...current,
    codes: { ...current.codes, [what.purpose]: code },
  }))
  const post = { ...what, code: code.code, username: user.attributes['email'] ?? user.username }
  return sendCode(context, pool, post)
}

/** A wrong code does not use up the right one. */
export function checkCode({ clock }: Context, user: User, purpose: Purpose, given: string) {
  const code = user.codes[purpose]
  if (!code) throw expiredCode()
  if (!sameText(code.code, given)) throw wrongCode()
  if (code.expiresAt <= clock.now()) throw expiredCode()
}

export function withoutCode(user: User, purpose: Purpose): User {
  const { [purpose]: _used, ...codes } = user.codes
  return { ...user, codes }
}

export function verifiable(name: string): Verifiable {
  if (name === 'email' || name === 'phone_number') return name
  throw invalidParameter(`Invalid attribute: ${name} can not be verified.`)
}
