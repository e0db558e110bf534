import * as sdk from '@aws-sdk/client-cognito-identity-provider'
import { expect, test } from 'vitest'
import { administer, refusal } from './admin-support.ts'

async function populated() {
  const made = await administer()
  const { cognito, UserPoolId } = made
  for (const [name, given] of [
    ['ada', 'Ada'],
    ['adam', 'Adam "A"'],
    ['grace', 'Grace'],
  ])
    await cognito.send(
      new sdk.AdminCreateUserCommand({
        UserPoolId,
        Username: `${name}@example.com`,
        UserAttributes: [{ Name: 'given_name', Value: given }],
        MessageAction: 'SUPPRESS',
      }),
    )
  await cognito.send(
    new sdk.AdminSetUserPasswordCommand({
      UserPoolId,
      Username: 'grace@example.com',
      Password: 'for-ever-1',
      Permanent: true,
    }),
  )
  await cognito.send(new sdk.AdminDisableUserCommand({ UserPoolId, Username: 'adam@example.com' }))
  const list = (rest: Partial<sdk.ListUsersCommandInput>) =>
    cognito.send(new sdk.ListUsersCommand({ UserPoolId, ...rest }))
  const names = async (Filter: string) =>
    (await list({ Filter })).Users?.map(
      ({ Attributes }) =>
        Attributes?.find(({ Name }) => Name === 'email')?.Value?.split('@')[0] ?? '',
    )
  return { ...made, list, names }
}

test('filters', async () => {
  const { names, list } = await populated()
  expect(await names('email ^= "ada"')).toEqual(['ada', 'adam'])
  expect(await names('email = "ADA@example.com"')).toEqual(['ada'])
  expect(await names('"given_name"="Adam \\"A\\""')).toEqual(['adam'])
  expect(await names('cognito:user_status = "CONFIRMED"')).toEqual(['grace'])
  expect(await names('status = "Disabled"')).toEqual(['adam'])
  expect(await names('')).toHaveLength(3)
  const [user] = (await list({ Filter: 'email ^= "grace"' })).Users ?? []
  expect(await names(`sub = "${user?.Username}"`)).toEqual(['grace'])
  expect(await names(`username = "${user?.Username}"`)).toEqual(['grace'])
})

test('filters that make no sense are refused', async () => {
  const { list } = await populated()
  for (const Filter of ['email', 'email = ada', 'email ~ "a"', 'a = "b" and c = "d"'])
    expect(await refusal(list({ Filter })), Filter).toMatchObject({
      name: 'InvalidParameterException',
    })
  expect(await refusal(list({ Filter: 'custom:agentName = "x"' }))).toMatchObject({
    name: 'InvalidParameterException',
  })
})

test('parts, and only the attributes asked for', async () => {
  const { list } = await populated()
  const first = await list({ Limit: 2, AttributesToGet: ['given_name'] })
  expect(first.Users?.map(({ Attributes }) => Attributes)).toEqual([
    [{ Name: 'given_name', Value: 'Ada' }],
    [{ Name: 'given_name', Value: 'Adam "A"' }],
  ])
  const second = await list({ Limit: 2, PaginationToken: first.PaginationToken })
  expect(second.Users).toHaveLength(1)
  expect(second.PaginationToken).toBeUndefined()
  expect(await refusal(list({ PaginationToken: 'nonsense' }))).toMatchObject({
    name: 'InvalidParameterException',
  })
  expect(await refusal(list({ Limit: 61 }))).toMatchObject({ name: 'InvalidParameterException' })
  expect(await refusal(list({ AttributesToGet: ['nothing'] }))).toMatchObject({
    name: 'InvalidParameterException',
  })
})
