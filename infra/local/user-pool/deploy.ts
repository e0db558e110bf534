import type { Stack } from '../template/resolve-template.ts'

import type { Context } from './context.ts'
import type { Client, Group, Pool } from './model.ts'
import { clientSettings, poolSettings } from './pool-settings.ts'

const text = (value: unknown): string | undefined =>
  typeof value === 'string' ? value : typeof value === 'number' ? String(value) : undefined

/** Makes of pools, clients and groups what the template says, and leaves their users alone. */
export function deploy(context: Context, stack: Stack) {
  const now = context.clock.now()
  const resources = [...stack.resources.values()]
  const of = (type: string) => resources.filter((resource) => resource.type === type)

  for (const { physicalId: id, arn = '', logicalId, properties } of of('AWS::Cognito::UserPool')) {
    const before = context.pools.get(id)
    const pool: Pool = {
      id,
      arn,
      logicalId,
      name: text(properties['UserPoolName']) ?? logicalId,
      createdAt: before?.createdAt ?? now,
      modifiedAt: now,
      settings: poolSettings(properties),
      secret: before?.secret ?? context.random.bytes(32).toString('base64url'),
    }
    keep(context.pools, id, before, pool)
    context.users(id).reindex()
  }

  for (const { physicalId: id, logicalId, properties } of of('AWS::Cognito::UserPoolClient')) {
    const before = context.clients.get(id)
    const secret =
      properties['GenerateSecret'] === true
        ? (before?.secret ?? context.random.bytes(26).toString('hex'))
        : undefined
    const client: Client = {
      id,
      poolId: text(properties['UserPoolId']) ?? '',
      logicalId,
      name: text(properties['ClientName']) ?? logicalId,
      ...(secret && { secret }),
      createdAt: before?.createdAt ?? now,
      modifiedAt: now,
      settings: clientSettings(properties),
    }
    keep(context.clients, id, before, client)
  }

  for (const { logicalId, physicalId: name, properties } of of('AWS::Cognito::UserPoolGroup')) {
    const groups = context.groups(text(properties['UserPoolId']) ?? '')
    const before = groups.get(name)
    const description = text(properties['Description'])
    const roleArn = text(properties['RoleArn'])
    const precedence = text(properties['Precedence'])
    const group: Group = {
      name,
      logicalId,
      ...(description && { description }),
      ...(roleArn && { roleArn }),
      ...(precedence && { precedence: Number(precedence) }),
      createdAt: before?.createdAt ?? now,
      modifiedAt: now,
    }
    keep(groups, name, before, group)
  }
}

interface Dated {
  readonly modifiedAt: number
}

/** A start that changes nothing writes nothing. */
function keep<T extends Dated>(
  items: { set(key: string, value: T): void },
  key: string,
  before: T | undefined,
  after: T,
) {
  const same =
    before &&
    JSON.stringify({ ...before, modifiedAt: 0 }) === JSON.stringify({ ...after, modifiedAt: 0 })
  if (!same) items.set(key, after)
}
