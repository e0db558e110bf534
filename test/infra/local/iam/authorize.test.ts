import { expect, test } from 'vitest'
import { authorize } from '#infra/local/iam/authorize.ts'
import type { AccessRequest } from '#infra/local/iam/authorize.ts'
import type { Policy, Statement } from '#infra/local/iam/document.ts'
import { anonymous } from '#infra/local/iam/principal.ts'
import { accountId, policy, root, session } from '#test/support/principals.ts'

const object = 'arn:aws:s3:::bucket/docs/a.txt'
const all = { Effect: 'Allow', Action: '*', Resource: '*' } as const

const allows = (statement: Statement, request: Partial<AccessRequest> = {}) =>
  authorize({
    principal: session([policy(statement)]),
    action: 's3:GetObject',
    resource: object,
    ...request,
  }).allowed

test.for<[string | string[], string, boolean]>([
  ['s3:GetObject', 's3:GetObject', true],
  ['s3:getobject', 's3:GetObject', true],
  ['S3:GetObject', 's3:GetObject', true],
  ['s3:GetObject', 's3:GetObjectVersion', false],
  ['s3:GetObject*', 's3:GetObjectVersion', true],
  ['s3:Get*', 's3:GetObjectAcl', true],
  ['s3:Get*', 's3:ListBucket', false],
  ['s3:*Object', 's3:PutObject', true],
  ['s3:*Object', 's3:PutObjectAcl', false],
  ['s3:?etObject', 's3:GetObject', true],
  ['s3:*', 's3:DeleteBucket', true],
  ['s3:*', 's3-object-lambda:GetObject', false],
  ['*', 'cognito-identity:ListIdentities', true],
  ['*:*', 's3:GetObject', true],
  [['s3:PutObject', 's3:GetObject'], 's3:GetObject', true],
  [['s3:PutObject', 's3:DeleteObject'], 's3:GetObject', false],
  ['sqs:*', 's3:GetObject', false],
])('action %j and %s: %j', ([Action, action, expected]) => {
  expect(allows({ Effect: 'Allow', Action, Resource: '*' }, { action })).toBe(expected)
})

test.for<[string | string[], string, boolean]>([
  ['s3:DeleteObject', 's3:GetObject', true],
  ['s3:DeleteObject', 's3:DeleteObject', false],
  ['s3:Delete*', 's3:DeleteObjectVersion', false],
  [['s3:Put*', 's3:Delete*'], 's3:PutObject', false],
  [['s3:Put*', 's3:Delete*'], 'iam:PutRolePolicy', true],
  ['*', 's3:GetObject', false],
])('not action %j and %s: %j', ([NotAction, action, expected]) => {
  expect(allows({ Effect: 'Allow', NotAction, Resource: '*' }, { action })).toBe(expected)
})

test.for<[string | string[], string, boolean]>([
  ['*', object, true],
  [object, object, true],
  ['arn:aws:s3:::bucket/docs/*', object, true],
  ['arn:aws:s3:::bucket/docs/*', 'arn:aws:s3:::bucket/docs/deep/er/a.txt', true],
  ['arn:aws:s3:::bucket/docs/*', 'arn:aws:s3:::bucket/docs/', true],
  ['arn:aws:s3:::bucket/docs/*', 'arn:aws:s3:::bucket/docs', false],
  ['arn:aws:s3:::bucket/docs*', 'arn:aws:s3:::bucket/docs-evil/a', true],
  ['arn:aws:s3:::bucket/docs/', object, false],
  ['arn:aws:s3:::bucket/DOCS/*', object, false],
  ['arn:aws:s3:::bucket', object, false],
  ['arn:aws:s3:::bucket*', object, true],
  ['arn:aws:s3:::*', object, true],
  ['arn:aws:s3:::*/a.txt', object, true],
  ['arn:aws:s3:::other/*', object, false],
  ['arn:aws:s3:*:*:bucket/*', object, true],
  ['arn:aws:s3:*', object, true],
  ['arn:*:s3:::bucket/docs/a.txt', object, true],
  ['arn:aws:sqs:::bucket/docs/a.txt', object, false],
  ['arn:aws:s3:::bucket/docs/?.txt', object, true],
  ['arn:aws:s3:::bucket/docs/??.txt', object, false],
  ['arn:aws:s3:::bucket/*/a.txt', 'arn:aws:s3:::bucket/x/y/a.txt', true],
  ['arn:aws:s3:::bucket/a:b', 'arn:aws:s3:::bucket/a:b', true],
  ['arn:aws:s3:::bucket/*', 'arn:aws:s3:::bucket/a:b:c', true],
  ['arn:aws:s3:::bucket/${*}', 'arn:aws:s3:::bucket/anything', false],
  ['arn:aws:s3:::bucket/${*}', 'arn:aws:s3:::bucket/*', true],
  [['arn:aws:s3:::other/*', 'arn:aws:s3:::bucket/*'], object, true],
  [['arn:aws:s3:::other/*', 'arn:aws:s3:::bucket/x'], object, false],
])('resource %j and %s: %j', ([Resource, resource, expected]) => {
  expect(allows({ Effect: 'Allow', Action: '*', Resource }, { resource })).toBe(expected)
})

test.for<[string | string[], string, boolean]>([
  ['arn:aws:s3:::bucket/secret/*', object, true],
  ['arn:aws:s3:::bucket/secret/*', 'arn:aws:s3:::bucket/secret/a', false],
  [['arn:aws:s3:::bucket/docs/*', 'arn:aws:s3:::bucket/x'], object, false],
  ['*', object, false],
])('not resource %j and %s: %j', ([NotResource, resource, expected]) => {
  expect(allows({ Effect: 'Allow', Action: '*', NotResource }, { resource })).toBe(expected)
})

const identity = 'us-east-1:11111111-2222-4333-8444-555555555555'
const own = 'arn:aws:s3:::bucket/private/${cognito-identity.amazonaws.com:sub}/*'

test.for<[string, string, boolean]>([
  [own, `arn:aws:s3:::bucket/private/${identity}/a`, true],
  [own, `arn:aws:s3:::bucket/private/${identity}evil/a`, false],
  [own, 'arn:aws:s3:::bucket/private/us-east-1:other/a', false],
  [own, `arn:aws:s3:::bucket/private/${identity}`, false],
  [own, `arn:aws:s3:::bucket/x/private/${identity}/a`, false],
  ['arn:aws:s3:::bucket/${aws:username}/*', 'arn:aws:s3:::bucket//a', false],
  ['arn:aws:s3:::bucket/${aws:username}/*', 'arn:aws:s3:::bucket/${aws:username}/a', false],
  ["arn:aws:s3:::bucket/${aws:username, 'all'}/*", 'arn:aws:s3:::bucket/all/a', true],
  [
    'arn:aws:s3:::bucket/${aws:userid}/*',
    'arn:aws:s3:::bucket/AROAEXAMPLE:CognitoIdentityCredentials/a',
    true,
  ],
  ['arn:aws:s3:::bucket/${aws:PrincipalAccount}/*', `arn:aws:s3:::bucket/${accountId}/a`, true],
  ['arn:aws:s3:::bucket/${test:Many}/*', 'arn:aws:s3:::bucket/one/a', false],
])('variable in %s and %s: %j', ([Resource, resource, expected]) => {
  const context = { 'cognito-identity.amazonaws.com:sub': identity, 'test:Many': ['one', 'two'] }
  const principal = session([policy({ Effect: 'Allow', Action: '*', Resource })], context)
  expect(authorize({ principal, action: 's3:GetObject', resource }).allowed).toBe(expected)
})

test.for(['2008-10-17', undefined])('version %j knows no variables', (Version) => {
  const statement = { ...all, Resource: 'arn:aws:s3:::bucket/${aws:userid}' }
  const document = { ...(Version && { Version }), Statement: statement }
  const principal = session([{ name: 'old', document }])
  const ask = (resource: string) =>
    authorize({ principal, action: 's3:GetObject', resource }).allowed
  expect(ask('arn:aws:s3:::bucket/AROAEXAMPLE:CognitoIdentityCredentials')).toBe(false)
  expect(ask('arn:aws:s3:::bucket/${aws:userid}')).toBe(true)
})

test('a value the client chose does not act as a wildcard', () => {
  const Resource = 'arn:aws:s3:::bucket/${s3:prefix}/*'
  const resource = 'arn:aws:s3:::bucket/somebody/a'
  const context = { 's3:prefix': '*' }
  expect(allows({ ...all, Resource }, { resource, context })).toBe(false)
})

test('all operators and all keys of a condition must hold', () => {
  const Condition = {
    StringEquals: { 'a:One': '1', 'a:Two': '2' },
    Bool: { 'aws:SecureTransport': 'true' },
  }
  const whole = { 'a:One': '1', 'a:Two': '2', 'aws:SecureTransport': 'true' }
  expect(allows({ ...all, Condition }, { context: whole })).toBe(true)
  for (const key of Object.keys(whole))
    expect(allows({ ...all, Condition }, { context: { ...whole, [key]: 'no' } })).toBe(false)
})

test('condition keys have no case, in the policy or in the request', () => {
  const Condition = { StringEquals: { 'AWS:sourceARN': 'x' } }
  expect(allows({ ...all, Condition }, { context: { 'aws:SourceArn': 'x' } })).toBe(true)
})

test('a request cannot claim a key that belongs to the session', () => {
  const statement = { ...all, Condition: { StringEquals: { 'aws:PrincipalArn': 'mine' } } }
  expect(allows(statement, { context: { 'aws:PrincipalArn': 'mine' } })).toBe(false)
})

const deny = { ...all, Effect: 'Deny' } as const

const everyone = (statement: Statement): Policy => policy({ ...statement, Principal: '*' })

test.for<[string, Policy[], Policy[], boolean]>([
  ['nothing', [], [], false],
  ['an identity policy', [policy(all)], [], true],
  ['a resource policy for everyone', [], [everyone(all)], true],
  [
    'either, one of them of another action',
    [policy({ ...all, Action: 'iam:*' })],
    [everyone(all)],
    true,
  ],
  ['an identity deny beside its allow', [policy(all, deny)], [], false],
  ['an identity deny in another policy', [policy(all), policy(deny)], [], false],
  ['an identity deny against a resource allow', [policy(deny)], [everyone(all)], false],
  ['a resource deny against an identity allow', [policy(all)], [everyone(deny)], false],
  ['a deny of another action', [policy(all, { ...deny, Action: 's3:PutObject' })], [], true],
  ['a deny of another resource', [policy(all, { ...deny, Resource: 'arn:aws:s3:::x' })], [], true],
  [
    'a deny whose condition fails',
    [policy(all, { ...deny, Condition: { Bool: { 'aws:SecureTransport': 'false' } } })],
    [],
    true,
  ],
  [
    'a deny whose condition holds',
    [policy(all, { ...deny, Condition: { Bool: { 'aws:SecureTransport': 'true' } } })],
    [],
    false,
  ],
  [
    'a deny of all but one action',
    [policy(all, { Effect: 'Deny', NotAction: 's3:GetObject', Resource: '*' })],
    [],
    true,
  ],
  [
    'a deny of all but another action',
    [policy(all, { Effect: 'Deny', NotAction: 's3:PutObject', Resource: '*' })],
    [],
    false,
  ],
  [
    'a deny of all but this resource',
    [policy(all, { Effect: 'Deny', Action: '*', NotResource: object })],
    [],
    true,
  ],
  [
    'a deny of all but another resource',
    [policy(all, { Effect: 'Deny', Action: '*', NotResource: 'arn:aws:s3:::x' })],
    [],
    false,
  ],
])('%s', ([, policies, resourcePolicies, expected]) => {
  const request = { action: 's3:GetObject', resource: object, resourcePolicies }
  const context = { 'aws:SecureTransport': 'true' }
  expect(authorize({ ...request, principal: session(policies), context }).allowed).toBe(expected)
})

const me = session()
const rootArn = `arn:aws:iam::${accountId}:root`
const otherRole = `arn:aws:iam::${accountId}:role/Writer`

test.for<[Statement['Principal'], 'alone' | 'with an identity policy' | 'never']>([
  ['*', 'alone'],
  [{ AWS: '*' }, 'alone'],
  [{ AWS: me.arn }, 'alone'],
  [{ AWS: me.roleArn }, 'alone'],
  [{ AWS: [otherRole, me.roleArn] }, 'alone'],
  [{ AWS: rootArn }, 'with an identity policy'],
  [{ AWS: accountId }, 'with an identity policy'],
  [{ AWS: otherRole }, 'never'],
  [{ AWS: '999999999999' }, 'never'],
  [{ AWS: `arn:aws:iam::${accountId}:role/*` }, 'never'],
  [{ AWS: `arn:aws:sts::${accountId}:assumed-role/Reader/Somebody` }, 'never'],
  [{ Service: '*' }, 'never'],
  [{ Service: 'cloudfront.amazonaws.com' }, 'never'],
  [{ Federated: 'cognito-identity.amazonaws.com' }, 'never'],
  [{ CanonicalUser: '79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be' }, 'never'],
])('a grant to %j counts %s', ([Principal, when]) => {
  const request = {
    action: 's3:GetObject',
    resource: object,
    resourcePolicies: [policy({ ...all, Principal: Principal ?? '*' })],
  }
  expect(authorize({ ...request, principal: me }).allowed).toBe(when === 'alone')
  // A deny needs no second opinion.
  const denied = authorize({
    ...request,
    principal: session([policy(all)]),
    resourcePolicies: [policy({ ...deny, Principal: Principal ?? '*' })],
  })
  expect(denied.allowed).toBe(when === 'never')
})

test.for<[string[], boolean]>([
  [[], true],
  [[me.arn], true],
  [[me.arn, me.roleArn], true],
  [[me.arn, me.roleArn, rootArn], false],
  [[me.arn, me.roleArn, accountId], false],
  [['*'], false],
])('a deny for all but %j denies: %j', ([AWS, denied]) => {
  const resourcePolicies = [policy({ ...deny, NotPrincipal: { AWS } })]
  const principal = session([policy(all)])
  const request = { principal, action: 's3:GetObject', resource: object, resourcePolicies }
  expect(authorize(request).allowed).toBe(!denied)
})

test('root may everything but what a bucket policy denies', () => {
  const request = { principal: root, action: 's3:GetObject', resource: object }
  expect(authorize(request).allowed).toBe(true)
  expect(authorize({ ...request, resourcePolicies: [everyone(deny)] }).allowed).toBe(false)
  const byName = policy({ ...deny, Principal: { AWS: rootArn } })
  expect(authorize({ ...request, resourcePolicies: [byName] }).allowed).toBe(false)
})

test('without a signature only what is granted to everyone is allowed', () => {
  const request = { principal: anonymous, action: 's3:GetObject', resource: object }
  const granted = (Principal: Statement['Principal']) =>
    authorize({ ...request, resourcePolicies: [policy({ ...all, Principal: Principal ?? '*' })] })
      .allowed
  expect(authorize(request).allowed).toBe(false)
  expect(granted('*')).toBe(true)
  expect(granted({ AWS: '*' })).toBe(true)
  expect(granted({ AWS: accountId })).toBe(false)
  expect(granted({ Service: '*' })).toBe(false)
})

test('a service is allowed what is granted to its name', () => {
  const principal = { type: 'service', name: 'cloudfront.amazonaws.com', context: {} } as const
  const request = { principal, action: 's3:GetObject', resource: object }
  const granted = (Service: string) =>
    authorize({ ...request, resourcePolicies: [policy({ ...all, Principal: { Service } })] })
      .allowed
  expect(granted('cloudfront.amazonaws.com')).toBe(true)
  expect(granted('logging.s3.amazonaws.com')).toBe(false)
})

test.for<[string, Statement, Policy[], boolean]>([
  ['allows both', all, [], true],
  ['allows another action only', { ...all, Action: 's3:PutObject' }, [], false],
  ['denies', deny, [], false],
  [
    'does not narrow a grant to the session itself',
    { ...all, Action: 'iam:*' },
    [policy({ ...all, Principal: { AWS: me.arn } })],
    true,
  ],
  [
    'narrows a grant to the role',
    { ...all, Action: 'iam:*' },
    [policy({ ...all, Principal: { AWS: me.roleArn } })],
    false,
  ],
])('a session policy that %s', ([, statement, resourcePolicies, expected]) => {
  const principal = { ...session([policy(all)]), sessionPolicies: [policy(statement)] }
  const request = { action: 's3:GetObject', resource: object, resourcePolicies }
  expect(authorize({ ...request, principal }).allowed).toBe(expected)
})

const user = `User: ${me.arn} is not authorized to perform: s3:GetObject on resource: "${object}"`

test('a refusal says who, what, on which resource and why', () => {
  const ask = (principal: AccessRequest['principal'], ...resourcePolicies: Policy[]) =>
    authorize({ principal, action: 's3:GetObject', resource: object, resourcePolicies })
  expect(ask(me)).toEqual({
    allowed: false,
    reason: 'implicit-deny',
    type: 'identity-based',
    message: `${user} because no identity-based policy allows the s3:GetObject action`,
  })
  expect(ask(session([policy(all, deny)]))).toEqual({
    allowed: false,
    reason: 'explicit-deny',
    type: 'identity-based',
    statement: deny,
    message: `${user} with an explicit deny in an identity-based policy`,
  })
  expect(ask(session([policy(all)]), everyone(deny))).toMatchObject({
    type: 'resource-based',
    message: `${user} with an explicit deny in a resource-based policy`,
  })
  expect(ask({ ...session([policy(all)]), sessionPolicies: [] })).toMatchObject({
    message: `${user} because no session policy allows the s3:GetObject action`,
  })
  expect(ask(anonymous)).toMatchObject({
    message: `User: anonymous is not authorized to perform: s3:GetObject on resource: "${object}" because no resource-based policy allows the s3:GetObject action`,
  })
})

test('only S3 puts the resource between quotation marks', () => {
  const action = 'cognito-identity:ListIdentityPools'
  expect(authorize({ principal: me, action, resource: '*' })).toMatchObject({
    message: `User: ${me.arn} is not authorized to perform: ${action} on resource: * because no identity-based policy allows the ${action} action`,
  })
})

test('a pattern full of asterisks cannot be made slow by a long key', () => {
  const Resource = `arn:aws:s3:::bucket/${'*a'.repeat(20)}*b`
  const resource = `arn:aws:s3:::bucket/${'a'.repeat(1024)}`
  expect(allows({ ...all, Resource }, { resource })).toBe(false)
})
