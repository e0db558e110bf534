import { describe, expect, test } from 'vitest'
import { plain, synthesise } from './synthesise.ts'

const template = synthesise({
  ...plain,
  groups: [
    { name: 'admins', precedence: 0, files: 'read-all' },
    { name: 'agents', precedence: 5, files: 'own', description: 'Everybody else' },
  ],
})
const ref = (id: RegExp) => ({ Ref: expect.stringMatching(id) as unknown })
const arn = (id: RegExp) => ({ 'Fn::GetAtt': [expect.stringMatching(id), 'Arn'] })

describe('the identity pool', () => {
  const { Properties: pool } = template.one('AWS::Cognito::IdentityPool')

  test('knows no guests and no classic flow, which hands out tokens for any role that trusts it', () => {
    expect(pool).toMatchObject({ AllowUnauthenticatedIdentities: false, AllowClassicFlow: false })
    expect(pool['SupportedLoginProviders']).toBeUndefined()
  })

  test("trusts only this app's client, and asks whether the account is still good", () => {
    expect(template.all('AWS::Cognito::UserPoolClient')).toHaveLength(1)
    expect(pool['CognitoIdentityProviders']).toEqual([
      expect.objectContaining({ ClientId: ref(/^UsersPoolApp/), ServerSideTokenCheck: true }),
    ])
  })

  test('takes the role from the token, and the ordinary one where that leaves a choice', () => {
    const { Properties } = template.one('AWS::Cognito::IdentityPoolRoleAttachment')
    expect(Object.values(Properties['RoleMappings'] as object)).toEqual([
      expect.objectContaining({
        Type: 'Token',
        AmbiguousRoleResolution: 'AuthenticatedRole',
        IdentityProvider: {
          'Fn::Join': [
            '',
            [{ 'Fn::GetAtt': [expect.any(String), 'ProviderName'] }, ':', ref(/^UsersPoolApp/)],
          ],
        },
      }),
    ])
    expect(Properties['Roles']).toEqual({
      authenticated: arn(/^IdentityPoolAuthenticatedRole/),
      unauthenticated: arn(/^IdentityPoolUnauthenticatedRole/),
    })
  })
})

describe('roles', () => {
  const roles = Object.entries(template.Resources).filter(
    ([, { Type }]) => Type === 'AWS::IAM::Role',
  )
  const trust = (role: (typeof roles)[number]) =>
    (role[1].Properties['AssumeRolePolicyDocument'] as { Statement: unknown }).Statement

  test.each(roles.filter(([name]) => !name.includes('Unauthenticated')))(
    '%s can only be taken by people who signed in to this pool',
    (...role) => {
      expect(trust(role)).toEqual([
        {
          Effect: 'Allow',
          Action: 'sts:AssumeRoleWithWebIdentity',
          Principal: { Federated: 'cognito-identity.amazonaws.com' },
          Condition: {
            StringEquals: { 'cognito-identity.amazonaws.com:aud': ref(/^IdentityPool/) },
            'ForAnyValue:StringLike': { 'cognito-identity.amazonaws.com:amr': 'authenticated' },
          },
        },
      ])
    },
  )

  test('of guests, which an identity pool always has, allows nothing', () => {
    const guest = roles.find(([name]) => name.includes('Unauthenticated'))
    expect(guest?.[1].Properties).not.toHaveProperty('Policies')
    expect(guest?.[1].Properties).not.toHaveProperty('ManagedPolicyArns')
    for (const { Properties } of template.all('AWS::IAM::Policy'))
      expect(JSON.stringify(Properties['Roles'])).not.toContain('Unauthenticated')
  })

  test('have no policies that others wrote', () => {
    expect(template.text).not.toContain('ManagedPolicyArns')
  })
})

test('each group has its role and its precedence', () => {
  expect(template.all('AWS::Cognito::UserPoolGroup').map(({ Properties }) => Properties)).toEqual([
    expect.objectContaining({
      GroupName: 'admins',
      Precedence: 0,
      RoleArn: arn(/^IdentityadminsRole/),
    }),
    expect.objectContaining({
      GroupName: 'agents',
      Precedence: 5,
      Description: 'Everybody else',
      RoleArn: arn(/^IdentityagentsRole/),
    }),
  ])
})
