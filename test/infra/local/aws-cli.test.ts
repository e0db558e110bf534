import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { beforeAll, expect, onTestFinished, test } from 'vitest'
import { hasAwsCli } from '#test/support/aws-cli.ts'
import { startAws } from '#test/support/aws.ts'
import { clientsOf } from '#test/support/cognito.ts'

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
    const words = command.split(' ')
    // These take no signature, and the command line would look for someone's keys all the same.
    const unsigned = /get-id|get-credentials/.test(command) ? ['--no-sign-request'] : []
    const args = ['--endpoint-url', aws.origin, '--output', 'text', ...unsigned, ...words]
    const { stdout } = await run('aws', args, { env: { ...env, ...settings } })
    return stdout.trim()
  }
  return { ...aws, cli, pool: `--user-pool-id ${aws.config.userPoolId}` }
}

test('a round of administration', async ({ skip }) => {
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

test('a pool of one’s own, who one is, and a wrong secret', async ({ skip }) => {
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
})

test('a person’s token is good for credentials, and those for their own files', async ({
  skip,
}) => {
  skip(!found, 'the AWS command line is not installed')
  const aws = await world()
  const { cli, config } = aws
  const folder = await mkdtemp(join(tmpdir(), 'aws-cli-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  // Version 1 of the command line presigns for us-east-1 in a way that S3 gave up in 2020.
  const AWS_CONFIG_FILE = join(folder, 'config')
  await writeFile(AWS_CONFIG_FILE, '[default]\ns3 =\n  signature_version = s3v4\n')

  const people = clientsOf(aws)
  await people.addUser('ada@example.com')
  const { IdToken } = await people.tokens('ada@example.com')
  const login = `--logins cognito-idp.${config.region}.amazonaws.com/${config.userPoolId}=${IdToken}`
  const id = await cli(
    `cognito-identity get-id --identity-pool-id ${config.identityPoolId} ${login} --query IdentityId`,
  )
  const given = await cli(
    `cognito-identity get-credentials-for-identity --identity-id ${id} ${login} --query Credentials.[AccessKeyId,SecretKey,SessionToken]`,
  )
  const [AWS_ACCESS_KEY_ID = '', AWS_SECRET_ACCESS_KEY = '', AWS_SESSION_TOKEN = ''] =
    given.split('\t')
  const keys = { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN, AWS_CONFIG_FILE }

  const site = join(folder, 'site')
  await mkdir(site)
  await writeFile(join(site, 'one.txt'), 'one')
  await writeFile(join(site, 'two.txt'), 'two')
  const own = `s3://${config.bucket}/private/${id}`
  const [who, , synced, url] = await Promise.all([
    cli('sts get-caller-identity --query Arn', keys),
    cli(`s3 cp ${site}/one.txt ${own}/copied.txt`, keys),
    cli(`s3 sync ${site} ${own}/site --no-progress`, keys),
    cli(`s3 presign ${own}/copied.txt`, keys),
    expect(cli(`s3 cp ${site}/one.txt ${own}x/not-mine.txt`, keys)).rejects.toMatchObject({
      stderr: expect.stringContaining('AccessDenied') as string,
    }),
    expect(cli(`s3 ls s3://${config.bucket}/`, keys)).rejects.toMatchObject({
      stderr: expect.stringContaining('AccessDenied') as string,
    }),
  ])
  expect(who).toMatch(/^arn:aws:sts::000000000000:assumed-role\/.+\/CognitoIdentityCredentials$/)
  expect(synced.match(/upload:/g)).toHaveLength(2)
  expect(await (await fetch(url)).text()).toBe('one')
  await cli(`s3 cp ${own}/site/two.txt ${folder}/back.txt`, keys)
  expect(await readFile(join(folder, 'back.txt'), 'utf8')).toBe('two')
})
