import { once } from 'node:events'
import { get } from 'node:http'
import type { IncomingMessage } from 'node:http'
import { expect, test } from 'vitest'
import { signUp, startLocal } from './start-local.ts'

test('the inbox, newest first, and by address', async () => {
  const { pull, cognito, config } = await startLocal()
  const { userPoolClientId } = config()
  await cognito('SignUp', signUp(userPoolClientId, 'ada@example.com'))
  await cognito('SignUp', signUp(userPoolClientId, 'grace@example.com'))
  const { body } = await pull('GET', 'inbox')
  expect(body).toMatchObject([
    {
      to: 'grace@example.com',
      medium: 'email',
      kind: 'sign-up',
      code: expect.stringMatching(/^\d{6}$/),
    },
    {
      to: 'ada@example.com',
      subject: expect.any(String),
      body: expect.any(String),
      sentAt: expect.any(Number),
    },
  ])
  expect((await pull('GET', 'inbox?to=ADA%40example.com')).body).toHaveLength(1)
  expect((await pull('GET', 'inbox?to=nobody')).body).toEqual([])
})

test('the clock moves forward, is read, and returns', async () => {
  const { pull, clock, cognito, config } = await startLocal()
  expect((await pull('POST', 'clock', { advance: 0 })).body).toMatchObject({ offsetSeconds: 0 })
  await pull('POST', 'clock', { advance: 3600 })
  expect((await pull('POST', 'clock', { advance: 60 })).body).toMatchObject({ offsetSeconds: 3660 })
  expect(clock.now() - Date.now()).toBeGreaterThan(3_600_000)
  const asked = clock.now()
  const { response } = await cognito('SignUp', signUp(config().userPoolClientId, 'a@example.com'))
  const date = Date.parse(response.headers.get('date') ?? '')
  // In whole seconds.
  expect(date).toBeGreaterThan(asked - 1000)
  expect(date).toBeLessThanOrEqual(clock.now())
  expect((await pull('POST', 'clock', { reset: true })).body).toMatchObject({ offsetSeconds: 0 })
})

test('reset empties everything and keeps the pool and its groups', async () => {
  const { pull, cognito, config } = await startLocal()
  const { userPoolClientId } = config()
  await cognito('SignUp', signUp(userPoolClientId, 'ada@example.com'))
  await pull('POST', 'clock', { advance: 60 })
  await pull('POST', 'faults', { service: 's3', fault: 'drop' })
  expect((await pull('POST', 'reset')).body).toEqual({ reset: true })
  for (const lever of ['inbox', 'users', 'faults', 'refusals'])
    expect((await pull('GET', lever)).body, lever).toEqual([])
  expect((await pull('GET', 'clock')).body).toMatchObject({ offsetSeconds: 0 })
  expect(config().userPoolClientId).toBe(userPoolClientId)
  expect((await cognito('SignUp', signUp(userPoolClientId, 'ada@example.com'))).status).toBe(200)
  expect((await pull('POST', 'users', { kind: 'admin' })).body).toMatchObject({ group: 'admins' })
})

test('bad input is refused with a sentence', async () => {
  const { pull } = await startLocal()
  const cases: [lever: string, body: unknown, said: RegExp][] = [
    ['clock', '{', /not JSON/],
    ['clock', '[]', /must be an object/],
    ['clock', {}, /advance must be a whole number/],
    ['clock', { advance: -1 }, /advance must be/],
    ['clock', { advance: 1.5 }, /advance must be/],
    ['clock', { advance: 1e12 }, /advance must be/],
    ['clock', { advance: 1, reset: true }, /either/],
    ['clock', { forward: 1 }, /"forward" is not known here/],
    ['faults', { service: 'ec2', fault: 'drop' }, /service must be one of/],
    ['faults', { service: 's3', fault: 'explode' }, /fault must be one of/],
    ['faults', { service: 's3', fault: 'delay' }, /delayMs must be/],
    ['faults', { service: 's3', fault: 'drop', times: 0 }, /times must be/],
    ['faults', { service: 's3', fault: 'drop', operation: 'a b' }, /operation must be/],
    ['users', { kind: 'king' }, /kind must be one of/],
    ['users', { kind: 'sms' }, /no second factor by text message/],
    ['reset', { really: true }, /not known here/],
  ]
  for (const [lever, body, said] of cases) {
    const answer = await pull('POST', lever, body)
    expect(answer.status, JSON.stringify(body)).toBe(400)
    expect(answer.body, JSON.stringify(body)).toMatchObject({
      message: expect.stringMatching(said),
    })
  }
  expect((await pull('GET', 'nothing')).status).toBe(404)
  expect((await pull('PUT', 'clock')).status).toBe(405)
  expect((await pull('POST', 'clock', 'x'.repeat(70_000))).status).toBe(413)
})

test('pages elsewhere can neither read nor pull a lever', async () => {
  const { pull, origin } = await startLocal()
  const foreign = [
    { origin: 'https://evil.example' },
    { origin: 'http://localhost:5173' },
    { origin: 'null' },
    { 'sec-fetch-site': 'same-site', 'sec-fetch-mode': 'no-cors' },
    { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'cors' },
  ]
  for (const headers of foreign) {
    expect((await pull('GET', 'inbox', undefined, headers)).status, JSON.stringify(headers)).toBe(
      403,
    )
    expect((await pull('POST', 'reset', {}, headers)).status, JSON.stringify(headers)).toBe(403)
  }
  expect((await pull('POST', 'clock', { advance: 1 }, { origin })).status).toBe(200)
  // Node's fetch writes sec-fetch-mode itself.
  const link = get(`${origin}/_local/`, {
    headers: { 'sec-fetch-site': 'same-site', 'sec-fetch-mode': 'navigate' },
  })
  const [followed] = (await once(link, 'response')) as [IncomingMessage]
  expect(followed.resume().statusCode).toBe(200)
  const form = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' }
  expect((await pull('POST', 'reset', {}, form)).status).toBe(403)
})
