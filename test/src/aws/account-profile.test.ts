import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createAccountVisitor } from '#test/src/aws/account-visitor.ts'
import type { AccountVisitor } from '#test/src/aws/account-visitor.ts'
import { changeSchema } from '#test/src/aws/account-visitor.ts'
import { eventually } from '#test/support/eventually.ts'

let visitor: AccountVisitor
beforeEach(async () => {
  visitor = await createAccountVisitor(changeSchema('nickname'))
})
afterEach(() => visitor.close())

test('reads what Cognito holds, and the second factors', async () => {
  const { account, seed } = await visitor.signIn('totp')
  const details = await account.profile.read()
  expect(details.attributes).toMatchObject({ email: seed.email, 'custom:agentName': 'Sam Sample' })
  expect(details.mfa).toEqual({ enabled: ['totp'], preferred: 'totp' })
})

test('saves what changed, deletes what was cleared, and renews the claims', async () => {
  const { account, engine } = await visitor.signIn()
  await account.profile.save({ changed: { nickname: 'Sammy' }, cleared: [] })
  visitor.backend.asked()
  await account.profile.save({ changed: { 'custom:agentName': 'Ada' }, cleared: ['nickname'] })
  expect(visitor.backend.asked()).toEqual([
    'UpdateUserAttributes',
    'DeleteUserAttributes',
    'GetTokensFromRefreshToken',
  ])
  const { attributes } = await account.profile.read()
  expect(attributes['custom:agentName']).toBe('Ada')
  expect(attributes).not.toHaveProperty('nickname')
  expect(engine.session.snapshot()).toMatchObject({
    user: { attributes: { 'custom:agentName': 'Ada' } },
  })
})

test('is saved even where the new claims cannot be had', async () => {
  const { account } = await visitor.signIn()
  visitor.backend.fail('GetTokensFromRefreshToken', 'drop', 9)
  await account.profile.save({ changed: { 'custom:agentName': 'Ada' }, cleared: [] })
  expect((await account.profile.read()).attributes['custom:agentName']).toBe('Ada')
})

test('a refusal names the attribute', async () => {
  const { account } = await visitor.signIn()
  await expect(
    account.profile.save({ changed: { 'custom:agentName': 'x'.repeat(61) }, cleared: [] }),
  ).rejects.toMatchObject({ code: 'invalid-attribute', field: 'custom:agentName' })
})

test('another tab hears of it, this one does not', async () => {
  const { account, openTab } = await visitor.signIn()
  const here = vi.fn<(topic: string) => void>()
  const there = vi.fn<(topic: string) => void>()
  account.news.listen(here)
  const other = await openTab()
  const stop = other.account.news.listen(there)
  await account.profile.save({ changed: { 'custom:agentName': 'Ada' }, cleared: [] })
  await eventually(() => expect(there).toHaveBeenCalledWith('details'))
  await eventually(() =>
    expect(other.engine.session.snapshot()).toMatchObject({
      user: { attributes: { 'custom:agentName': 'Ada' } },
    }),
  )
  expect(here).not.toHaveBeenCalled()
  stop()
  await account.profile.save({ changed: { 'custom:agentName': 'Grace' }, cleared: [] })
  expect(there).toHaveBeenCalledTimes(1)
})
