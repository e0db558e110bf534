import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CognitoIdentity } from '@aws-sdk/client-cognito-identity'
import { STS } from '@aws-sdk/client-sts'
import { expect, onTestFinished, test } from 'vitest'
import { openFileStore } from '#infra/local/store/file-store.ts'
import { keysOf, startIdentity } from '#test/infra/local/identity-pool/clients.ts'
import { startAws } from '#test/support/aws.ts'

test('credentials and identities outlive a restart', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'restart-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const before = await startIdentity({ store: await openFileStore(folder) })
  await before.addUser('alice@example.com')
  const Logins = await before.loginsOf('alice@example.com')
  const given = await before.exchange(Logins)
  await before.aws.close()

  const after = await startAws({ store: await openFileStore(folder) })
  onTestFinished(() => after.close())
  const { region, identityPoolId: IdentityPoolId } = after.config
  const settings = { region, endpoint: after.origin, maxAttempts: 1 }
  const sts = new STS({ ...settings, credentials: keysOf(given) })
  await expect(sts.getCallerIdentity({})).resolves.toHaveProperty('Account', '000000000000')
  // The token was signed before; so was the login linked.
  const again = new CognitoIdentity({ ...settings })
  expect((await again.getId({ IdentityPoolId, Logins })).IdentityId).toBe(given.IdentityId)
})
