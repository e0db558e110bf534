import { flag, integer, required, text } from '#infra/local/http/shape.ts'
import { signedOperation } from '#infra/local/http/json-service.ts'
import type { Stack } from '#infra/local/template/resolve-template.ts'
import type { Identities, Identity } from './identities.ts'
import { anId } from './operations.ts'
import { findPool, readPools } from './pools.ts'

const describeIdentity = ({ id, logins, createdAt, modifiedAt }: Identity) => ({
  IdentityId: id,
  ...(Object.keys(logins).length > 0 && { Logins: Object.keys(logins) }),
  CreationDate: createdAt / 1000,
  LastModifiedDate: modifiedAt / 1000,
})

const page = required(integer({ min: 1, max: 60 }))
const nextToken = text({ min: 1 })

/** The token is the id of the last item of the page before. */
function pageOf<T>(items: readonly T[], idOf: (item: T) => string, size: number, after?: string) {
  const start = after === undefined ? 0 : items.findIndex((item) => idOf(item) === after) + 1
  const shown = items.slice(start, start + size)
  const last = shown.at(-1)
  const more = start + size < items.length && last !== undefined
  return { shown, ...(more && { NextToken: idOf(last) }) }
}

/** What an administrator calls, with a signature. */
export function signedOperations({
  stack,
  identities,
}: {
  stack: () => Stack
  identities: Identities
}) {
  return {
    DescribeIdentity: signedOperation({ IdentityId: required(anId) }, ({ IdentityId }) =>
      describeIdentity(identities.find(IdentityId)),
    ),

    ListIdentities: signedOperation(
      {
        HideDisabled: flag,
        IdentityPoolId: required(anId),
        MaxResults: page,
        NextToken: nextToken,
      },
      ({ IdentityPoolId, MaxResults, NextToken }) => {
        const { id } = findPool(stack(), IdentityPoolId)
        const all = identities.list(id)
        const { shown, ...rest } = pageOf(all, (found) => found.id, MaxResults, NextToken)
        return { IdentityPoolId: id, Identities: shown.map(describeIdentity), ...rest }
      },
    ),

    ListIdentityPools: signedOperation(
      { MaxResults: page, NextToken: nextToken },
      ({ MaxResults, NextToken }) => {
        const all = readPools(stack())
        const { shown, ...rest } = pageOf(all, (found) => found.id, MaxResults, NextToken)
        return {
          IdentityPools: shown.map(({ id, name }) => ({
            IdentityPoolId: id,
            IdentityPoolName: name,
          })),
          ...rest,
        }
      },
    ),

    DescribeIdentityPool: signedOperation({ IdentityPoolId: required(anId) }, (input) => {
      const pool = findPool(stack(), input.IdentityPoolId)
      return {
        IdentityPoolId: pool.id,
        IdentityPoolName: pool.name,
        AllowUnauthenticatedIdentities: pool.guests,
        AllowClassicFlow: pool.classicFlow,
        CognitoIdentityProviders: pool.providers,
        IdentityPoolTags: pool.tags,
      }
    }),

    GetIdentityPoolRoles: signedOperation({ IdentityPoolId: required(anId) }, (input) => {
      const pool = findPool(stack(), input.IdentityPoolId)
      return { IdentityPoolId: pool.id, Roles: pool.roles, RoleMappings: pool.roleMappings }
    }),
  }
}
