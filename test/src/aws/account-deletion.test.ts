import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Engine } from '#src/aws/engine.ts'
import { createAccountVisitor } from '#test/src/aws/account-visitor.ts'
import type { AccountVisitor } from '#test/src/aws/account-visitor.ts'
import { eventually } from '#test/support/eventually.ts'

let visitor: AccountVisitor
beforeEach(async () => {
  visitor = await createAccountVisitor()
})
afterEach(() => visitor.close())

/** Files as the files page would put them there. */
async function put(engine: Engine, ...names: readonly string[]) {
  const { bucket, endpoints, region } = visitor.backend.config
  const credentials = await (await engine.identityPool()).credentials()
  const client = new S3Client({
    region,
    credentials,
    forcePathStyle: true,
    ...(endpoints && { endpoint: endpoints.s3 }),
  })
  for (const name of names)
    await client.send(
      new PutObjectCommand({
        Bucket: bucket,
        Key: `private/${credentials.identityId}/${name}`,
        Body: name,
      }),
    )
  client.destroy()
}

const names = ['a.txt', 'b/ü.txt', ...Array.from({ length: 8 }, (_, index) => `c/${index}`)]

test('files first, then the account; what is left is a goodbye', async () => {
  const { account, engine, seed, tab } = await visitor.signIn()
  await put(engine, ...names)
  visitor.backend.asked()
  const progress = vi.fn<(deleted: number) => void>()
  await account.deletion.run({ password: seed.password, progress })
  expect(progress).toHaveBeenLastCalledWith(names.length)
  // What the password was checked by is given back.
  expect(visitor.backend.asked()).toContain('RevokeToken')
  expect(engine.session.snapshot()).toEqual({ status: 'signed-out', reason: 'deleted' })
  const kept = JSON.stringify([tab.stored(), visitor.browser.shared()])
  expect(kept).not.toContain('deviceKey')
  await expect(engine.signIn.withPassword({ ...seed, keep: true })).rejects.toMatchObject({
    code: 'wrong-credentials',
  })
})

test('without the password nothing is deleted', async () => {
  const { account, engine } = await visitor.signIn()
  await put(engine, 'a.txt')
  const progress = vi.fn<(deleted: number) => void>()
  await expect(account.deletion.run({ password: 'not-it-1', progress })).rejects.toMatchObject({
    code: 'wrong-credentials',
  })
  expect(progress).not.toHaveBeenCalled()
  expect((await account.data.collect()).files).toHaveLength(1)
})

test('broken off among the files it keeps the account, and goes on when begun again', async () => {
  const { account, engine, seed } = await visitor.signIn()
  await put(engine, ...names)
  // More often than the SDK tries again.
  visitor.backend.faults.add({
    service: 's3',
    operation: 'DeleteObjects',
    fault: 'error',
    times: 3,
    delayMs: 0,
  })
  const progress = vi.fn<(deleted: number) => void>()
  const given = { password: seed.password, progress }
  await expect(account.deletion.run(given)).rejects.toMatchObject({ code: 'server' })
  expect(engine.session.snapshot().status).toBe('signed-in')
  visitor.backend.faults.clear()
  await account.deletion.run(given)
  expect(engine.session.snapshot()).toMatchObject({ reason: 'deleted' })
})

test('the data to keep: who, by what, and which files, and no secret among it', async () => {
  const { account, engine, seed } = await visitor.signIn('totp')
  await put(engine, 'a.txt')
  const data = await account.data.collect()
  expect(data).toMatchObject({
    attributes: { email: seed.email },
    groups: [],
    twoStepVerification: { enabled: ['totp'] },
    devices: [{ thisDevice: true }],
    passkeys: [],
    files: [{ name: 'a.txt', bytes: 5 }],
  })
  const text = JSON.stringify(data)
  expect(text).not.toContain(seed.totp?.secret)
  expect(text).not.toContain('eyJ')
})

test.each([
  ['while the password is checked', 'InitiateAuth USER_SRP_AUTH'],
  ['among the files', 'DeleteObjects'],
])('somebody else who signs in in another tab %s loses nothing', async (_, call) => {
  const { account, engine, seed, openTab } = await visitor.signIn()
  await put(engine, ...names)
  const { reached, release } = visitor.backend.keepBack(call)
  const given = { password: seed.password, progress: () => undefined }
  // Refused as soon as the other is in, and so before this test looks.
  const refusal = account.deletion.run(given).catch((error: unknown) => error)
  await reached
  const other = await openTab()
  const admin = visitor.backend.make('admin')
  await other.engine.signIn.withPassword({ ...admin, keep: true })
  await put(other.engine, ...names)
  await eventually(() =>
    expect(engine.session.snapshot()).toMatchObject({ user: { email: admin.email } }),
  )
  release()
  expect(await refusal).toMatchObject({ code: 'aborted' })
  expect((await other.account.data.collect()).files).toHaveLength(names.length)
  await other.engine.session.call('GetUser', {})
})
