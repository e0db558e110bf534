import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { expect, onTestFinished, test } from 'vitest'
import { checkConfig } from '#src/config.ts'

const root = new URL('../../..', import.meta.url)

function run(...flags: string[]) {
  const child = spawn(process.execPath, ['infra/local/run.js', ...flags], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  onTestFinished(() => {
    child.kill('SIGKILL')
  })
  let errors = ''
  child.stderr.on('data', (data) => (errors += String(data)))
  const ended = once(child, 'close').then(([code]: unknown[]) => ({ code, errors }))
  const printed = once(createInterface(child.stdout), 'line').then(([text]) => String(text))
  const line = () =>
    Promise.race([
      printed,
      ended.then(({ errors: said }) => Promise.reject(new Error(`nothing printed: ${said}`))),
    ])
  return { child, ended, line }
}

test('prints config.json as one line, serves, and ends cleanly when asked to', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'aws-main-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const { child, ended, line } = run('--port', '0', '--data', folder)
  const config = checkConfig(JSON.parse(await line()))
  const origin = config.endpoints?.userPool ?? ''
  const made = await fetch(`${origin}/_local/users`, {
    method: 'POST',
    body: JSON.stringify({ kind: 'confirmed' }),
  })
  const { email } = (await made.json()) as { email: string }

  const second = run('--port', new URL(origin).port, '--ephemeral')
  const refused = await second.ended
  expect(refused.code).toBe(1)
  expect(refused.errors).toContain('is taken by another program')

  child.kill('SIGTERM')
  expect((await ended).code).toBe(0)
  expect(await readFile(join(folder, 'journal.jsonl'), 'utf8')).toContain(email)
})
