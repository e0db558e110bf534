import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { documentedErrors } from './errors-of.ts'
import { userPoolExcuses } from './excuses.ts'
import { provokeAccount } from './provoke-account.ts'
import { provokeAdministration } from './provoke-administration.ts'
import { provokeSignIn } from './provoke-sign-in.ts'
import { requests } from './requests.ts'
import type { OperationName } from './requests.ts'
import { createWorld } from './world.ts'
import type { World } from './world.ts'

let world: World
let special: Record<string, () => Promise<string>>
let gone = ''
beforeAll(async () => {
  world = await createWorld()
  special = {
    ...provokeAccount(world),
    ...provokeAdministration(world),
    ...provokeSignIn(world),
  }
  const deleted = await world.person()
  await world.api.adminDeleteUser(deleted)
  gone = deleted.AccessToken
})
afterAll(() => world.aws.close())

const documented = documentedErrors('@aws-sdk/client-cognito-identity-provider')
const names = Object.keys(
  requests({ UserPoolId: '', ClientId: '', Username: '', AccessToken: '' }),
) as OperationName[]
const used = new Set<string>()

/** How to come by it, where that is the same for many operations. */
function usualWay(operation: OperationName, error: string): (() => Promise<string>) | undefined {
  const { outcome, order, plain, secretId, isSigned } = world
  const usual: object = world.usual[operation]
  const byToken = 'AccessToken' in usual
  const inPool = 'UserPoolId' in usual
  const ill = (fault: 'throttle' | 'error') => () => {
    order(operation, fault)
    return outcome(operation)
  }
  switch (error) {
    case 'TooManyRequestsException':
      return ill('throttle')
    case 'InternalErrorException':
      return ill('error')
    case 'InvalidParameterException':
      if (byToken) return () => outcome(operation, { AccessToken: '!' })
      return () => outcome(operation, inPool ? { UserPoolId: '!' } : { ClientId: '!' })
    case 'NotAuthorizedException':
      if (byToken) return () => outcome(operation, { AccessToken: 'a.b.c' })
      return isSigned(operation) ? undefined : () => outcome(operation, { ClientId: secretId })
    case 'ResourceNotFoundException':
      if (byToken) return undefined
      return () =>
        outcome(
          operation,
          inPool ? { UserPoolId: 'us-east-1_zzzzzzzzz' } : { ClientId: 'z'.repeat(26) },
        )
    case 'UserNotFoundException':
      if (byToken) return () => outcome(operation, { AccessToken: gone })
      return () => outcome(operation, { Username: 'nobody@example.com' })
    case 'InvalidUserPoolConfigurationException':
      return /Devices?|DeviceStatus/.test(operation) ? () => outcome(operation, plain) : undefined
    default:
      return undefined
  }
}

function excuse(operation: OperationName, error: string): string | undefined {
  const kind = world.isSigned(operation) ? 'signed' : 'token'
  const byToken = 'AccessToken' in world.usual[operation]
  const keys = [`* ${error}`, `${operation} ${error}`]
  if (kind === 'signed' || byToken) keys.push(`${kind} ${error}`)
  const key = keys.find((candidate) => candidate in userPoolExcuses)
  if (key !== undefined) used.add(key)
  return key
}

describe('each error that AWS documents for', () => {
  test.each(names)('%s occurs, or there is a reason why it cannot', async (operation) => {
    const open: string[] = []
    for (const error of documented.get(operation) ?? ['no such operation at AWS']) {
      const key = `${operation} ${error}`
      const provoke =
        special[key] ?? (excuse(operation, error) ? undefined : usualWay(operation, error))
      if (special[key]) used.add(key)
      const outcome = await provoke?.()
      if (outcome === undefined ? !excuse(operation, error) : outcome !== error)
        open.push(`${error}: ${outcome ?? 'neither provoked nor excused'}`)
    }
    expect(open).toEqual([])
  })
})

test('no operation is left out, and nothing is excused or provoked that AWS does not document', () => {
  expect(Object.keys(world.operations).toSorted()).toEqual(names.toSorted())
  expect(
    [...Object.keys(userPoolExcuses), ...Object.keys(special)].filter((key) => !used.has(key)),
  ).toEqual([])
})
