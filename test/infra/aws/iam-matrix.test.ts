import { beforeAll, describe, expect, test } from 'vitest'
import { resolveTemplate } from '#infra/local/template/resolve-template.ts'
import type { Stack } from '#infra/local/template/resolve-template.ts'
import { access, alice, bob, catalogue, trust } from '#test/support/iam-matrix.ts'
import type { Row, TrustRow } from '#test/support/iam-matrix.ts'
import { policyMutants } from '#test/support/policy-mutants.ts'
import { plain, synthesise } from './synthesise.ts'

const place = {
  region: 'us-east-1',
  accountId: '123456789012',
  partition: 'aws',
  stackName: 'matrix',
  stackId: 'arn:aws:cloudformation:us-east-1:123456789012:stack/matrix/0',
}

const names = (text: string) => text.split(' ').map((name) => `s3:${name}`)

const nothing: readonly string[] = []
const ownFile = names(
  'GetObject GetObjectVersion PutObject DeleteObject AbortMultipartUpload ListMultipartUploadParts',
)
const read = names('GetObject')
const listOwn = names('ListBucket ListBucketVersions')
const list = names('ListBucket')

const prefix = (text: string) => ({ context: { 's3:prefix': text } })
const noTls = { context: { 'aws:SecureTransport': 'false' } }
const byLink = { context: { 's3:authType': 'REST-QUERY-STRING' } }

type Promised = readonly [row: Row, allowed: readonly string[]]

const everywhere: readonly Promised[] = [
  [{ who: 'alice', key: `private/${alice}/a.txt` }, ownFile],
  [{ who: 'alice', key: `private/${alice}/deep/er/a.txt` }, ownFile],
  [{ who: 'alice', key: `private/${alice}/` }, ownFile],
  [{ who: 'alice', key: `private/${alice}/../${bob}/a.txt` }, ownFile],
  [{ who: 'alice', key: `private/${bob}/a.txt` }, nothing],
  [{ who: 'alice', key: `private/${alice}evil/a.txt` }, nothing],
  [{ who: 'alice', key: `private/${alice}` }, nothing],
  [{ who: 'alice', key: `private/${alice.toUpperCase()}/a.txt` }, nothing],
  [{ who: 'alice', key: `private//${alice}/a.txt` }, nothing],
  [{ who: 'alice', key: `private/x/${alice}/a.txt` }, nothing],
  [{ who: 'alice', key: `x/private/${alice}/a.txt` }, nothing],
  [{ who: 'alice', key: `/private/${alice}/a.txt` }, nothing],
  [{ who: 'alice', key: `PRIVATE/${alice}/a.txt` }, nothing],
  [{ who: 'alice', key: `public/${alice}/a.txt` }, nothing],
  [{ who: 'alice', key: 'private/*/a.txt' }, nothing],
  [{ who: 'alice', key: 'private/${cognito-identity.amazonaws.com:sub}/a.txt' }, nothing],
  [{ who: 'alice', key: 'private/a.txt' }, nothing],
  [{ who: 'alice', key: 'a.txt' }, nothing],
  [{ who: 'alice', key: `private/${alice}/a.txt`, ...noTls }, nothing],
  [{ who: 'alice', key: `private/${alice}/a.txt`, bucket: 'namesake' }, nothing],
  [{ who: 'alice', key: 'index.html', bucket: 'site' }, nothing],

  [{ who: 'alice', ...prefix(`private/${alice}/`) }, listOwn],
  [{ who: 'alice', ...prefix(`private/${alice}/deep/`) }, listOwn],
  [{ who: 'alice' }, nothing],
  [{ who: 'alice', ...prefix('') }, nothing],
  [{ who: 'alice', ...prefix('private/') }, nothing],
  [{ who: 'alice', ...prefix(`private/${alice}`) }, nothing],
  [{ who: 'alice', ...prefix(`private/${alice}evil/`) }, nothing],
  [{ who: 'alice', ...prefix(`private/${bob}/`) }, nothing],
  [{ who: 'alice', ...prefix('private/*/') }, nothing],
  [
    { who: 'alice', context: { 's3:prefix': `private/${alice}/`, 'aws:SecureTransport': 'false' } },
    nothing,
  ],
  [{ who: 'alice', bucket: 'namesake', ...prefix(`private/${alice}/`) }, nothing],
  [{ who: 'alice', bucket: 'site', ...prefix(`private/${alice}/`) }, nothing],

  [{ who: 'admin', key: `private/${alice}/a.txt` }, ownFile],
  [{ who: 'admin', key: `private/${bob}/a.txt` }, read],
  [{ who: 'admin', key: `private/${alice}evil/a.txt` }, read],
  [{ who: 'admin', key: 'private/a.txt' }, read],
  [{ who: 'admin', key: 'private-not/a.txt' }, nothing],
  [{ who: 'admin', key: 'public/a.txt' }, nothing],
  [{ who: 'admin', key: 'a.txt' }, nothing],
  [{ who: 'admin', key: `private/${bob}/a.txt`, ...noTls }, nothing],
  [{ who: 'admin', key: `private/${bob}/a.txt`, bucket: 'namesake' }, nothing],
  [{ who: 'admin', key: 'index.html', bucket: 'site' }, nothing],
  [{ who: 'admin', ...prefix(`private/${alice}/`) }, listOwn],
  [{ who: 'admin', ...prefix(`private/${alice}evil/`) }, list],
  [{ who: 'admin', ...prefix(`private/${bob}/`) }, list],
  [{ who: 'admin', ...prefix('private/') }, list],
  [{ who: 'admin', ...prefix('private') }, nothing],
  [{ who: 'admin', ...prefix('private-not/') }, nothing],
  [{ who: 'admin', ...prefix('') }, nothing],
  [{ who: 'admin' }, nothing],
  [{ who: 'admin', bucket: 'namesake', ...prefix('private/') }, nothing],
  [{ who: 'admin', bucket: 'namesake', ...prefix(`private/${alice}/`) }, nothing],

  [{ who: 'guest', key: `private/${alice}/a.txt` }, nothing],
  [{ who: 'guest', key: 'a.txt' }, nothing],
  [{ who: 'guest', ...prefix(`private/${alice}/`) }, nothing],
  [{ who: 'anonymous', key: `private/${alice}/a.txt` }, nothing],
  [{ who: 'anonymous', ...prefix(`private/${alice}/`) }, nothing],
  [{ who: 'anonymous', key: 'index.html', bucket: 'site' }, nothing],

  [{ who: 'root', key: `private/${alice}/a.txt` }, catalogue.object],
  [{ who: 'root' }, catalogue.bucket],
  [{ who: 'root', key: `private/${alice}/a.txt`, ...noTls }, nothing],
  [{ who: 'root', ...noTls }, nothing],
  [{ who: 'root', key: 'index.html', bucket: 'site' }, catalogue.object],
  [{ who: 'root', bucket: 'site' }, catalogue.bucket],
  [{ who: 'root', key: 'index.html', bucket: 'site', ...noTls }, nothing],
  [{ who: 'root', bucket: 'site', ...noTls }, nothing],

  [{ who: 'cloudfront', key: 'index.html', bucket: 'site' }, read],
  [{ who: 'cloudfront', bucket: 'site' }, list],
  [{ who: 'cloudfront', key: 'index.html', bucket: 'site', ...noTls }, nothing],
  [{ who: 'cloudfront', key: `private/${alice}/a.txt` }, nothing],
  [{ who: 'cloudfront', ...prefix(`private/${alice}/`) }, nothing],
  [{ who: 'cloudfront of somebody else', key: 'index.html', bucket: 'site' }, nothing],
  [{ who: 'cloudfront of nobody', key: 'index.html', bucket: 'site' }, nothing],
  [{ who: 'another service', key: 'index.html', bucket: 'site' }, nothing],
]

const links = (when: 'shared' | 'forbidden'): readonly Promised[] => [
  [
    { who: 'alice', key: `private/${alice}/a.txt`, ...byLink },
    when === 'shared' ? ownFile : nothing,
  ],
  [{ who: 'admin', key: `private/${bob}/a.txt`, ...byLink }, when === 'shared' ? read : nothing],
  [{ who: 'alice', key: `private/${bob}/a.txt`, ...byLink }, nothing],
  [
    {
      who: 'alice',
      context: { 's3:prefix': `private/${alice}/`, 's3:authType': 'REST-QUERY-STRING' },
    },
    when === 'shared' ? listOwn : nothing,
  ],
  [
    { who: 'admin', context: { 's3:prefix': 'private/', 's3:authType': 'REST-QUERY-STRING' } },
    when === 'shared' ? list : nothing,
  ],
  [{ who: 'guest', key: `private/${alice}/a.txt`, ...byLink }, nothing],
  [{ who: 'anonymous', key: `private/${alice}/a.txt`, ...byLink }, nothing],
]

const user = ['authenticated', 'cognito-idp.us-east-1.amazonaws.com/us-east-1_x']
const forUsers = ['authenticated', 'admins'].map(
  (role) => `${role} by sts:AssumeRoleWithWebIdentity`,
)
const forGuests = ['guests by sts:AssumeRoleWithWebIdentity']

/** Which roles the identity pool may hand out, to whom. */
const trusted: readonly (readonly [TrustRow, readonly string[]])[] = [
  [{ aud: 'own', amr: user }, forUsers],
  [{ aud: 'own', amr: ['unauthenticated'] }, forGuests],
  [{ aud: 'own', amr: ['un'] }, nothing],
  [{ aud: 'own', amr: ['authenticated-not'] }, nothing],
  [{ aud: 'own', amr: ['unauthenticated-not'] }, nothing],
  [{ aud: 'own' }, nothing],
  [{ aud: 'foreign', amr: user }, nothing],
  [{ aud: 'foreign', amr: ['unauthenticated'] }, nothing],
  [{ amr: user }, nothing],
  [{ amr: ['unauthenticated'] }, nothing],
  [{ name: 'accounts.google.com', aud: 'own', amr: user }, nothing],
  [{ name: 'accounts.google.com', aud: 'own', amr: ['unauthenticated'] }, nothing],
]

/** An admin may read everything, so what else lets an admin read own files would not be missed. */
const harmless = /admins.* (OwnFiles: without s3:GetObject|ListOwnFiles: without s3:ListBucket)$/

const titled = ({ who, key, bucket = 'files', context }: Row) =>
  `${who} in ${bucket}, ${key ?? 'the bucket'} ${context ? JSON.stringify(context) : ''}`

const same = (found: readonly string[], expected: readonly string[]) =>
  found.join() === expected.join()

describe.for([
  ['links are shared', true],
  ['links are forbidden', false],
] as const)('where %s', ([, shareLinks]) => {
  const promised = [...everywhere, ...links(shareLinks ? 'shared' : 'forbidden')]
  let stack: Stack

  beforeAll(() => {
    const template = synthesise({ ...plain, files: { ...plain.files, shareLinks } })
    stack = resolveTemplate(template, place)
  })

  test.for(promised.map(([row, allowed]) => [titled(row), row, allowed] as const))(
    '%s',
    ([, row, allowed]) => {
      expect(access(stack)(row)).toEqual(allowed)
    },
  )

  test.for(trusted)('a token of %j opens %j', ([row, roles]) => {
    expect(trust(stack)(row)).toEqual(roles)
  })

  test('every mistake in a policy is noticed', () => {
    // What noticed one mistake is likely to notice the next, so it is asked first.
    const rows = [...promised]
    const isUnnoticed = (mutant: Stack) => {
      const [allowed, opened] = [access(mutant), trust(mutant)]
      if (!trusted.every(([row, expected]) => same(opened(row), expected))) return false
      const at = rows.findIndex(([row, expected]) => !same(allowed(row), expected))
      rows.unshift(...rows.splice(at, at < 0 ? 0 : 1))
      return at < 0
    }
    // The rest is the same in both, and looked at in the first.
    const mutants = [...policyMutants(stack, catalogue)].filter(
      ({ name }) => shareLinks || name.includes('NoShareLinks'),
    )
    const survivors = mutants.filter((mutant) => isUnnoticed(mutant.stack)).map(({ name }) => name)
    expect(survivors.filter((name) => !harmless.test(name))).toEqual([])
    expect(mutants.length).toBeGreaterThan(shareLinks ? 120 : 20)
  })
})
