import { expect, test } from 'vitest'
import { checkDocument } from '#infra/local/iam/document.ts'
import { readIam } from '#infra/local/iam/read-iam.ts'
import { resolveTemplate } from '#infra/local/template/resolve-template.ts'

const place = {
  region: 'eu-central-1',
  accountId: '123456789012',
  partition: 'aws',
  stackName: 'test',
  stackId: 'arn:aws:cloudformation:eu-central-1:123456789012:stack/test/0',
}

const trust = {
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Principal: { Federated: 'cognito-identity.amazonaws.com' },
      Action: 'sts:AssumeRoleWithWebIdentity',
    },
  ],
}
const may = (Action: string) => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action, Resource: '*' }],
})

const Role = (properties: object = {}) => ({
  Type: 'AWS::IAM::Role',
  Properties: { RoleName: 'Reader', Path: '/app/', AssumeRolePolicyDocument: trust, ...properties },
})
const arn = 'arn:aws:iam::123456789012:role/app/Reader'

const read = (Resources: Parameters<typeof resolveTemplate>[0]['Resources']) =>
  readIam(resolveTemplate({ Resources }, place))

test('a role has what is inside it, what is attached to it and what it names', () => {
  const iam = read({
    Role: Role({
      Policies: [{ PolicyName: 'inline', PolicyDocument: may('s3:GetObject') }],
      ManagedPolicyArns: [{ Ref: 'Managed' }, 'arn:aws:iam::aws:policy/ReadOnlyAccess'],
      MaxSessionDuration: 7200,
    }),
    Attached: {
      Type: 'AWS::IAM::Policy',
      Properties: {
        PolicyName: 'attached',
        PolicyDocument: may('s3:PutObject'),
        Roles: [{ Ref: 'Role' }],
      },
    },
    Elsewhere: {
      Type: 'AWS::IAM::Policy',
      Properties: { PolicyName: 'elsewhere', PolicyDocument: may('s3:*'), Roles: ['Writer'] },
    },
    Managed: {
      Type: 'AWS::IAM::ManagedPolicy',
      Properties: { ManagedPolicyName: 'managed', PolicyDocument: may('s3:DeleteObject') },
    },
    ManagedAttached: {
      Type: 'AWS::IAM::ManagedPolicy',
      Properties: { PolicyDocument: may('s3:ListBucket'), Roles: [{ Ref: 'Role' }] },
    },
    Single: {
      Type: 'AWS::IAM::RolePolicy',
      Properties: { RoleName: { Ref: 'Role' }, PolicyName: 'single', PolicyDocument: may('s3:x') },
    },
  })
  const role = iam.role(arn)
  expect(role?.policies.map(({ name }) => name)).toEqual([
    'inline',
    'managed',
    'ManagedAttached',
    'attached',
    'single',
  ])
  expect(role).toMatchObject({ name: 'Reader', maxSessionSeconds: 7200, trust })
  expect(role?.id).toMatch(/^AROA[A-Z2-7]{17}$/)
  expect(iam.notes).toEqual([
    'Role: arn:aws:iam::aws:policy/ReadOnlyAccess is not in the template and grants nothing',
  ])
})

test('an attached policy counts once, although the role names it as well', () => {
  const iam = read({
    Role: Role({ ManagedPolicyArns: [{ Ref: 'Managed' }] }),
    Managed: {
      Type: 'AWS::IAM::ManagedPolicy',
      Properties: { PolicyDocument: may('s3:DeleteObject'), Roles: ['Reader'] },
    },
  })
  expect(iam.role(arn)?.policies).toHaveLength(2)
  expect(new Set(iam.role(arn)?.policies).size).toBe(1)
})

test('a permissions boundary is noted', () => {
  const { notes } = read({ Role: Role({ PermissionsBoundary: 'arn:aws:iam::aws:policy/X' }) })
  expect(notes).toEqual(['Role: its permissions boundary is not evaluated'])
})

test('a bucket has its own policies', () => {
  const Statement = { Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: '*' }
  const iam = read({
    Bucket: { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'mine' } },
    BucketPolicy: {
      Type: 'AWS::S3::BucketPolicy',
      Properties: { Bucket: { Ref: 'Bucket' }, PolicyDocument: { Statement } },
    },
  })
  expect(iam.bucketPolicies('mine')).toEqual([{ name: 'BucketPolicy', document: { Statement } }])
  expect(iam.bucketPolicies('yours')).toEqual([])
})

const sound = { Effect: 'Allow', Action: 's3:GetObject', Resource: '*' }

test.for<[string, unknown, 'identity' | 'resource' | 'trust', string[]]>([
  ['sound', { Statement: sound }, 'identity', []],
  ['a list of one', { Version: '2012-10-17', Statement: [sound] }, 'identity', []],
  ['no object', 'x', 'identity', ['it is not an object']],
  ['no statement', {}, 'identity', ['it has no Statement']],
  [
    'another version',
    { Version: '2020-01-01', Statement: sound },
    'identity',
    ['the Version "2020-01-01" does not exist'],
  ],
  [
    'a principal in a role’s policy',
    { Statement: { ...sound, Principal: '*' } },
    'identity',
    ["statement 1 has a Principal, which a role's policy cannot have"],
  ],
  [
    'no principal in a bucket policy',
    { Statement: sound },
    'resource',
    ['statement 1 needs exactly one of Principal and NotPrincipal'],
  ],
  [
    'a resource in a trust policy',
    { Statement: { ...sound, Principal: '*' } },
    'trust',
    ['statement 1 has a Resource, which a trust policy cannot have'],
  ],
  [
    'action and not action',
    { Statement: { ...sound, NotAction: 's3:*' } },
    'identity',
    ['statement 1 needs exactly one of Action and NotAction'],
  ],
  [
    'no resource',
    { Statement: { Effect: 'Allow', Action: '*' } },
    'identity',
    ['statement 1 needs exactly one of Resource and NotResource'],
  ],
  [
    'an unknown operator',
    { Statement: { ...sound, Condition: { StringIs: { a: 'b' } } } },
    'identity',
    ['statement 1 StringIs is not a condition operator'],
  ],
  [
    'an unknown quantifier',
    { Statement: { ...sound, Condition: { 'ForSome:StringEquals': { a: 'b' } } } },
    'identity',
    ['statement 1 ForSome:StringEquals is not a condition operator'],
  ],
  [
    'a misspelt element',
    { Statement: { ...sound, Conditions: {} } },
    'identity',
    ['statement 1 has the unknown element Conditions'],
  ],
  [
    'an empty list',
    { Statement: { ...sound, Action: [] } },
    'identity',
    ['statement 1 Action is not text'],
  ],
])('a document with %s', ([, document, kind, problems]) => {
  expect(checkDocument(document, kind)).toEqual(problems)
})
