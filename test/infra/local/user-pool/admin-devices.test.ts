import * as sdk from '@aws-sdk/client-cognito-identity-provider'
import { expect, test } from 'vitest'
import { administer, refusal } from './admin-support.ts'

const user = (UserPoolId: string) => ({ UserPoolId, Username: 'ada@example.com' })
const DeviceKey = 'us-east-1_00000000-0000-4000-a000-000000000001'

const device = (key: string) => ({
  key,
  groupKey: '-x',
  verifier: { salt: '1', verifier: '2' },
  remembered: true,
  createdAt: 0,
  modifiedAt: 0,
  lastAuthenticatedAt: 0,
})

test('devices are listed in parts and forgotten', async () => {
  const { cognito, UserPoolId, aws } = await administer()
  const made = await cognito.send(
    new sdk.AdminCreateUserCommand({ ...user(UserPoolId), MessageAction: 'SUPPRESS' }),
  )
  const other = DeviceKey.replace(/1$/, '2')
  aws.userPool.users(UserPoolId).change(made.User?.Username ?? '', (current) => ({
    ...current,
    devices: { [DeviceKey]: device(DeviceKey), [other]: device(other) },
  }))
  const list = (PaginationToken?: string) =>
    cognito.send(
      new sdk.AdminListDevicesCommand({ ...user(UserPoolId), Limit: 1, PaginationToken }),
    )
  const first = await list()
  expect(first.Devices?.map((known) => known.DeviceKey)).toEqual([DeviceKey])
  const second = await list(first.PaginationToken)
  expect(second.Devices?.map((known) => known.DeviceKey)).toEqual([other])
  expect(second.PaginationToken).toBeUndefined()
  const forget = () =>
    cognito.send(new sdk.AdminForgetDeviceCommand({ ...user(UserPoolId), DeviceKey }))
  await forget()
  expect((await list()).Devices?.map((known) => known.DeviceKey)).toEqual([other])
  expect(await refusal(forget())).toMatchObject({ name: 'ResourceNotFoundException' })
})

test('a pool that tracks no devices says so', async () => {
  const { cognito, UserPoolId } = await administer({
    pool: ({ DeviceConfiguration: _none, ...properties }) => properties,
  })
  await cognito.send(
    new sdk.AdminCreateUserCommand({ ...user(UserPoolId), MessageAction: 'SUPPRESS' }),
  )
  expect(
    await refusal(cognito.send(new sdk.AdminListDevicesCommand(user(UserPoolId)))),
  ).toMatchObject({ name: 'InvalidUserPoolConfigurationException' })
})
