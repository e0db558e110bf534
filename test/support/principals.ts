import type { Policy, Statement } from '#infra/local/iam/document.ts'
import { rootOf } from '#infra/local/iam/principal.ts'
import type { AssumedRole, Context } from '#infra/local/iam/principal.ts'
import type { Role } from '#infra/local/iam/read-iam.ts'

export const accountId = '123456789012'
export const root = rootOf(accountId)

/** A policy of the current version, made of these statements. */
export const policy = (...statements: readonly Statement[]): Policy => ({
  name: 'policy',
  document: { Version: '2012-10-17', Statement: statements },
})

export function sessionOf(
  role: Pick<Role, 'arn' | 'name' | 'policies'>,
  context: Context = {},
): AssumedRole {
  const account = role.arn.split(':')[4] ?? ''
  const sessionName = 'CognitoIdentityCredentials'
  return {
    type: 'assumed-role',
    accountId: account,
    arn: `arn:aws:sts::${account}:assumed-role/${role.name}/${sessionName}`,
    roleArn: role.arn,
    roleName: role.name,
    userId: `AROAEXAMPLE:${sessionName}`,
    sessionName,
    context,
    policies: role.policies,
  }
}

export const session = (policies: readonly Policy[] = [], context: Context = {}) =>
  sessionOf({ arn: `arn:aws:iam::${accountId}:role/app/Reader`, name: 'Reader', policies }, context)
