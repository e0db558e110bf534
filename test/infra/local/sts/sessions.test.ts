import { expect, test } from 'vitest'
import type { Role } from '#infra/local/iam/read-iam.ts'
import { systemRandom } from '#infra/local/random.ts'
import { createMemoryStore } from '#infra/local/store/memory-store.ts'
import { createSessions } from '#infra/local/sts/sessions.ts'
import { policy } from '#test/support/principals.ts'

const place = {
  region: 'us-east-1',
  accountId: '123456789012',
  partition: 'aws',
  stackName: 'test',
  stackId: 'arn:aws:cloudformation:us-east-1:123456789012:stack/test/0',
}

function start() {
  let now = 1_000_500
  let role: Role | undefined = {
    arn: 'arn:aws:iam::123456789012:role/Reader',
    name: 'Reader',
    id: 'AROAEXAMPLE',
    trust: { Statement: [] },
    policies: [],
    maxSessionSeconds: 3600,
  }
  const issuedFor = role
  const store = createMemoryStore()
  const iam = () => ({ role: () => role, roles: () => [], bucketPolicies: () => [], notes: [] })
  const sessions = createSessions({
    store,
    clock: { now: () => now },
    random: systemRandom,
    place,
    iam: iam as never,
  })
  const issue = () => sessions.issue(issuedFor, { sessionName: 'me', context: {}, seconds: 3600 })
  return {
    issue,
    ask: (id: string) => sessions.credentials(id, now),
    size: () => store.collection('sessions').size,
    setNow: (at: number) => (now = at),
    setRole: (changed: Role | undefined) => (role = changed),
    role: issuedFor,
  }
}

test('a session ends at the second it was said to end', async () => {
  const { issue, ask, setNow } = start()
  const { accessKeyId, expiresAt } = issue()
  expect(expiresAt).toBe(4_600_000)
  setNow(expiresAt - 1)
  expect(await ask(accessKeyId)).toHaveProperty('principal.sessionName', 'me')
  setNow(expiresAt)
  expect(await ask(accessKeyId)).toBe('expired')
})

test('sessions that ended a week ago are forgotten', async () => {
  const { issue, ask, size, setNow } = start()
  const { accessKeyId, expiresAt } = issue()
  setNow(expiresAt + 7 * 24 * 3600_000 + 1)
  issue()
  expect(size()).toBe(1)
  expect(await ask(accessKeyId)).toBeUndefined()
})

test('a session has the policies that its role has now, and ends with its role', async () => {
  const { issue, ask, setRole, role } = start()
  const { accessKeyId } = issue()
  const policies = [policy({ Effect: 'Allow', Action: '*', Resource: '*' })]
  setRole({ ...role, policies })
  expect(await ask(accessKeyId)).toHaveProperty('principal.policies', policies)
  setRole(undefined)
  expect(await ask(accessKeyId)).toBeUndefined()
})

test('nobody has any other key', async () => {
  const { ask } = start()
  for (const id of ['', 'Test', 'ASIAAAAAAAAAAAAAAAAA', '__proto__', 'constructor'])
    expect(await ask(id)).toBeUndefined()
  expect(await ask('test')).toHaveProperty('principal.type', 'root')
})
