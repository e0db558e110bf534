import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createAccountVisitor } from '#test/src/aws/account-visitor.ts'
import type { AccountVisitor } from '#test/src/aws/account-visitor.ts'

let visitor: AccountVisitor
beforeEach(async () => {
  visitor = await createAccountVisitor()
})
afterEach(() => visitor.close())

test('an authenticator app: secret, code, on, and asked for at the next sign-in', async () => {
  const { account, engine, seed } = await visitor.signIn()
  expect(() => account.mfa.totpSetup()).toThrow('session-expired')
  await account.mfa.startTotp()
  const { secret, uri } = account.mfa.totpSetup()
  expect(uri).toContain(`secret=${secret}`)
  expect(uri).toContain(encodeURIComponent(seed.email))
  const wrong = { code: '000000', name: 'Phone', preferred: true }
  await expect(account.mfa.finishTotp(wrong)).rejects.toMatchObject({ code: 'code-mismatch' })
  const code = visitor.totp(secret)
  await account.mfa.finishTotp({ ...wrong, code: `${code.slice(0, 3)} ${code.slice(3)}` })
  expect((await account.profile.read()).mfa).toEqual({ enabled: ['totp'], preferred: 'totp' })
  expect(() => account.mfa.totpSetup()).toThrow('session-expired')
  expect(await engine.signIn.withPassword({ ...seed, keep: true })).toMatchObject({
    step: { type: 'code', kind: 'totp' },
  })
})

describe('turning off', () => {
  test('takes the password, and leaves the session as it is', async () => {
    const { account, engine, seed } = await visitor.signIn('totp')
    const before = engine.session.refreshToken()
    await expect(account.mfa.turnOff({ kind: 'totp', password: 'not-it-1' })).rejects.toMatchObject(
      { code: 'wrong-credentials' },
    )
    expect((await account.profile.read()).mfa.enabled).toEqual(['totp'])
    await account.mfa.turnOff({ kind: 'totp', password: seed.password })
    expect((await account.profile.read()).mfa).toEqual({ enabled: [] })
    expect(engine.session.refreshToken()).toBe(before)
  })

  test('asking for the password leaves no session behind that nobody knows of', async () => {
    const { account, seed } = await visitor.signIn()
    await account.mfa.startTotp({ password: seed.password })
    expect(visitor.backend.asked()).toEqual([
      'InitiateAuth',
      'RespondToAuthChallenge',
      'RespondToAuthChallenge',
      'RespondToAuthChallenge',
      'RevokeToken',
      'AssociateSoftwareToken',
    ])
  })
})

test('a text message can be asked for first, and last', async () => {
  await visitor.close()
  visitor = await createAccountVisitor({
    pool: { EnabledMfas: ['SOFTWARE_TOKEN_MFA', 'SMS_MFA'], ...sms },
  })
  const { account } = await visitor.signIn('sms')
  await account.mfa.startTotp()
  const { secret } = account.mfa.totpSetup()
  const code = visitor.totp(secret)
  await account.mfa.finishTotp({ code, name: 'Phone', preferred: false })
  expect((await account.profile.read()).mfa).toEqual({
    enabled: ['totp', 'sms'],
    preferred: 'sms',
  })
  await account.mfa.prefer('totp')
  expect((await account.profile.read()).mfa.preferred).toBe('totp')
})

/** Cognito needs a role to send them with. */
const sms = {
  SmsConfiguration: { SnsCallerArn: 'arn:aws:iam::000000000000:role/sms', ExternalId: 'sms' },
}
