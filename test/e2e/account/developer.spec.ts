import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from '#test/e2e/support/fixtures.ts'

const dist = fileURLToPath(new URL('../../../dist', import.meta.url))

test('what is for developers is not in the production build', async () => {
  const files = await readdir(dist, { recursive: true })
  expect(files.filter((name) => /developer|gallery|specimen/i.test(name))).toEqual([])
  const code = await Promise.all(
    files.filter((name) => name.endsWith('.js')).map((name) => readFile(join(dist, name), 'utf8')),
  )
  expect(code.length).toBeGreaterThan(20)
  expect(code.filter((text) => /GetCallerIdentity|Take them for expired/.test(text))).toEqual([])
})
