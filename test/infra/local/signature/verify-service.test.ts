import {
  AdminGetUserCommand,
  CognitoIdentityProviderClient,
} from '@aws-sdk/client-cognito-identity-provider'
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'

import { AwsError } from '#infra/local/http/aws-error.ts'
import { readBody } from '#infra/local/http/body.ts'
import { jsonError } from '#infra/local/http/json-service.ts'
import { rootOf } from '#infra/local/iam/principal.ts'
import { listen } from '#infra/local/listen.ts'
import type { Listening } from '#infra/local/listen.ts'
import { sha256 } from '#infra/local/signature/canonical.ts'
import { verifyJson, verifyQuery } from '#infra/local/signature/verify-service.ts'
import { none, signHeaders } from './sign.ts'

const settings = {
  clock: { now: () => Date.now() },
  region: 'us-east-1',
  hosts: ['outside.example'],
  credentials: async (accessKeyId: string) =>
    accessKeyId === 'test'
      ? { secretAccessKey: 'test', principal: rootOf('000000000000') }
      : accessKeyId === 'gone'
        ? ('expired' as const)
        : undefined,
}

const callerIdentity =
  '<GetCallerIdentityResponse><GetCallerIdentityResult><Account>1</Account></GetCallerIdentityResult></GetCallerIdentityResponse>'

describe('the SDK', () => {
  let server: Listening
  beforeEach(async () => {
    server = await listen({
      port: 0,
      handler: async (request) => {
        const body = await readBody(request, 1_000_000)
        const isJson = request.headers['x-amz-target'] !== undefined
        const verify = isJson ? verifyJson : verifyQuery
        const service = isJson ? 'cognito-idp' : 'sts'
        try {
          await verify(request, body, { ...settings, service })
        } catch (error) {
          if (error instanceof AwsError) return jsonError(error, 'id')
          throw error
        }
        return {
          status: 200,
          headers: { 'content-type': isJson ? 'application/x-amz-json-1.1' : 'text/xml' },
          body: isJson ? '{"Username":"ann"}' : callerIdentity,
        }
      },
    })
  })
  afterEach(() => server.close())

  const adminGetUser = (accessKeyId: string, secretAccessKey: string, region = 'us-east-1') => {
    const client = new CognitoIdentityProviderClient({
      endpoint: server.origin,
      region,
      credentials: { accessKeyId, secretAccessKey },
      maxAttempts: 1,
    })
    return client.send(new AdminGetUserCommand({ UserPoolId: 'us-east-1_a', Username: 'ann' }))
  }

  test('of Cognito', async () => {
    expect((await adminGetUser('test', 'test')).Username).toBe('ann')
  })

  test.each([
    ['test', 'wrong', 'us-east-1', 'InvalidSignatureException'],
    ['other', 'test', 'us-east-1', 'UnrecognizedClientException'],
    ['gone', 'test', 'us-east-1', 'ExpiredTokenException'],
    ['test', 'test', 'eu-west-1', 'InvalidSignatureException'],
  ])('of Cognito as %s with %s in %s', async (key, secret, region, name) => {
    await expect(adminGetUser(key, secret, region)).rejects.toMatchObject({
      name,
      $metadata: { httpStatusCode: 400 },
    })
  })

  test('of STS, which speaks another protocol', async () => {
    const credentials = { accessKeyId: 'test', secretAccessKey: 'test' }
    const client = new STSClient({ endpoint: server.origin, region: 'us-east-1', credentials })
    expect((await client.send(new GetCallerIdentityCommand({}))).Account).toBe('1')
  })
})

describe('by hand', () => {
  const body = Buffer.from('{}')
  const now = Date.UTC(2026, 0, 31, 12)
  const ask = (
    headers: Record<string, string>,
    { at = now, sent = body }: { at?: number; sent?: Buffer } = {},
  ) =>
    verifyJson({ method: 'POST', path: '/', query: '', headers, body: none() }, sent, {
      ...settings,
      service: 'cognito-idp',
      clock: { now: () => at },
    })
  const signed = (host = 'localhost') =>
    signHeaders(
      { method: 'POST', path: '/', headers: { host, 'x-amz-target': 'S.Op' } },
      sha256(body),
      { now, service: 'cognito-idp' },
    ).headers

  test('the signature covers the body', async () => {
    expect((await ask(signed())).principal.type).toBe('root')
    await expect(ask(signed(), { sent: Buffer.from('{ }') })).rejects.toMatchObject({
      code: 'InvalidSignatureException',
    })
  })

  test('no signature', async () => {
    await expect(ask({ host: 'localhost' })).rejects.toMatchObject({
      code: 'MissingAuthenticationTokenException',
      message: 'Missing Authentication Token',
    })
  })

  test('another operation under the same signature', async () => {
    const changed = { ...signed(), 'x-amz-target': 'S.Other' }
    await expect(ask(changed)).rejects.toMatchObject({ code: 'InvalidSignatureException' })
  })

  test('an old signature, in the words from which the SDK learns its clock is wrong', async () => {
    expect(await ask(signed(), { at: now + 300_000 })).toBeDefined()
    await expect(ask(signed(), { at: now + 301_000 })).rejects.toMatchObject({
      code: 'InvalidSignatureException',
      message:
        'Signature expired: 20260131T120000Z is now earlier than 20260131T120001Z (20260131T120501Z - 5 min.)',
    })
  })

  test('a half header', async () => {
    const headers = { host: 'localhost', authorization: 'AWS4-HMAC-SHA256 Credential=a/b/c/d/e' }
    await expect(ask(headers)).rejects.toMatchObject({
      code: 'IncompleteSignatureException',
      message: expect.stringContaining("requires 'Signature' parameter") as unknown,
    })
  })

  test('a name that a proxy in front was addressed by', async () => {
    const through = (host: string) => ask({ ...signed(host), host: 'localhost' })
    expect(await through('outside.example')).toBeDefined()
    await expect(through('elsewhere.example')).rejects.toMatchObject({
      code: 'InvalidSignatureException',
    })
  })
})
