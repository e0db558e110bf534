import { S3 } from '@aws-sdk/client-s3'
import { fromCognitoIdentityPool } from '@aws-sdk/credential-providers'
import { expect, test } from 'vitest'
import { startIdentity } from './clients.ts'

test('each user reaches their own files and nobody else’s, an admin reads all', async () => {
  const { aws, api, provider, addUser, idTokenOf, userPoolId } = await startIdentity()
  const { region, identityPoolId, bucket } = aws.config

  const emails = ['alice@example.com', 'bob@example.com', 'admin@example.com'] as const
  for (const email of emails) await addUser(email)
  await api.adminAddUserToGroup({
    UserPoolId: userPoolId,
    Username: 'admin@example.com',
    GroupName: 'admins',
  })

  const signIn = async (email: string) => {
    const credentials = await fromCognitoIdentityPool({
      clientConfig: { region, endpoint: aws.origin },
      identityPoolId,
      logins: { [provider]: await idTokenOf(email) },
    })()
    const s3 = new S3({ region, endpoint: aws.origin, forcePathStyle: true, credentials })
    return { s3, home: `private/${credentials.identityId}/` }
  }
  const [alice, bob, admin] = await Promise.all([
    signIn(emails[0]),
    signIn(emails[1]),
    signIn(emails[2]),
  ])

  const hers = { Bucket: bucket, Key: `${alice.home}diary.txt` }
  await alice.s3.putObject({ ...hers, Body: 'dear diary' })
  await bob.s3.putObject({ Bucket: bucket, Key: `${bob.home}b.txt`, Body: 'b' })

  await expect(bob.s3.getObject(hers)).rejects.toMatchObject({
    name: 'AccessDenied',
    message: expect.stringMatching(
      /^User: arn:aws:sts::000000000000:assumed-role\/\S+\/CognitoIdentityCredentials is not authorized to perform: s3:GetObject on resource: "arn:aws:s3:::\S+diary\.txt" because no identity-based policy allows the s3:GetObject action$/,
    ) as string,
  })
  await expect(bob.s3.putObject({ ...hers, Body: 'x' })).rejects.toThrow('not authorized')
  const evil = { Bucket: bucket, Key: `private/${bob.home.split('/')[1]}evil/x` }
  await expect(bob.s3.putObject({ ...evil, Body: 'x' })).rejects.toThrow('not authorized')
  const list = (who: typeof bob, Prefix?: string) =>
    who.s3.listObjectsV2({ Bucket: bucket, Prefix })
  await expect(list(bob)).rejects.toThrow('not authorized')
  expect((await list(bob, bob.home)).KeyCount).toBe(1)

  expect(await (await admin.s3.getObject(hers)).Body?.transformToString()).toBe('dear diary')
  expect((await list(admin, 'private/')).KeyCount).toBe(2)
  await expect(admin.s3.putObject({ ...hers, Body: 'x' })).rejects.toThrow('not authorized')

  const [first] = [...aws.store.collection<object>('refusals').values()]
  expect(first).toMatchObject({
    action: 's3:GetObject',
    resource: `arn:aws:s3:::${bucket}/${hers.Key}`,
    reason: 'implicit-deny',
    statement: { Effect: 'Allow', Action: 's3:GetObject' },
    nearest: expect.stringContaining('OwnFiles') as string,
  })
})

test('the same user is the same identity, a different one is not', async () => {
  const { identity, IdentityPoolId, addUser, loginsOf } = await startIdentity()
  await addUser('alice@example.com')
  await addUser('bob@example.com')
  const idOf = async (email: string) =>
    (await identity.getId({ IdentityPoolId, Logins: await loginsOf(email) })).IdentityId

  const ids = await Promise.all([1, 2, 3].map(() => idOf('alice@example.com')))
  expect(new Set(ids).size).toBe(1)
  expect(ids[0]).toMatch(
    /^us-east-1:[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
  )
  expect(await idOf('bob@example.com')).not.toBe(ids[0])
})
