import { AwsError } from '../http/aws-error.ts'
import { signedOperation } from '../http/json-service.ts'
import { integer, text } from '../http/shape.ts'
import {
  arn,
  describeUser,
  groupName,
  limit,
  nextToken,
  poolId,
  subject,
  userInput,
} from './admin-input.ts'
import type { Context } from './context.ts'
import { notFound } from './errors.ts'
import type { Group, User } from './model.ts'
import { page } from './paging.ts'
import { groupsOf } from './tokens.ts'

const groupInput = { UserPoolId: poolId, GroupName: groupName }
const groupSettings = {
  ...groupInput,
  Description: text({ max: 2048 }),
  RoleArn: arn,
  Precedence: integer({ min: 0 }),
}
const listInput = { UserPoolId: poolId, Limit: limit, NextToken: nextToken }

interface Settings {
  readonly Description?: string | undefined
  readonly RoleArn?: string | undefined
  readonly Precedence?: number | undefined
}

const given = ({ Description, RoleArn, Precedence }: Settings) => ({
  ...(Description !== undefined && { description: Description }),
  ...(RoleArn !== undefined && { roleArn: RoleArn }),
  ...(Precedence !== undefined && { precedence: Precedence }),
})

const describeGroup = (UserPoolId: string, group: Group) => ({
  GroupName: group.name,
  UserPoolId,
  ...(group.description !== undefined && { Description: group.description }),
  ...(group.roleArn !== undefined && { RoleArn: group.roleArn }),
  ...(group.precedence !== undefined && { Precedence: group.precedence }),
  LastModifiedDate: group.modifiedAt / 1000,
  CreationDate: group.createdAt / 1000,
})

export function groupOperations(context: Context) {
  function find(request: { readonly UserPoolId: string; readonly GroupName: string }) {
    const pool = context.pool(request.UserPoolId)
    const groups = context.groups(pool.id)
    const group = groups.get(request.GroupName)
    if (!group) throw notFound('Group not found.')
    return { pool, groups, group }
  }

  const changeGroups = (
    poolName: string,
    user: User,
    how: (groups: readonly string[]) => string[],
  ) =>
    context
      .users(poolName)
      .change(user.username, (current) => ({ ...current, groups: how(current.groups) }))

  return {
    CreateGroup: signedOperation(groupSettings, (request) => {
      const pool = context.pool(request.UserPoolId)
      const groups = context.groups(pool.id)
      if (groups.get(request.GroupName))
        throw new AwsError('GroupExistsException', 'A group with the name already exists.')
      const now = context.clock.now()
      const group = { name: request.GroupName, ...given(request), createdAt: now, modifiedAt: now }
      groups.set(group.name, group)
      return { Group: describeGroup(pool.id, group) }
    }),

    GetGroup: signedOperation(groupInput, (request) => {
      const { pool, group } = find(request)
      return { Group: describeGroup(pool.id, group) }
    }),

    UpdateGroup: signedOperation(groupSettings, (request) => {
      const { pool, groups, group } = find(request)
      const changed = { ...group, ...given(request), modifiedAt: context.clock.now() }
      groups.set(group.name, changed)
      return { Group: describeGroup(pool.id, changed) }
    }),

    DeleteGroup: signedOperation(groupInput, (request) => {
      const { pool, groups, group } = find(request)
      groups.delete(group.name)
      const members = [...context.users(pool.id).values()].filter((user) =>
        user.groups.includes(group.name),
      )
      for (const user of members)
        changeGroups(pool.id, user, (names) => names.filter((name) => name !== group.name))
    }),

    ListGroups: signedOperation(listInput, (request) => {
      const pool = context.pool(request.UserPoolId)
      const all = [...context.groups(pool.id).values()]
      const { items, next } = page(all, request.Limit || 60, request.NextToken)
      return {
        Groups: items.map((group) => describeGroup(pool.id, group)),
        ...(next && { NextToken: next }),
      }
    }),

    ListUsersInGroup: signedOperation({ ...listInput, GroupName: groupName }, (request) => {
      const { pool, group } = find(request)
      const all = [...context.users(pool.id).values()].filter(({ groups }) =>
        groups.includes(group.name),
      )
      const { items, next } = page(all, request.Limit || 60, request.NextToken)
      return { Users: items.map(describeUser), ...(next && { NextToken: next }) }
    }),

    AdminAddUserToGroup: signedOperation({ ...userInput, GroupName: groupName }, (request) => {
      const { pool, group } = find(request)
      const { user } = subject(context, request)
      changeGroups(pool.id, user, (names) => [...new Set([...names, group.name])])
    }),

    AdminRemoveUserFromGroup: signedOperation({ ...userInput, GroupName: groupName }, (request) => {
      const { pool, group } = find(request)
      const { user } = subject(context, request)
      changeGroups(pool.id, user, (names) => names.filter((name) => name !== group.name))
    }),

    AdminListGroupsForUser: signedOperation(
      { ...userInput, Limit: limit, NextToken: nextToken },
      (request) => {
        const { pool, user } = subject(context, request)
        const all = groupsOf(context, pool, user)
        const { items, next } = page(all, request.Limit || 60, request.NextToken)
        return {
          Groups: items.map((group) => describeGroup(pool.id, group)),
          ...(next && { NextToken: next }),
        }
      },
    ),
  }
}
