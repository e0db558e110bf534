import { signedOperation } from '../http/json-service.ts'
import { list, text } from '../http/shape.ts'
import { describeUser, limit, poolId } from './admin-input.ts'
import { attributeName } from './attributes.ts'
import type { Context } from './context.ts'
import { invalidParameter } from './errors.ts'
import type { Pool, User } from './model.ts'
import { page } from './paging.ts'

const searchable = new Set([
  'username',
  'email',
  'phone_number',
  'name',
  'given_name',
  'family_name',
  'preferred_username',
  'cognito:user_status',
  'status',
  'sub',
])

const filterForm = /^\s*"?([\w:]+)"?\s*(\^?=)\s*"((?:[^"\\]|\\.)*)"\s*$/

function valueOf(user: User, name: string): string | undefined {
  if (name === 'username') return user.username
  if (name === 'cognito:user_status') return user.status
  if (name === 'status') return user.enabled ? 'Enabled' : 'Disabled'
  return user.attributes[name]
}

/** `name = "value"`, or `name ^= "value"` for one that begins so. */
function readFilter({ settings }: Pool, filter: string): (user: User) => boolean {
  if (filter.trim() === '') return () => true
  const [, name = '', comparison, escaped = ''] = filterForm.exec(filter) ?? []
  if (name === '') throw invalidParameter('Error while parsing filter.')
  if (!searchable.has(name)) throw invalidParameter(`Invalid search attribute: ${name}`)
  const ignoresCase = !settings.CaseSensitive || name === 'status' || name === 'cognito:user_status'
  const fold = (value: string) => (ignoresCase ? value.toLowerCase() : value)
  const wanted = fold(escaped.replaceAll(/\\(.)/g, '$1'))
  return (user) => {
    const value = valueOf(user, name)
    if (value === undefined) return false
    return comparison === '=' ? fold(value) === wanted : fold(value).startsWith(wanted)
  }
}

function onlyWith(names: readonly string[] | undefined, user: User) {
  const described = describeUser(user)
  if (!names) return described
  const Attributes = described.Attributes.filter(({ Name }) => names.includes(Name))
  return { ...described, Attributes }
}

export const listUsersOperations = (context: Context) => ({
  ListUsers: signedOperation(
    {
      UserPoolId: poolId,
      AttributesToGet: list(attributeName),
      Limit: limit,
      PaginationToken: text({ min: 1, pattern: '[\\S]+' }),
      Filter: text({ max: 256 }),
    },
    (request) => {
      const pool = context.pool(request.UserPoolId)
      const names = request.AttributesToGet
      const unknown = names?.find(
        (name) => !pool.settings.SchemaAttributes.some(({ Name }) => Name === name),
      )
      if (unknown !== undefined) throw invalidParameter(`Invalid attribute in request: ${unknown}`)
      const matches = readFilter(pool, request.Filter ?? '')
      const all = [...context.users(pool.id).values()].filter(matches)
      const { items, next } = page(all, request.Limit || 60, request.PaginationToken)
      return {
        Users: items.map((user) => onlyWith(names, user)),
        ...(next && { PaginationToken: next }),
      }
    },
  ),
})
