import { expect, test } from 'vitest'
import { authorize } from '#infra/local/iam/authorize.ts'
import type { AccessRequest } from '#infra/local/iam/authorize.ts'
import { createRefusals } from '#infra/local/iam/refusals.ts'
import { createMemoryStore } from '#infra/local/store/memory-store.ts'
import { policy, root, session } from '#test/support/principals.ts'

const id = 'us-east-1:11111111-2222-4333-8444-555555555555'
const own = 'arn:aws:s3:::bucket/private/${cognito-identity.amazonaws.com:sub}/*'
const principal = session(
  [
    policy(
      { Sid: 'Own', Effect: 'Allow', Action: 's3:GetObject', Resource: own },
      {
        Sid: 'Elsewhere',
        Effect: 'Allow',
        Action: 's3:ListBucket',
        Resource: 'arn:aws:s3:::elsewhere',
      },
      {
        Sid: 'List',
        Effect: 'Allow',
        Action: 's3:ListBucket',
        Resource: 'arn:aws:s3:::bucket',
        Condition: { StringLike: { 's3:prefix': 'private/x/*' } },
      },
    ),
  ],
  { 'cognito-identity.amazonaws.com:sub': id },
)

function start() {
  const store = createMemoryStore()
  const refusals = createRefusals({ store, clock: { now: () => 1000 } })
  const ask = (request: Omit<AccessRequest, 'principal'>) => {
    const whole = { principal, ...request }
    refusals.record(whole, authorize(whole))
  }
  const kept = () => [...store.collection<Record<string, unknown>>('refusals').values()]
  return { ask, kept, refusals }
}

test('what is allowed is not remembered', () => {
  const { ask, kept } = start()
  ask({ action: 's3:GetObject', resource: `arn:aws:s3:::bucket/private/${id}/a` })
  expect(kept()).toEqual([])
})

test('a refusal comes with the statement that would have allowed it to every such user', () => {
  const { ask, kept } = start()
  ask({ action: 's3:PutObject', resource: `arn:aws:s3:::bucket/private/${id}/a/b.txt` })
  expect(kept()).toMatchObject([
    {
      at: 1000,
      principal: principal.arn,
      action: 's3:PutObject',
      reason: 'implicit-deny',
      statement: { Effect: 'Allow', Action: 's3:PutObject', Resource: own },
      nearest: null,
    },
  ])
})

test('and it really would have', () => {
  const requests = [
    { action: 's3:PutObject', resource: `arn:aws:s3:::bucket/private/${id}/a*b?` },
    { action: 's3:PutObject', resource: 'arn:aws:s3:::bucket/odd/${aws:userid}/*?' },
    {
      action: 's3:ListBucket',
      resource: 'arn:aws:s3:::bucket',
      context: { 's3:prefix': `private/${id}/` },
    },
    { action: 's3:ListBucket', resource: 'arn:aws:s3:::bucket', context: { 's3:prefix': 'a*' } },
  ]
  for (const request of requests) {
    const { ask, kept } = start()
    ask(request)
    const [refusal] = kept()
    const mended = { ...principal, policies: [policy(refusal?.['statement'] as never)] }
    expect(authorize({ ...request, principal: mended }).allowed).toBe(true)
    const wider = { ...request, resource: 'arn:aws:s3:::bucket/elsewhere' }
    expect(authorize({ ...wider, principal: mended }).allowed).toBe(false)
  }
})

test.for([
  ['s3:GetObject', 'arn:aws:s3:::bucket/b', {}, 'Own in policy: Resource does not fit'],
  [
    's3:ListBucket',
    'arn:aws:s3:::bucket',
    { 's3:prefix': '' },
    'List in policy: Condition StringLike s3:prefix does not fit',
  ],
  ['s3:DeleteObject', 'arn:aws:s3:::bucket/b', {}, null],
] as const)(
  '%s of %s names the statement that came nearest',
  ([action, resource, context, nearest]) => {
    const { ask, kept } = start()
    ask({ action, resource, context })
    expect(kept()).toMatchObject([{ nearest }])
  },
)

test('an explicit deny is shown itself', () => {
  const { refusals, kept } = start()
  const deny = { Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: '*' } as const
  const request = {
    principal: root,
    action: 's3:GetObject',
    resource: 'arn:aws:s3:::bucket/a',
    resourcePolicies: [policy(deny)],
  }
  refusals.record(request, authorize(request))
  expect(kept()).toMatchObject([{ reason: 'explicit-deny', statement: deny, nearest: null }])
})

test('only the last fifty are kept', () => {
  const { ask, kept } = start()
  for (let index = 0; index < 120; index++)
    ask({ action: 's3:PutObject', resource: `arn:aws:s3:::bucket/${index}` })
  expect(kept().map(({ resource }) => resource)).toEqual(
    Array.from({ length: 50 }, (_, index) => `arn:aws:s3:::bucket/${index + 70}`),
  )
})
