import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createAccountVisitor } from '#test/src/aws/account-visitor.ts'
import { eventually } from '#test/support/eventually.ts'
import { openApp } from '#test/support/services.ts'
import type { AccountVisitor } from '#test/src/aws/account-visitor.ts'

let visitor: AccountVisitor
beforeEach(async () => {
  visitor = await createAccountVisitor()
})
afterEach(() => visitor.close())

const password = 'another-password-7'

test('the new password opens the account, the old one no longer', async () => {
  const { account, engine, seed } = await visitor.signIn()
  const given = { current: seed.password, password, endElsewhere: false }
  expect(await account.password.change(given)).toBe('changed')
  expect(visitor.backend.asked()).toEqual(['ChangePassword'])
  await expect(engine.signIn.withPassword({ ...seed, keep: true })).rejects.toMatchObject({
    code: 'wrong-credentials',
  })
  await engine.signIn.withPassword({ ...seed, password, keep: true })
})

test('a wrong current password changes nothing and ends nothing', async () => {
  const { account, engine } = await visitor.signIn()
  const given = { current: 'not-it-1', password, endElsewhere: true }
  await expect(account.password.change(given)).rejects.toMatchObject({ code: 'wrong-credentials' })
  expect(visitor.backend.asked()).toEqual(['ChangePassword'])
  expect(engine.session.snapshot().status).toBe('signed-in')
})

describe('signing out everywhere else', () => {
  test.each([true, false])('keeps this session, kept as it was: %s', async (keep) => {
    const { account, engine, seed, tab } = await visitor.signIn('confirmed', { keep })
    const other = await createOther(seed)
    const given = { current: seed.password, password, endElsewhere: true }
    expect(await account.password.change(given)).toBe('elsewhere-ended')
    expect(engine.session.snapshot().status).toBe('signed-in')
    expect('session' in tab.stored()).toBe(!keep)
    expect((await account.profile.read()).attributes.email).toBe(seed.email)
    await expect(other.session.call('GetUser', {})).rejects.toMatchObject({ code: 'signed-out' })
  })

  test.each([true, false])(
    'another tab of this browser goes on, though it asked in between, kept: %s',
    async (keep) => {
      const { account, engine, seed, tab } = await visitor.signIn('confirmed', { keep })
      const after = (milliseconds: number, run: () => void) => {
        const timer = setTimeout(run, milliseconds)
        return () => clearTimeout(timer)
      }
      // Its patience is not shortened: it waits for what really takes its time.
      const patient = { ...visitor.browser.openTab(tab), after }
      const second = openApp(visitor.backend, patient)
      const other = await second.services.engine()
      const stop = other.session.start()
      visitor.backend.hold('InitiateAuth')
      const given = { current: seed.password, password, endElsewhere: true }
      const changing = account.password.change(given)
      await eventually(() => expect(visitor.backend.calls).toContain('InitiateAuth'))
      const { UserAttributes } = await other.session.call('GetUser', {})
      expect(UserAttributes).toContainEqual({ Name: 'email', Value: seed.email })
      expect(await changing).toBe('elsewhere-ended')
      expect(other.session.snapshot().status).toBe('signed-in')
      expect(engine.session.snapshot().status).toBe('signed-in')
      // Each of them can renew.
      await other.session.refresh()
      await engine.session.refresh()
      stop()
    },
  )

  test('with a second factor the person has to sign in again', async () => {
    const { account, engine, seed } = await visitor.signIn('totp')
    const given = { current: seed.password, password, endElsewhere: true }
    expect(await account.password.change(given)).toBe('ended')
    expect(engine.session.snapshot()).toEqual({ status: 'signed-out', reason: 'ended' })
  })

  test('who signs out meanwhile is not signed in again', async () => {
    const { account, engine, seed } = await visitor.signIn()
    const { reached, release } = visitor.backend.keepBack('InitiateAuth USER_SRP_AUTH')
    const given = { current: seed.password, password, endElsewhere: true }
    const changing = account.password.change(given)
    await reached
    await engine.signOut()
    visitor.backend.asked()
    release()
    await expect(changing).rejects.toMatchObject({ code: 'signed-out' })
    expect(engine.session.snapshot()).toEqual({ status: 'signed-out', reason: 'by-choice' })
    expect(visitor.backend.asked().at(-1)).toBe('RevokeToken')
  })

  test('nor is whoever has come meanwhile, in a tab this one has not heard of, sent away', async () => {
    const deaf = { onLocalChange: () => () => {}, openChannel: () => ({ send() {}, close() {} }) }
    const { seed } = await visitor.signIn()
    const { account, engine } = await visitor.open({ ...visitor.browser.openTab(), ...deaf })
    const { reached, release } = visitor.backend.keepBack('InitiateAuth USER_SRP_AUTH')
    const given = { current: seed.password, password, endElsewhere: true }
    const changing = account.password.change(given)
    await reached
    const bob = visitor.backend.make('admin')
    const other = await visitor.open()
    await other.engine.signIn.withPassword({ ...bob, keep: true })
    release()
    await expect(changing).rejects.toMatchObject({ code: 'signed-out' })
    for (const it of [engine, other.engine])
      expect(it.session.snapshot()).toMatchObject({ user: { email: bob.email } })
    expect(await other.engine.session.refresh()).toMatchObject({ email: bob.email })
  })

  test('where only that fails, the password is changed and it is said so', async () => {
    const { account, engine, seed } = await visitor.signIn()
    visitor.backend.fail('GlobalSignOut', 'error')
    const given = { current: seed.password, password, endElsewhere: true }
    expect(await account.password.change(given)).toBe('others-left')
    expect(engine.session.snapshot().status).toBe('signed-in')
  })
})

/** The same person in another browser. */
async function createOther(seed: { email: string; password: string }) {
  const engine = await openApp(visitor.backend).services.engine()
  await engine.signIn.withPassword({ ...seed, keep: true })
  return engine
}
