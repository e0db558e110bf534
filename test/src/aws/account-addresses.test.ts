import { afterEach, beforeEach, expect, test } from 'vitest'
import { lastEmailKey } from '#src/aws/storage-keys.ts'
import { createAccountVisitor } from '#test/src/aws/account-visitor.ts'
import type { AccountVisitor } from '#test/src/aws/account-visitor.ts'
import { eventually } from '#test/support/eventually.ts'

let visitor: AccountVisitor
beforeEach(async () => {
  visitor = await createAccountVisitor()
})
afterEach(() => visitor.close())

const name = 'email'
const value = 'New.Address@example.com'

test('the old address counts until the code sent to the new one has come back', async () => {
  const { account, engine, seed } = await visitor.signIn()
  await account.addresses.change({ name, value, password: seed.password })
  expect((await account.profile.read()).attributes[name]).toBe(seed.email)
  const code = visitor.backend.code(value.toLowerCase())
  await account.addresses.verify({ name, code: `${code} ` })
  expect((await account.profile.read()).attributes).toMatchObject({
    email: value.toLowerCase(),
    email_verified: 'true',
  })
  expect(engine.session.snapshot()).toMatchObject({ user: { email: value.toLowerCase() } })
})

test.each([
  [true, value.toLowerCase()],
  [false, null],
])('the new address is the one suggested from then on, kept: %s', async (keep, suggested) => {
  const { account, seed, tab } = await visitor.signIn('confirmed', { keep })
  await account.addresses.change({ name, value, password: seed.password })
  await account.addresses.verify({ name, code: visitor.backend.code(value.toLowerCase()) })
  expect(tab.local.get(lastEmailKey)).toBe(suggested)
})

test('without the password nothing is sent', async () => {
  const { account } = await visitor.signIn()
  await expect(
    account.addresses.change({ name, value, password: 'not-it-1' }),
  ).rejects.toMatchObject({ code: 'wrong-credentials' })
  expect(visitor.backend.inbox(value.toLowerCase())).toEqual([])
})

test('somebody else who signs in meanwhile keeps their address', async () => {
  const { account, engine, openTab, seed } = await visitor.signIn()
  const { reached, release } = visitor.backend.keepBack('InitiateAuth USER_SRP_AUTH')
  const given = { name, value, password: seed.password } as const
  const refusal = account.addresses.change(given).catch((error: unknown) => error)
  await reached
  const other = await openTab()
  const admin = visitor.backend.make('admin')
  await other.engine.signIn.withPassword({ ...admin, keep: true })
  await eventually(() =>
    expect(engine.session.snapshot()).toMatchObject({ user: { email: admin.email } }),
  )
  release()
  expect(await refusal).toMatchObject({ code: 'aborted' })
  expect(visitor.backend.inbox(value.toLowerCase())).toEqual([])
})

test('the code can be sent again, to the new address', async () => {
  const { account, seed } = await visitor.signIn()
  const to = value.toLowerCase()
  await account.addresses.change({ name, value, password: seed.password })
  await account.addresses.send({ name, value })
  expect(visitor.backend.inbox(to)).toHaveLength(2)
  await account.addresses.verify({ name, code: visitor.backend.code(to) })
})

test("somebody else's address is refused", async () => {
  const { account, seed } = await visitor.signIn()
  const { email } = visitor.backend.make('confirmed')
  await expect(
    account.addresses.change({ name, value: email, password: seed.password }),
  ).rejects.toMatchObject({ code: 'username-taken' })
})
