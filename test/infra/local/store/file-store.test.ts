import { appendFile, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { expect, onTestFinished, test } from 'vitest'

import { openFileStore } from '#infra/local/store/file-store.ts'

async function makeFolder() {
  const folder = await mkdtemp(join(tmpdir(), 'store-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const warnings: string[] = []
  const open = () => openFileStore(folder, { warn: (message) => warnings.push(message) })
  return { folder, warnings, open }
}

/** As if the process had ended: the files as they are, and nobody holding the lock. */
async function crash(folder: string) {
  const copy = await mkdtemp(join(tmpdir(), 'store-'))
  onTestFinished(() => rm(copy, { recursive: true, force: true }))
  for (const name of ['snapshot.json', 'journal.jsonl'])
    await writeFile(join(copy, name), await readFile(join(folder, name)))
  const warnings: string[] = []
  const store = await openFileStore(copy, { warn: (message) => warnings.push(message) })
  onTestFinished(() => store.close())
  return { store, warnings, copy }
}

test('what was flushed is there after a crash, what was deleted is not', async () => {
  const { folder, open } = await makeFolder()
  const store = await open()
  onTestFinished(() => store.close())
  const people = store.collection<{ name: string }>('people')
  people.set('a', { name: 'Ada 🦊' })
  people.set('b', { name: 'Bob' })
  people.set('__proto__', { name: 'odd' })
  people.delete('b')
  const cleared = store.collection<number>('cleared')
  cleared.set('x', 1)
  cleared.clear()
  cleared.set('y', 2)
  await store.flush()

  const { store: again, warnings } = await crash(folder)
  expect([...again.collection('people').entries()]).toEqual([
    ['a', { name: 'Ada 🦊' }],
    ['__proto__', { name: 'odd' }],
  ])
  expect([...again.collection('cleared').entries()]).toEqual([['y', 2]])
  expect(again.names()).toEqual(['people', 'cleared'])
  expect(warnings).toEqual([])
})

test('a line that was being written when the process died is dropped without a word', async () => {
  const { folder, warnings, open } = await makeFolder()
  const store = await open()
  store.collection('people').set('a', 1)
  await store.close()
  await appendFile(join(folder, 'journal.jsonl'), '["people","b",{"na')
  const again = await open()
  onTestFinished(() => again.close())
  expect([...again.collection('people').entries()]).toEqual([['a', 1]])
  expect(warnings).toEqual([])
})

test('a damaged journal is set aside with a word, and what precedes the damage is kept', async () => {
  const { folder, warnings, open } = await makeFolder()
  await (await open()).close()
  await writeFile(join(folder, 'journal.jsonl'), '["people","a",1]\n&&&\n["people","b",2]\n')
  const store = await open()
  onTestFinished(() => store.close())
  expect([...store.collection('people').entries()]).toEqual([['a', 1]])
  expect(warnings).toEqual([expect.stringContaining('Line 2 of the journal')])
  expect(await readdir(folder)).toContainEqual(expect.stringMatching(/^journal\.jsonl\.damaged-/))
})

test.each(['{"format":1,"da', '{"format":99,"data":{}}', '[]', ''])(
  'a snapshot that is %j is set aside with a word, and the store starts empty',
  async (text) => {
    const { folder, warnings, open } = await makeFolder()
    const first = await open()
    first.collection('people').set('a', 1)
    await first.close()
    await writeFile(join(folder, 'snapshot.json'), text)
    const store = await open()
    onTestFinished(() => store.close())
    expect(store.names()).toEqual([])
    expect(warnings).toEqual([expect.stringContaining('damaged')])
    expect(await readdir(folder)).toContainEqual(expect.stringMatching(/^snapshot\.json\.damaged-/))
  },
)

test('a long journal becomes a snapshot while more is being set', async () => {
  const { folder, open } = await makeFolder()
  const store = await open()
  onTestFinished(() => store.close())
  const items = store.collection<string>('items')
  const flushes: Promise<void>[] = []
  for (let index = 0; index < 120; index += 1) {
    items.set(`key-${index % 40}`, `${index}${'x'.repeat(100_000)}`)
    flushes.push(store.flush())
    if (index % 10 === 0) await store.flush()
  }
  await Promise.all(flushes)
  const { size } = await import('node:fs/promises').then(({ stat }) =>
    stat(join(folder, 'journal.jsonl')),
  )
  expect(size).toBeLessThan(9_000_000)
  const { store: again } = await crash(folder)
  expect([...again.collection('items').entries()]).toEqual([...items.entries()])
})

test('a folder belongs to one store at a time', async () => {
  const { folder, open } = await makeFolder()
  const store = await open()
  await expect(open()).rejects.toThrow(`in use by process ${process.pid}`)
  await store.close()
  // Left behind by a process that is no more.
  await writeFile(join(folder, 'lock'), '999999999')
  const again = await open()
  await again.close()
})
