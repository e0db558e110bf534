import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, test } from 'vitest'
import { checkConfig, ConfigError, ConfigOutOfReach, loadConfig } from '#src/config.ts'
import { exampleConfig } from '#test/support/config.ts'

function problemsOf(value: unknown): readonly string[] {
  try {
    checkConfig(value)
    return []
  } catch (error) {
    if (error instanceof ConfigError) return error.problems
    throw error
  }
}

describe('config.json', () => {
  test('is taken as it is when all of it is right', () => {
    expect(checkConfig(exampleConfig())).toEqual(exampleConfig())
  })

  test('may name endpoints, whose trailing slashes are dropped', () => {
    const origin = 'http://localhost:4566'
    const endpoints = { userPool: `${origin}/`, identityPool: origin, s3: origin }
    expect(checkConfig({ ...exampleConfig(), endpoints }).endpoints).toEqual({
      userPool: origin,
      identityPool: origin,
      s3: origin,
    })
  })

  test.each(Object.keys(exampleConfig()))('says that %s is missing', (key) => {
    const { [key]: _left, ...rest } = exampleConfig() as Record<string, unknown>
    expect(problemsOf(rest)).toEqual([`${key} is missing`])
  })

  test.each([
    ['region', 'Frankfurt', 'region must be a text like eu-central-1, not "Frankfurt"'],
    ['userPoolId', 'abc', 'userPoolId must be a text like eu-central-1_AbCd12345, not "abc"'],
    ['bucket', '', 'bucket must be a text, not ""'],
    ['mfa', 'MAYBE', 'mfa must be one of OFF, OPTIONAL, ON, not "MAYBE"'],
    ['mfaMethods', ['FAX'], 'mfaMethods[0] must be one of TOTP, SMS, EMAIL, not "FAX"'],
    ['groups', 'admins', 'groups must be a list, not "admins"'],
    ['selfSignUp', 'yes', 'selfSignUp must be true or false, not "yes"'],
    ['files', null, 'files must be an object, not null'],
    ['endpoints', { userPool: 'x', identityPool: 'ftp://x', s3: 4566 }, 'endpoints.userPool'],
  ])('says what is wrong with %s', (key, value, message) => {
    expect(problemsOf({ ...exampleConfig(), [key]: value })[0]).toContain(message)
  })

  test('names keys it does not know, with their place', () => {
    const files = { ...exampleConfig().files, maxSize: 1 }
    expect(problemsOf({ ...exampleConfig(), clientSecret: 'x', files })).toEqual([
      'clientSecret is not a key this app knows',
      'files.maxSize is not a key this app knows',
    ])
  })

  test('names every problem at once', () => {
    expect(problemsOf({})).toHaveLength(Object.keys(exampleConfig()).length)
  })

  test.each([[null], [[]], ['text'], [42]])('refuses %j as a whole', (value) => {
    expect(problemsOf(value)).toEqual([
      `config.json must be an object, not ${JSON.stringify(value)}`,
    ])
  })
})

describe('loading it', () => {
  /** What the page would get from a server that answers so. */
  async function load(status: number, body: string): Promise<unknown> {
    const server = createServer((_request, response) => {
      response.writeHead(status, { 'access-control-allow-origin': '*' }).end(body)
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    try {
      return await loadConfig(`http://127.0.0.1:${port}/config.json`)
    } finally {
      server.close()
    }
  }

  test('gives the checked object', async () => {
    expect(await load(200, JSON.stringify(exampleConfig()))).toEqual(exampleConfig())
  })

  test('says that there is none', async () => {
    await expect(load(404, 'Not found')).rejects.toThrow(/server answered 404/)
  })

  test('says how the text begins that is no JSON', async () => {
    await expect(load(200, '<!doctype html>')).rejects.toThrow(/it begins with "<!doctype html>"/)
  })

  test('says that nobody answered', async () => {
    const unanswered = loadConfig('http://127.0.0.1:1/config.json')
    await expect(unanswered).rejects.toThrow(ConfigOutOfReach)
    await expect(load(503, 'Busy')).rejects.toThrow(ConfigOutOfReach)
  })
})
