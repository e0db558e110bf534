import * as sdk from '@aws-sdk/client-cognito-identity-provider'
import { expect, test } from 'vitest'
import { administer, refusal } from './admin-support.ts'

const Username = 'ada@example.com'

test('groups are made, changed, listed in parts and deleted', async () => {
  const { cognito, UserPoolId } = await administer()
  const create = (GroupName: string, rest = {}) =>
    cognito.send(new sdk.CreateGroupCommand({ UserPoolId, GroupName, ...rest }))
  const made = await create('writers', { Description: 'They write', Precedence: 3 })
  expect(made.Group).toMatchObject({
    GroupName: 'writers',
    UserPoolId,
    Description: 'They write',
    Precedence: 3,
  })
  expect(made.Group?.CreationDate).toBeInstanceOf(Date)
  expect(await refusal(create('writers'))).toMatchObject({ name: 'GroupExistsException' })
  expect(await refusal(create('bad', { RoleArn: 'no arn at all, really' }))).toMatchObject({
    name: 'InvalidParameterException',
  })
  await cognito.send(
    new sdk.UpdateGroupCommand({ UserPoolId, GroupName: 'writers', Precedence: 0 }),
  )
  const { Group } = await cognito.send(
    new sdk.GetGroupCommand({ UserPoolId, GroupName: 'writers' }),
  )
  expect(Group).toMatchObject({ Description: 'They write', Precedence: 0 })
  const names: (string | undefined)[] = []
  for await (const page of sdk.paginateListGroups({ client: cognito, pageSize: 1 }, { UserPoolId }))
    names.push(...(page.Groups ?? []).map(({ GroupName }) => GroupName))
  expect(names).toEqual(['admins', 'writers'])
  await cognito.send(new sdk.DeleteGroupCommand({ UserPoolId, GroupName: 'writers' }))
  const writers = { UserPoolId, GroupName: 'writers' }
  for (const attempt of [
    () => cognito.send(new sdk.GetGroupCommand(writers)),
    () => cognito.send(new sdk.UpdateGroupCommand(writers)),
    () => cognito.send(new sdk.DeleteGroupCommand(writers)),
    () => cognito.send(new sdk.ListUsersInGroupCommand(writers)),
    () => cognito.send(new sdk.AdminAddUserToGroupCommand({ ...writers, Username })),
  ])
    expect(await refusal(attempt())).toEqual({
      name: 'ResourceNotFoundException',
      message: 'Group not found.',
      status: 400,
    })
})

test('members come and go, and leave with their group', async () => {
  const { cognito, UserPoolId } = await administer()
  await cognito.send(
    new sdk.AdminCreateUserCommand({ UserPoolId, Username, MessageAction: 'SUPPRESS' }),
  )
  await cognito.send(new sdk.CreateGroupCommand({ UserPoolId, GroupName: 'b', Precedence: 1 }))
  const member = (GroupName: string) => ({ UserPoolId, Username, GroupName })
  const groups = async () =>
    (
      await cognito.send(new sdk.AdminListGroupsForUserCommand({ UserPoolId, Username }))
    ).Groups?.map(({ GroupName }) => GroupName)
  await cognito.send(new sdk.AdminAddUserToGroupCommand(member('b')))
  await cognito.send(new sdk.AdminAddUserToGroupCommand(member('admins')))
  await cognito.send(new sdk.AdminAddUserToGroupCommand(member('admins')))
  expect(await groups()).toEqual(['admins', 'b'])
  const { Users } = await cognito.send(
    new sdk.ListUsersInGroupCommand({ UserPoolId, GroupName: 'admins' }),
  )
  expect(Users).toHaveLength(1)
  await cognito.send(new sdk.AdminRemoveUserFromGroupCommand(member('admins')))
  expect(await groups()).toEqual(['b'])
  await cognito.send(new sdk.DeleteGroupCommand({ UserPoolId, GroupName: 'b' }))
  await cognito.send(new sdk.CreateGroupCommand({ UserPoolId, GroupName: 'b' }))
  expect(await groups()).toEqual([])
})
