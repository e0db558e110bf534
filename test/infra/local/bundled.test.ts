import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { loadBundled } from '#infra/local/bundled.js'

test('what is loaded as one file is made anew when a source changes, and only then', async () => {
  const root = await mkdtemp(join(tmpdir(), 'bundled-'))
  onTestFinished(() => rm(root, { recursive: true, force: true }))
  const source = (name: string, text: string) => writeFile(join(root, name), text)
  for (const folder of ['infra/local', 'node_modules'])
    await mkdir(join(root, folder), { recursive: true })
  await source('node_modules/.package-lock.json', '{}')
  await source('infra/local/bundled.js', '')
  await source('package.json', '{ "type": "module" }')
  await source('infra/number.ts', 'export const number: number = 1')
  await source(
    'infra/entry.ts',
    "export { number } from './number.ts'\nexport const place = import.meta.dirname",
  )

  const load = () => loadBundled('infra/entry.ts', root)
  const first = await load()
  expect(first.loaded).toMatchObject({ number: 1, place: join(root, 'infra') })
  expect(first.sources).toContain(join(root, 'infra/number.ts'))
  expect((await load()).loaded).toBe(first.loaded)

  await source('infra/number.ts', 'export const number: number = 2')
  expect((await load()).loaded).toMatchObject({ number: 2 })
  expect((await readdir(join(root, 'node_modules/.cache/stand-in'))).length).toBe(5)
})
