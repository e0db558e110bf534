import { authorize } from '#infra/local/iam/authorize.ts'
import type { Context } from '#infra/local/iam/principal.ts'
import type { Iam, Role } from '#infra/local/iam/read-iam.ts'
import { notAuthorized, wrongRoles } from './errors.ts'
import type { Login } from './login-tokens.ts'
import type { Identity } from './identities.ts'
import type { IdentityPool, Rule } from './pools.ts'

export const federation = 'cognito-identity.amazonaws.com'

const texts = (value: unknown) => [value ?? []].flat().map(String)

function ruleFits({ Claim, MatchType, Value }: Rule, { claims }: Login) {
  const values = texts(claims[Claim])
  switch (MatchType) {
    case 'Equals':
      return values.includes(Value)
    case 'NotEqual':
      return values.length > 0 && !values.includes(Value)
    case 'StartsWith':
      return values.some((value) => value.startsWith(Value))
    case 'Contains':
      return values.some((value) => value.includes(Value))
  }
}

const mappingOf = ({ roleMappings }: IdentityPool, { provider }: Login) =>
  roleMappings[`${provider.ProviderName}:${provider.ClientId}`]

function fromToken({ claims }: Login, customRoleArn: string | undefined) {
  if (customRoleArn === undefined) return texts(claims['cognito:preferred_role'])[0]
  if (texts(claims['cognito:roles']).includes(customRoleArn)) return customRoleArn
  throw notAuthorized(`Access to Role '${customRoleArn}' is forbidden.`)
}

const fromRules = (rules: readonly Rule[], login: Login) =>
  rules.find((rule) => ruleFits(rule, login))?.RoleARN

function authenticatedRole(pool: IdentityPool, login: Login, customRoleArn: string | undefined) {
  const mapping = mappingOf(pool, login)
  if (!mapping) return pool.roles['authenticated']
  const mapped =
    mapping.Type === 'Token'
      ? fromToken(login, customRoleArn)
      : fromRules(mapping.RulesConfiguration?.Rules ?? [], login)
  if (mapped !== undefined) return mapped
  if (mapping.AmbiguousRoleResolution === 'AuthenticatedRole') return pool.roles['authenticated']
  throw notAuthorized('The ambiguous role mapping rules denied this request.')
}

/** What trust policies and policies of the session may ask about the identity. */
export function identityContext(
  pool: IdentityPool,
  identity: Identity,
  logins: readonly Login[],
): Context {
  const methods = logins.flatMap(({ provider: { ProviderName }, subject }) => [
    ProviderName,
    `${ProviderName}:CognitoSignIn:${subject}`,
  ])
  return {
    [`${federation}:aud`]: pool.id,
    [`${federation}:sub`]: identity.id,
    [`${federation}:amr`]: logins.length > 0 ? ['authenticated', ...methods] : ['unauthenticated'],
    'aws:FederatedProvider': federation,
  }
}

export function isTrusted(role: Role, context: Context) {
  const principal = { type: 'federated', name: federation, context } as const
  return authorize({
    principal,
    action: 'sts:AssumeRoleWithWebIdentity',
    resource: role.arn,
    resourcePolicies: [{ name: 'trust policy', document: role.trust }],
  }).allowed
}

interface Choice {
  readonly pool: IdentityPool
  readonly logins: readonly Login[]
  readonly customRoleArn: string | undefined
  readonly context: Context
}

/** The role the caller gets, which must trust the identity pool to hand it out. */
export function chooseRole(iam: Iam, { pool, logins, customRoleArn, context }: Choice): Role {
  const [login] = logins
  const arn = login ? authenticatedRole(pool, login, customRoleArn) : pool.roles['unauthenticated']
  const role = iam.role(arn ?? '')
  if (!role || !isTrusted(role, context)) throw wrongRoles()
  return role
}
