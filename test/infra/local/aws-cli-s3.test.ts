import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdir, mkdtemp, readFile, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

import { afterEach, beforeEach, expect, test } from 'vitest'

import { serveS3 } from './s3/serve.ts'
import type { Served } from './s3/serve.ts'

let s3: Served
let folder: string
beforeEach(async () => {
  s3 = await serveS3()
  folder = await mkdtemp(join(tmpdir(), 'aws-cli-'))
  // Version 1 of the command line presigns for us-east-1 in a way that S3 gave up in 2020.
  await mkdir(join(folder, '.aws'))
  await writeFile(join(folder, '.aws/config'), '[default]\ns3 =\n  signature_version = s3v4\n')
})
afterEach(async () => {
  await s3.close()
  await rm(folder, { recursive: true, force: true })
})

const run = promisify(execFile)

/** With nobody's own settings: root's keys and the address are all it needs. */
const aws = async (...words: string[]) => {
  const { stdout } = await run('aws', ['--endpoint-url', s3.origin, ...words], {
    env: {
      PATH: process.env['PATH'],
      HOME: folder,
      AWS_ACCESS_KEY_ID: 'test',
      AWS_SECRET_ACCESS_KEY: 'test',
      AWS_DEFAULT_REGION: 'us-east-1',
    },
  })
  return stdout
}

test('aws s3 cp up and down, in parts, and presign', async () => {
  const large = randomBytes(9 * 1024 ** 2)
  await writeFile(join(folder, 'large'), large)
  await aws('s3', 'cp', join(folder, 'large'), 's3://files/a b/lärge', '--no-progress')
  await aws('s3', 'cp', 's3://files/a b/lärge', join(folder, 'back'), '--no-progress')
  expect((await readFile(join(folder, 'back'))).equals(large)).toBe(true)
  expect(await aws('s3', 'ls', 's3://files/a b/')).toContain('lärge')
  const url = (await aws('s3', 'presign', 's3://files/a b/lärge')).trim()
  const answer = await fetch(url, { headers: { range: 'bytes=0-9' } })
  expect(Buffer.from(await answer.arrayBuffer())).toEqual(large.subarray(0, 10))
})

test('aws s3 sync sends what is new and nothing twice', async () => {
  const local = join(folder, 'site')
  await mkdir(join(local, 'deep/er'), { recursive: true })
  for (const name of ['index.html', 'deep/er/& co.txt']) {
    await writeFile(join(local, name), name)
    // S3 knows seconds only: a file of this very second looks newer than its copy.
    await utimes(join(local, name), 1, 1)
  }
  const sync = () => aws('s3', 'sync', local, 's3://files/site', '--no-progress', '--delete')
  expect((await sync()).match(/upload:/g)).toHaveLength(2)
  expect(await sync()).toBe('')
  await rm(join(local, 'index.html'))
  expect(await sync()).toContain('delete: s3://files/site/index.html')
  await aws('s3', 'rm', 's3://files/', '--recursive')
  expect(s3.store.collection('s3.versions').size).toBe(0)
})
