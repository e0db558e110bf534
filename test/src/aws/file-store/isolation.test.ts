import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetBucketPolicyCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListBucketsCommand,
  ListMultipartUploadsCommand,
  ListObjectsCommand,
  ListObjectsV2Command,
  ListObjectVersionsCommand,
  ListPartsCommand,
  PutBucketCorsCommand,
  PutObjectCommand,
  S3Client,
  UploadPartCommand,
  UploadPartCopyCommand,
} from '@aws-sdk/client-s3'
import { expect, test } from 'vitest'

import { codeOf, names, put, signIn, startFiles, takeAway } from './files-support.ts'
import type { TestFiles, TestPerson } from './files-support.ts'

/** As somebody would who has opened the console and writes requests of their own. */
const rawClient = ({ config }: TestFiles, { identityPool }: TestPerson) =>
  new S3Client({
    region: config.region,
    endpoint: config.endpoints?.s3 ?? '',
    forcePathStyle: true,
    credentials: () => identityPool.credentials(),
    maxAttempts: 1,
  })

type Attempt = (s3: S3Client, Bucket: string, victim: string, own: string) => Promise<unknown>

const ways: Readonly<Record<string, Attempt>> = {
  list: (s3, Bucket, victim) => s3.send(new ListObjectsV2Command({ Bucket, Prefix: victim })),
  'list everything': (s3, Bucket) => s3.send(new ListObjectsV2Command({ Bucket })),
  'list the folder of all': (s3, Bucket) =>
    s3.send(new ListObjectsV2Command({ Bucket, Prefix: 'private/', Delimiter: '/' })),
  'list by a prefix that begins alike': (s3, Bucket, _, own) =>
    s3.send(new ListObjectsV2Command({ Bucket, Prefix: own.slice(0, -1) })),
  'list versions': (s3, Bucket, victim) =>
    s3.send(new ListObjectVersionsCommand({ Bucket, Prefix: victim })),
  'list uploads': (s3, Bucket) => s3.send(new ListMultipartUploadsCommand({ Bucket })),
  'list buckets': (s3) => s3.send(new ListBucketsCommand({})),
  read: (s3, Bucket, victim) => s3.send(new GetObjectCommand({ Bucket, Key: `${victim}a` })),
  head: (s3, Bucket, victim) => s3.send(new HeadObjectCommand({ Bucket, Key: `${victim}a` })),
  write: (s3, Bucket, victim) =>
    s3.send(new PutObjectCommand({ Bucket, Key: `${victim}b`, Body: 'x' })),
  overwrite: (s3, Bucket, victim) =>
    s3.send(new PutObjectCommand({ Bucket, Key: `${victim}a`, Body: 'x' })),
  'write beside all prefixes': (s3, Bucket) =>
    s3.send(new PutObjectCommand({ Bucket, Key: 'x', Body: 'x' })),
  delete: (s3, Bucket, victim) => s3.send(new DeleteObjectCommand({ Bucket, Key: `${victim}a` })),
  'copy from': (s3, Bucket, victim, own) =>
    s3.send(
      new CopyObjectCommand({ Bucket, Key: `${own}stolen`, CopySource: `${Bucket}/${victim}a` }),
    ),
  'copy to': (s3, Bucket, victim, own) =>
    s3.send(
      new CopyObjectCommand({ Bucket, Key: `${victim}b`, CopySource: `${Bucket}/${own}mine` }),
    ),
  'begin an upload': (s3, Bucket, victim) =>
    s3.send(new CreateMultipartUploadCommand({ Bucket, Key: `${victim}b` })),
  'copy a part from': async (s3, Bucket, victim, own) => {
    const Key = `${own}stolen`
    const { UploadId } = await s3.send(new CreateMultipartUploadCommand({ Bucket, Key }))
    const CopySource = `${Bucket}/${victim}a`
    return s3.send(new UploadPartCopyCommand({ Bucket, Key, UploadId, PartNumber: 1, CopySource }))
  },
  'copy into a part of': async (s3, Bucket, victim, own) =>
    s3.send(
      new UploadPartCopyCommand({
        Bucket,
        Key: `${victim}b`,
        UploadId: 'x',
        PartNumber: 1,
        CopySource: `${Bucket}/${own}mine`,
      }),
    ),
  'read a version': async (s3, Bucket, victim) =>
    s3.send(new GetObjectCommand({ Bucket, Key: `${victim}a`, VersionId: 'null' })),
  'read a version’s head': async (s3, Bucket, victim) =>
    s3.send(new HeadObjectCommand({ Bucket, Key: `${victim}a`, VersionId: 'null' })),
  'copy a version from': (s3, Bucket, victim, own) =>
    s3.send(
      new CopyObjectCommand({
        Bucket,
        Key: `${own}stolen`,
        CopySource: `${Bucket}/${victim}a?versionId=null`,
      }),
    ),
  'delete a version': (s3, Bucket, victim) =>
    s3.send(new DeleteObjectCommand({ Bucket, Key: `${victim}a`, VersionId: 'null' })),
  'read through one’s own prefix, and out of it': (s3, Bucket, victim, own) =>
    s3.send(new GetObjectCommand({ Bucket, Key: `${own}../${victim.slice(8)}a` })),
  'read through it with the dots encoded': (s3, Bucket, victim, own) =>
    s3.send(new GetObjectCommand({ Bucket, Key: `${own}%2e%2e/${victim.slice(8)}a` })),
  'copy through one’s own prefix, and out of it': (s3, Bucket, victim, own) =>
    s3.send(
      new CopyObjectCommand({
        Bucket,
        Key: `${own}stolen`,
        CopySource: `${Bucket}/${own}../${victim.slice(8)}a`,
      }),
    ),
  'list through one’s own prefix without its slash': (s3, Bucket, _, own) =>
    s3.send(new ListObjectsV2Command({ Bucket, Prefix: own.slice(0, -1), Delimiter: '/' })),
  'list by the older call': (s3, Bucket, victim) =>
    s3.send(new ListObjectsCommand({ Bucket, Prefix: victim })),
  'read the policy': (s3, Bucket) => s3.send(new GetBucketPolicyCommand({ Bucket })),
  'change the CORS rules': (s3, Bucket) =>
    s3.send(
      new PutBucketCorsCommand({
        Bucket,
        CORSConfiguration: { CORSRules: [{ AllowedMethods: ['GET'], AllowedOrigins: ['*'] }] },
      }),
    ),
}

/** What IAM lets members of the group do beyond everybody, as the settings say: look, not touch. */
const adminsMay = new Set([
  'list',
  'list the folder of all',
  'list by a prefix that begins alike',
  'list through one’s own prefix without its slash',
  'list by the older call',
  'read',
  'head',
  'copy from',
  'copy a part from',
])

const answer = async (promise: Promise<unknown>) =>
  promise.then(
    () => 'allowed',
    (error: unknown) => {
      const { name, $metadata } = error as { name: string; $metadata?: { httpStatusCode?: number } }
      return $metadata?.httpStatusCode === 403 ? 'denied' : name
    },
  )

test.each(['confirmed', 'admin'] as const)(
  'every way for a person (%s) to reach what is another’s',
  async (kind) => {
    const backend = await startFiles()
    const ada = await signIn(backend)
    const bob = await signIn(backend, kind)
    await put(ada, 'a')
    await put(bob, 'mine')
    const s3 = rawClient(backend, bob)
    const [victim, own] = [`private/${ada.identityId}/`, `private/${bob.identityId}/`]
    const answers: Record<string, string> = {}
    const expected: Record<string, string> = {}
    for (const [name, attempt] of Object.entries(ways)) {
      answers[name] = await answer(attempt(s3, backend.config.bucket, victim, own))
      expected[name] = kind === 'admin' && adminsMay.has(name) ? 'allowed' : 'denied'
    }
    expect(answers).toEqual(expected)
    expect(await names(ada)).toEqual(['a'])
    expect(await (await ada.files.read('a')).text()).toBe('a')
  },
  60_000,
)

test('a list of keys to delete is judged key by key', async () => {
  const backend = await startFiles()
  const ada = await signIn(backend)
  const bob = await signIn(backend, 'admin')
  await put(ada, 'a')
  await put(bob, 'mine')
  const Objects = [`private/${ada.identityId}/a`, `private/${bob.identityId}/mine`]
  const { Deleted, Errors } = await rawClient(backend, bob).send(
    new DeleteObjectsCommand({
      Bucket: backend.config.bucket,
      Delete: { Objects: Objects.map((Key) => ({ Key })) },
    }),
  )
  expect(Deleted?.map(({ Key }) => Key)).toEqual([Objects[1]])
  expect(Errors?.map(({ Key, Code }) => [Key, Code])).toEqual([[Objects[0], 'AccessDenied']])
  expect(await names(ada)).toEqual(['a'])
})

test('an upload that another began cannot be looked into, added to, ended or finished', async () => {
  const backend = await startFiles()
  const ada = await signIn(backend)
  const bob = await signIn(backend, 'admin')
  const { id: UploadId } = await ada.files.begin('big', '')
  const s3 = rawClient(backend, bob)
  const upload = { Bucket: backend.config.bucket, Key: `private/${ada.identityId}/big`, UploadId }
  expect(
    await Promise.all(
      [
        s3.send(new ListPartsCommand(upload)),
        s3.send(new UploadPartCommand({ ...upload, PartNumber: 1, Body: 'x' })),
        s3.send(new AbortMultipartUploadCommand(upload)),
        s3.send(new CompleteMultipartUploadCommand(upload)),
      ].map(answer),
    ),
  ).toEqual(['denied', 'denied', 'denied', 'denied'])
})

test('whoever stole a session cannot erase what was there before', async () => {
  const backend = await startFiles()
  const ada = await signIn(backend)
  await put(ada, 'a', 'precious')
  const s3 = rawClient(backend, ada)
  const Bucket = backend.config.bucket
  const Prefix = `private/${ada.identityId}/`
  const { Versions = [] } = await s3.send(new ListObjectVersionsCommand({ Bucket, Prefix }))
  const [version] = Versions
  const { Key, VersionId } = version ?? {}
  expect(await answer(s3.send(new DeleteObjectCommand({ Bucket, Key, VersionId })))).toBe('denied')
  const { removal } = await takeAway(ada, 'a')
  await ada.files.restore(removal)
  expect(await (await ada.files.read('a')).text()).toBe('precious')
})

test('the file store of one person does not reach the other, whatever the path', async () => {
  const backend = await startFiles()
  const ada = await signIn(backend)
  const bob = await signIn(backend)
  await put(ada, 'a')
  const other = `../${ada.identityId}/a`
  for (const path of [other, `./a`, `x/../../${ada.identityId}/a`, '/a', 'a//b', 'a\u0000b'])
    expect(
      await Promise.all([
        codeOf(bob.files.read(path)),
        codeOf(put(bob, path)),
        codeOf(bob.files.link(path, { seconds: 60 })),
        codeOf(bob.files.list(`${path}/`)),
      ]),
      path,
    ).toEqual(['bad-name', 'bad-name', 'bad-name', 'bad-name'])
  expect(await names(bob)).toEqual([])
})

test('a missing right is told as such', async () => {
  const backend = await startFiles({ without: 'ListOwnFiles' })
  const ada = await signIn(backend)
  expect(await codeOf(ada.files.list(''))).toBe('forbidden')
})

test('the next person in the same browser has their own files', async () => {
  const backend = await startFiles()
  const ada = await signIn(backend)
  await put(ada, 'a')
  await ada.engine.signOut()
  await ada.engine.signIn.withPassword({ ...backend.make('confirmed'), keep: true })
  expect(await names(ada)).toEqual([])
})
