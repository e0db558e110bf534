import { expect, onTestFinished, test, vi } from 'vitest'
import { requestCredential } from '#src/aws/web-authn.ts'
import { createAccountVisitor } from '#test/src/aws/account-visitor.ts'

/** A browser that leaves the conversion to the page, and a dialog that nobody is to see. */
function inBrowser() {
  const closed = async () => null
  vi.stubGlobal('PublicKeyCredential', () => {})
  vi.stubGlobal('navigator', { credentials: { get: closed, create: closed } })
  onTestFinished(() => void vi.unstubAllGlobals())
}

const how = { signal: new AbortController().signal, conditional: false }

test('a dialog that was closed', async () => {
  inBrowser()
  const asked = requestCredential('{"challenge":"AAAA"}', how)
  await expect(asked).rejects.toMatchObject({ code: 'passkey-cancelled' })
})

test.each(['{}', '{"challenge":"!"}', '<html>'])(
  'options that cannot be read, %s, are not told as a lost connection',
  async (options) => {
    inBrowser()
    await expect(requestCredential(options, how)).rejects.toMatchObject({ code: 'unknown' })
  },
)

test('neither are those for a new passkey', async () => {
  const visitor = await createAccountVisitor()
  onTestFinished(() => visitor.close())
  const { account } = await visitor.signIn()
  inBrowser()
  visitor.backend.answer('StartWebAuthnRegistration', { CredentialCreationOptions: {} })
  await expect(account.passkeys.add()).rejects.toMatchObject({ code: 'unknown' })
  expect(visitor.backend.asked()).toEqual(['StartWebAuthnRegistration'])
})
