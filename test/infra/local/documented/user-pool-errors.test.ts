import { afterAll, beforeAll, test } from 'vitest'
import { documentedErrors } from './errors-of.ts'
import { userPoolExcuses } from './excuses.ts'
import { createWorld } from './world.ts'
import type { World } from './world.ts'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.aws.close())

test('x', async () => {
  const documented = documentedErrors('@aws-sdk/client-cognito-identity-provider')
  const gone = await world.person()
  await world.api.adminDeleteUser(gone)
  const reset = await world.person()
  await world.api.adminResetUserPassword(reset)
  const lost: string[] = []
  for (const op of Object.keys(world.usual) as (keyof typeof world.usual)[]) {
    const usual: Record<string, unknown> = world.usual[op]
    const isToken = 'AccessToken' in usual
    for (const error of documented.get(op) ?? []) {
      if (userPoolExcuses[`* ${error}`]) continue
      if (userPoolExcuses[`token: ${error}`] && isToken) continue
      if (userPoolExcuses[`signed: ${error}`] && world.isSigned(op)) continue
      let got = '?'
      if (error === 'TooManyRequestsException') { world.order(op, 'throttle'); got = await world.outcome(op) }
      else if (error === 'InternalErrorException') { world.order(op, 'error'); got = await world.outcome(op) }
      else if (error === 'InvalidParameterException') got = await world.outcome(op, isToken ? { AccessToken: '!' } : 'UserPoolId' in usual ? { UserPoolId: '!' } : { ClientId: '!' })
      else if (error === 'NotAuthorizedException' && isToken) got = await world.outcome(op, { AccessToken: 'a.b.c' })
      else if (error === 'ResourceNotFoundException') got = await world.outcome(op, 'UserPoolId' in usual ? { UserPoolId: 'us-east-1_zzzzzzzzz' } : { ClientId: 'z'.repeat(26) })
      else if (error === 'UserNotFoundException') got = await world.outcome(op, isToken ? { AccessToken: gone.AccessToken } : { Username: 'nobody@example.com' })
      else if (error === 'PasswordResetRequiredException' && isToken) got = await world.outcome(op, { AccessToken: reset.AccessToken })
      if (got !== error) lost.push(`${op} ${error}: ${got}`)
    }
  }
  console.info(lost.join('\n'))
})
