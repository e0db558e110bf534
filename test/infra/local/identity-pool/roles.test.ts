import { expect, test } from 'vitest'
import { readTemplate } from '#infra/template.ts'
import { changeTemplate } from '#test/support/aws.ts'
import { changed, keysOf, startIdentity } from './clients.ts'

const email = 'alice@example.com'

type Started = Awaited<ReturnType<typeof startIdentity>>

const join = ({ api, userPoolId }: Started, GroupName: string) =>
  api.adminAddUserToGroup({ UserPoolId: userPoolId, Username: email, GroupName })

/** Which role alice gets, told by her ARN. */
async function roleOf(started: Started, CustomRoleArn?: string) {
  const { identity, IdentityPoolId, loginsOf, whoAmI } = started
  const Logins = await loginsOf(email)
  const { IdentityId } = await identity.getId({ IdentityPoolId, Logins })
  const given = await identity.getCredentialsForIdentity({ IdentityId, Logins, CustomRoleArn })
  const { Arn = '' } = await whoAmI(keysOf(given))
  return Arn.split('/')[1]
}

const roleNames = ({ aws }: Started) => {
  const roles = [...aws.aws.iam().roles()]
  const named = (part: RegExp) => {
    const found = roles.find(({ name }) => part.test(name))
    if (!found) throw new Error(`no role like ${part}`)
    return found
  }
  return {
    user: named(/PoolAuthenticated/),
    guest: named(/Unauthenticated/),
    admin: named(/[Aa]dmins/),
  }
}

const mapping = (change: (mapping: Record<string, unknown>) => object) =>
  changed({
    roles: (properties) => ({
      ...properties,
      RoleMappings: Object.fromEntries(
        Object.entries(properties['RoleMappings'] as Record<string, Record<string, unknown>>).map(
          ([key, value]) => [key, change(value)],
        ),
      ),
    }),
  })

test('the token chooses: the role of the group, or the ordinary one', async () => {
  const started = await startIdentity()
  const { user, admin } = roleNames(started)
  await started.addUser(email)
  expect(await roleOf(started)).toBe(user.name)
  await join(started, 'admins')
  expect(await roleOf(started)).toBe(admin.name)
})

test('a role may be asked for by name only if the token has it', async () => {
  const started = await startIdentity()
  const { user, admin } = roleNames(started)
  await started.addUser(email)
  const forbidden = {
    name: 'NotAuthorizedException',
    message: `Access to Role '${admin.arn}' is forbidden.`,
  }
  await expect(roleOf(started, admin.arn)).rejects.toMatchObject(forbidden)
  await join(started, 'admins')
  expect(await roleOf(started, admin.arn)).toBe(admin.name)
  await expect(roleOf(started, user.arn)).rejects.toHaveProperty('name', 'NotAuthorizedException')
})

test('where no role is certain the pool may refuse', async () => {
  const template = await mapping((given) => ({ ...given, AmbiguousRoleResolution: 'Deny' }))
  const started = await startIdentity({ template })
  await started.addUser(email)
  await expect(roleOf(started)).rejects.toMatchObject({
    name: 'NotAuthorizedException',
    message: 'The ambiguous role mapping rules denied this request.',
  })
  await join(started, 'admins')
  expect(await roleOf(started)).toBe(roleNames(started).admin.name)
})

test.for([
  ['Equals', 'admins', true],
  ['Equals', 'admin', false],
  ['StartsWith', 'adm', true],
  ['StartsWith', 'dmins', false],
  ['Contains', 'dmin', true],
  ['Contains', 'x', false],
  ['NotEqual', 'x', true],
  ['NotEqual', 'admins', false],
] as const)('rules: groups %s %s: %s', async ([MatchType, Value, fits]) => {
  const shipped = await startIdentity()
  const { admin, user } = roleNames(shipped)
  const Rules = [{ Claim: 'cognito:groups', MatchType, Value, RoleARN: admin.arn }]
  const template = await mapping((given) => ({
    ...given,
    Type: 'Rules',
    AmbiguousRoleResolution: 'AuthenticatedRole',
    RulesConfiguration: { Rules },
  }))
  const { aws, addUser } = shipped
  await addUser(email)
  await join(shipped, 'admins')
  // A change of the template counts from the next request on.
  aws.aws.applyTemplate(template)
  expect(await roleOf(shipped)).toBe(fits ? admin.name : user.name)
})

test('guests get the role for guests where the pool has any, and become users by signing in', async () => {
  const template = await changed({
    pool: (properties) => ({ ...properties, AllowUnauthenticatedIdentities: true }),
  })
  const started = await startIdentity({ template })
  const { identity, IdentityPoolId, whoAmI, addUser, loginsOf } = started
  const { IdentityId } = await identity.getId({ IdentityPoolId })
  const given = await identity.getCredentialsForIdentity({ IdentityId })
  const { Arn } = await whoAmI(keysOf(given))
  expect(Arn).toContain(roleNames(started).guest.name)
  expect((await identity.getId({ IdentityPoolId })).IdentityId).not.toBe(IdentityId)

  await addUser(email)
  const Logins = await loginsOf(email)
  const upgraded = await identity.getCredentialsForIdentity({ IdentityId, Logins })
  expect(upgraded.IdentityId).toBe(IdentityId)
  expect((await identity.getId({ IdentityPoolId, Logins })).IdentityId).toBe(IdentityId)
  await expect(identity.getCredentialsForIdentity({ IdentityId })).rejects.toMatchObject({
    message: `Access to Identity '${IdentityId}' is forbidden.`,
  })

  // A guest who turns out to be known goes on as who they are.
  const another = await identity.getId({ IdentityPoolId })
  const merged = await identity.getCredentialsForIdentity({
    IdentityId: another.IdentityId,
    Logins,
  })
  expect(merged.IdentityId).toBe(IdentityId)
})

const untrusting = {
  name: 'InvalidIdentityPoolConfigurationException',
  message: 'Invalid identity pool configuration. Check assigned IAM roles for this pool.',
}

test.for([
  ['of another pool', 'cognito-identity.amazonaws.com:aud', 'us-east-1:other'],
  ['of guests', 'cognito-identity.amazonaws.com:amr', 'unauthenticated'],
] as const)('a role that only trusts tokens %s is not handed out', async ([, key, value]) => {
  const template = changeTemplate(await readTemplate(), 'AWS::IAM::Role', (properties) => ({
    ...properties,
    AssumeRolePolicyDocument: {
      Version: '2012-10-17',
      Statement: {
        Effect: 'Allow',
        Principal: { Federated: 'cognito-identity.amazonaws.com' },
        Action: 'sts:AssumeRoleWithWebIdentity',
        Condition: { 'ForAnyValue:StringEquals': { [key]: value } },
      },
    },
  }))
  const started = await startIdentity({ template })
  await started.addUser(email)
  await expect(roleOf(started)).rejects.toMatchObject(untrusting)
})

test('without a role for them, users get nothing', async () => {
  const template = await changed({ roles: (properties) => ({ ...properties, Roles: {} }) })
  const started = await startIdentity({ template })
  await started.addUser(email)
  await expect(roleOf(started)).rejects.toMatchObject(untrusting)
})

test('a template with a malformed policy is refused, and the one before stays', async () => {
  const started = await startIdentity()
  const broken = changeTemplate(await readTemplate(), 'AWS::IAM::Policy', (properties) => ({
    ...properties,
    PolicyDocument: { Statement: { Effect: 'Permit', Action: 'getobject', Resource: '*' } },
  }))
  expect(() => started.aws.aws.applyTemplate(broken)).toThrow(
    /^MalformedPolicyDocument: \w+: statement 1 needs Effect Allow or Deny; statement 1 getobject is not an action/,
  )
  await started.addUser(email)
  expect(await roleOf(started)).toBe(roleNames(started).user.name)
})
