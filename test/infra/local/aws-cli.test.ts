import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { beforeAll, expect, onTestFinished, test } from 'vitest'
import { hasAwsCli } from '#test/support/aws-cli.ts'
import { startAws } from '#test/support/aws.ts'

let found = false
beforeAll(async () => {
  found = await hasAwsCli()
})

const run = promisify(execFile)

async function world() {
  const aws = await startAws()
  onTestFinished(() => aws.close())
  const env = {
    PATH: process.env['PATH'],
    HOME: process.env['HOME'],
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_DEFAULT_REGION: 'us-east-1',
    AWS_PAGER: '',
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_MAX_ATTEMPTS: '1',
  }
  const cli = async (command: string, settings: Record<string, string> = {}): Promise<string> => {
    const args = ['--endpoint-url', aws.origin, '--output', 'text', ...command.split(' ')]
    const { stdout } = await run('aws', args, { env: { ...env, ...settings } })
    return stdout.trim()
  }
  return { ...aws, cli, pool: `--user-pool-id ${aws.config.userPoolId}` }
}

test('a round of administration', { timeout: 60_000 }, async ({ skip }) => {
  skip(!found, 'the AWS command line is not installed')
  const { cli, pool, inbox } = await world()
  const ada = `${pool} --username ada@example.com`
  expect(await cli(`cognito-idp admin-create-user ${ada} --query User.UserStatus`)).toBe(
    'FORCE_CHANGE_PASSWORD',
  )
  expect(inbox('ada@example.com')).toHaveLength(1)
  await cli(`cognito-idp admin-set-user-password ${ada} --password for-ever-1 --permanent`)
  await cli(`cognito-idp admin-add-user-to-group ${ada} --group-name admins`)
  expect(
    await cli(
      `cognito-idp list-users-in-group ${pool} --group-name admins --query Users[].UserStatus`,
    ),
  ).toBe('CONFIRMED')
  await cli(
    `cognito-idp admin-update-user-attributes ${ada} --user-attributes Name=email_verified,Value=true Name=given_name,Value=Ada`,
  )
  expect(
    await cli(`cognito-idp list-users ${pool} --filter given_name="Ada" --query Users[].Enabled`),
  ).toBe('True')
  await cli(`cognito-idp admin-delete-user ${ada}`)
  await expect(cli(`cognito-idp admin-get-user ${ada}`)).rejects.toMatchObject({
    stderr: expect.stringContaining('UserNotFoundException'),
  })
})

test(
  'a pool of one’s own, who one is, and a wrong secret',
  { timeout: 60_000 },
  async ({ skip }) => {
    skip(!found, 'the AWS command line is not installed')
    const { cli, pool } = await world()
    const made = await cli('cognito-idp create-user-pool --pool-name mine --query UserPool.Id')
    const client = await cli(
      `cognito-idp create-user-pool-client --user-pool-id ${made} --client-name web --query UserPoolClient.ClientId`,
    )
    expect(
      await cli(
        `cognito-idp describe-user-pool-client --user-pool-id ${made} --client-id ${client} --query UserPoolClient.ClientName`,
      ),
    ).toBe('web')
    expect(await cli('sts get-caller-identity --query Account')).toBe('000000000000')
    const wrong = { AWS_SECRET_ACCESS_KEY: 'wrong' }
    await expect(cli(`cognito-idp list-groups ${pool}`, wrong)).rejects.toMatchObject({
      stderr: expect.stringContaining('InvalidSignatureException'),
    })
  },
)
