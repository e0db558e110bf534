import { S3Client } from '@aws-sdk/client-s3'
import { expect, test } from 'vitest'

import { resolveS3Endpoint } from '#src/aws/lean/s3-endpoint.ts'

type Given = Parameters<typeof resolveS3Endpoint>[0]

const credentials = { accessKeyId: 'id', secretAccessKey: 'secret' }
const { config } = new S3Client({ region: 'us-east-1', credentials })
const stock = config.endpointProvider as unknown as typeof resolveS3Endpoint

const regions = `us-east-1 us-west-2 af-south-1 ap-southeast-7 ca-west-1 eu-central-2 il-central-1
  me-central-1 mx-central-1 sa-east-1 cn-north-1 cn-northwest-1 us-gov-east-1 us-gov-west-1
  eusc-de-east-1 us-iso-east-1 us-isob-east-1 us-isof-south-1 eu-isoe-west-1 xx-new-1`.split(/\s+/)
const buckets = ['files', 'a-b-c', '1st', 'x'.repeat(63), 'foo-s3alias', 'a--b']
const odd = [
  'my.bucket',
  'example.com',
  'three.labels.here',
  'My-Bucket',
  'under_score',
  'ab',
  '192.168.1.1',
  "it's (a)*!",
]

/** What either makes of each, with which it was. */
const answers = (resolve: typeof resolveS3Endpoint, all: readonly Given[]) =>
  all.map((given) => {
    const { url, ...rest } = resolve({ UseFIPS: false, UseDualStack: false, ...given })
    return { given, url: url.href, ...rest }
  })
const both = [true, false]

test.each(regions)('every form of name has its address: %s', (Region) => {
  const all = [...buckets, ...odd].flatMap((Bucket) =>
    both.map((ForcePathStyle) => ({ Region, Bucket, ForcePathStyle })),
  )
  expect(answers(resolveS3Endpoint, all)).toEqual(answers(stock, all))
})

test.each([
  // By name, with a bucket in front of it or behind.
  ['https://s3.example.com', false],
  ['https://s3.example.com:8443/base', false],
  ['http://s3.example.com/base/', false],
  ['http://localhost:4566', false],
  ['http://localhost:4566', true],
  ['https://s3.example.com:8443/base/', true],
  ['http://127.0.0.1:4566', true],
  ['http://[::1]:4566', true],
])(
  'an address of one’s own is used as it stands: %s, in the path: %s',
  (Endpoint, ForcePathStyle) => {
    const all = [...buckets, ...odd].map((Bucket) => ({
      Region: 'eu-west-1',
      Bucket,
      Endpoint,
      ForcePathStyle,
    }))
    expect(answers(resolveS3Endpoint, all)).toEqual(answers(stock, all))
  },
)

test.each(['http://127.0.0.1:4566', 'http://[::1]:4566'])(
  'nothing stands in front of a number: %s',
  (Endpoint) => {
    const all = buckets.map((Bucket) => ({ Region: 'eu-west-1', Bucket, Endpoint }))
    expect(answers(resolveS3Endpoint, all)).toEqual(answers(stock, all))
  },
)

test.each<[Given, string]>([
  [{ Region: 'not a region', Bucket: 'files' }, 'Not a region'],
  [{ Region: '', Bucket: 'files' }, 'Not a region'],
  [{ Region: 'eu-west-1', Bucket: 'arn:aws:s3:::files' }, 'general kind'],
  [{ Region: 'eu-west-1', Bucket: 'files--usw2-az1--x-s3' }, 'general kind'],
  [{ Region: 'eu-west-1', Bucket: 'files', UseFIPS: true }, 'UseFIPS'],
  [{ Region: 'eu-west-1', Bucket: 'files', UseDualStack: true }, 'UseDualStack'],
  [{ Region: 'eu-west-1', Bucket: 'files', Accelerate: true }, 'Accelerate'],
  [{ Region: 'eu-west-1', Bucket: 'files', Endpoint: 'nowhere' }, 'Invalid URL'],
])('what it has no rule for is refused: %o', (given, message) => {
  expect(() => resolveS3Endpoint(given)).toThrow(message)
})
