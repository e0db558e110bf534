import { ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createFileStore } from '#src/aws/file-store/file-store.ts'
import type { Engine } from '#src/aws/engine.ts'
import { createBrowser } from '#test/support/browser.ts'
import { eventually } from '#test/support/eventually.ts'
import { openApp } from '#test/support/services.ts'
import { createAccountVisitor } from '#test/src/aws/account-visitor.ts'
import type { AccountVisitor } from '#test/src/aws/account-visitor.ts'

let visitor: AccountVisitor
beforeEach(async () => {
  visitor = await createAccountVisitor()
})
afterEach(() => visitor.close())

const bytes = (size = 3) => new Blob([new Uint8Array(size).fill(0xff)], { type: 'image/jpeg' })
const address = `data:image/jpeg;base64,${btoa('\xff\xff\xff')}`

const seen = ({ picture, session }: Engine) => {
  const snapshot = session.snapshot()
  if (snapshot.status === 'signed-out') return undefined
  const { sub, attributes } = snapshot.user
  return picture.read(sub, attributes['picture']?.replace('own-picture:', '') ?? '')
}

async function filesOf(engine: Engine) {
  const { config } = visitor.backend
  const identityPool = await engine.identityPool()
  return createFileStore({ config, identityPool, now: () => Date.now() })
}

/** In the bucket, for whomever it was put there. */
async function everythingStored() {
  const { bucket, endpoints, region } = visitor.backend.config
  const s3 = new S3Client({
    region,
    endpoint: endpoints?.s3 ?? '',
    forcePathStyle: true,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  })
  const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket: bucket }))
  return Contents.map(({ Key }) => Key)
}

test('lies with the files but is none of them, and goes with the account', async () => {
  const { account, engine, seed } = await visitor.signIn()
  await account.picture.save(bytes())
  expect(seen(engine)).toBe(address)
  const files = await filesOf(engine)
  expect((await files.list('')).entries).toEqual([])
  expect(await account.data.collect()).toMatchObject({
    picture: { name: '.account/picture.jpg', bytes: 3 },
    files: [],
  })
  await account.deletion.run({ password: seed.password, progress: () => undefined })
  expect(await everythingStored()).toEqual([])
  expect(JSON.stringify(visitor.browser.shared())).not.toContain(address)
})

test('another browser gets it from S3 once, and the next tab from the browser', async () => {
  const { account, seed } = await visitor.signIn()
  await account.picture.save(bytes())
  const elsewhere = createBrowser()
  const open = async () => {
    const { services } = openApp(visitor.backend, elsewhere.openTab())
    return services.engine()
  }
  const engine = await open()
  await engine.signIn.withPassword({ ...seed, keep: true })
  expect(seen(engine)).toBeUndefined()
  await (await engine.account()).picture.load()
  expect(seen(engine)).toBe(address)
  visitor.backend.asked()
  const second = await open()
  await (await second.account()).picture.load()
  expect(seen(second)).toBe(address)
  expect(visitor.backend.asked()).toEqual([])
})

test('without one, nothing of S3 is asked', async () => {
  const { account } = await visitor.signIn()
  await account.picture.load()
  expect(visitor.backend.asked()).toEqual([])
})

test('an address from elsewhere in the attribute is no picture', async () => {
  const { account, engine } = await visitor.signIn()
  await account.profile.save({ changed: { picture: 'https://example.com/me.svg' }, cleared: [] })
  visitor.backend.asked()
  await account.picture.load()
  expect(visitor.backend.asked()).toEqual([])
  expect(seen(engine)).toBeUndefined()
})

test('what is larger than a picture can be is not kept', async () => {
  const { account, engine } = await visitor.signIn()
  await account.picture.save(bytes())
  const files = await filesOf(engine)
  await files.put('.account/picture.jpg', bytes(300_000), { replace: true })
  engine.picture.forget()
  await account.picture.load()
  expect(seen(engine)).toBeUndefined()
})

test('stays in the tab where the session does, and goes with whoever leaves', async () => {
  const { account, engine, tab } = await visitor.signIn('confirmed', { keep: false })
  await account.picture.save(bytes())
  expect(visitor.browser.shared()['picture']).toBeUndefined()
  expect(tab.stored()['picture']).toContain(address)
  await engine.signOut()
  expect(tab.stored()['picture']).toBeUndefined()
})

test('a removal that breaks off can be begun again', async () => {
  const { account, engine } = await visitor.signIn()
  await account.picture.save(bytes())
  visitor.backend.faults.add({
    service: 's3',
    operation: 'DeleteObjects',
    fault: 'error',
    // More often than the SDK tries again.
    times: 3,
    delayMs: 0,
  })
  await expect(account.picture.remove()).rejects.toMatchObject({ code: 'server' })
  expect(seen(engine)).toBe(address)
  await account.picture.remove()
  expect(seen(engine)).toBeUndefined()
  expect((await account.profile.read()).attributes['picture']).toBeUndefined()
  expect(await account.data.collect()).toMatchObject({ picture: null })
})

test.each(['save', 'remove'] as const)(
  'somebody else who signs in in another tab keeps theirs: %s',
  async (act) => {
    const { account, engine, openTab } = await visitor.signIn()
    await account.picture.save(bytes())
    const admin = visitor.backend.make('admin')
    const { reached, release } = visitor.backend.keepBack(
      act === 'save' ? 'PutObject' : 'DeleteObjects',
    )
    // Refused as soon as the other is in, and so before this test looks.
    const acting = act === 'save' ? account.picture.save(bytes(4)) : account.picture.remove()
    const refusal = acting.catch((error: unknown) => error)
    await reached
    const other = await openTab()
    await other.engine.signIn.withPassword({ ...admin, keep: true })
    await other.account.picture.save(bytes(5))
    const before = seen(other.engine)
    await eventually(() =>
      expect(engine.session.snapshot()).toMatchObject({ user: { email: admin.email } }),
    )
    release()
    expect(await refusal).toMatchObject({ code: 'aborted' })
    await other.engine.session.refresh()
    expect(seen(other.engine)).toBe(before)
  },
)
