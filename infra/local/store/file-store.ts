import { mkdir, open, readFile, rename } from 'node:fs/promises'
import type { FileHandle } from 'node:fs/promises'
import { join } from 'node:path'

import { lockFolder } from './lock.ts'
import { collectionOf, namesOf, replay } from './store.ts'
import type { Change, Data, Store } from './store.ts'

const format = 1
const journalLimit = 8 * 1024 * 1024

interface Options {
  /** Told in one sentence when a file could not be read and was set aside. */
  readonly warn?: (message: string) => void
}

/**
 * `snapshot.json` holds the state of some moment, `journal.jsonl` every change since. A change is
 * one line, and `flush` resolves when it is with the operating system. Replaying a journal that a
 * snapshot already contains ends in the same state, so a crash between the two writes is harmless.
 */
export async function openFileStore(folder: string, { warn = () => {} }: Options = {}) {
  const blobs = join(folder, 'blobs')
  await mkdir(blobs, { recursive: true })
  const unlock = await lockFolder(folder)
  try {
    const data = await load(folder, warn)
    await writeSnapshot(folder, data)
    const journal = await open(join(folder, 'journal.jsonl'), 'a')
    await journal.truncate(0)
    return journalled({ folder, blobs, data, journal, unlock })
  } catch (error) {
    await unlock()
    throw error
  }
}

interface Parts {
  readonly folder: string
  readonly blobs: string
  readonly data: Data
  readonly journal: FileHandle
  readonly unlock: () => Promise<void>
}

function journalled({ folder, blobs, data, journal, unlock }: Parts): Store {
  let pending: string[] = []
  let writing: Promise<void> | undefined
  let written = 0
  let closed = false

  const record = (change: Change) => {
    if (closed) throw new Error('The store is closed.')
    pending.push(JSON.stringify(change))
  }

  async function write() {
    // One write for all that has gathered meanwhile.
    while (pending.length > 0) {
      const lines = pending
      pending = []
      const bytes = Buffer.from(lines.join('\n') + '\n')
      try {
        await journal.appendFile(bytes)
      } catch (error) {
        pending = [...lines, ...pending]
        await journal.truncate(written)
        throw error
      }
      written += bytes.length
      if (written > journalLimit && pending.length === 0) {
        await writeSnapshot(folder, data)
        // What was set while the snapshot was being written is in `pending`, and follows.
        await journal.truncate(0)
        written = 0
      }
    }
  }

  const flush = async () => {
    while (pending.length > 0 || writing)
      await (writing ??= write().finally(() => (writing = undefined)))
  }

  return {
    collection: (name) => collectionOf(data, name, record),
    names: () => namesOf(data),
    flush,
    async close() {
      if (closed) return
      await flush()
      closed = true
      await journal.close()
      await unlock()
    },
    blobs,
  }
}

async function load(folder: string, warn: (message: string) => void): Promise<Data> {
  const data: Data = new Map()
  const snapshot = await read(join(folder, 'snapshot.json'))
  if (snapshot !== undefined && !readSnapshot(snapshot, data)) {
    // A journal alone would be a state that never was.
    const aside = await setAside(folder, ['snapshot.json', 'journal.jsonl'])
    warn(`The stored state in ${folder} is damaged. It was set aside as ${aside}; starting empty.`)
    return new Map()
  }
  const journal = await read(join(folder, 'journal.jsonl'))
  const lines = journal?.split('\n') ?? []
  // Without its line end the last line was never answered for: the process died while writing it.
  lines.pop()
  for (const [index, line] of lines.entries()) {
    const change = readChange(line)
    if (!change) {
      const aside = await setAside(folder, ['journal.jsonl'])
      warn(
        `Line ${index + 1} of the journal in ${folder} is damaged. The journal was set aside as ` +
          `${aside}; what comes before that line is kept.`,
      )
      return data
    }
    replay(data, change)
  }
  return data
}

const read = (file: string) =>
  readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function readSnapshot(text: string, data: Data): boolean {
  const parsed = parse(text)
  if (!isObject(parsed) || parsed['format'] !== format || !isObject(parsed['data'])) return false
  for (const [name, items] of Object.entries(parsed['data'])) {
    if (!isObject(items)) return false
    data.set(name, new Map(Object.entries(items)))
  }
  return true
}

function readChange(line: string): Change | undefined {
  const parsed = parse(line)
  return Array.isArray(parsed) &&
    parsed.length > 0 &&
    parsed.slice(0, 2).every((part) => typeof part === 'string')
    ? (parsed as unknown as Change)
    : undefined
}

async function writeSnapshot(folder: string, data: Data) {
  const collections = Object.fromEntries(
    [...data].map(([name, items]) => [name, Object.fromEntries(items)]),
  )
  const text = JSON.stringify({ format, data: collections })
  const draft = join(folder, 'snapshot.json.new')
  const file = await open(draft, 'w')
  try {
    await file.writeFile(text)
    await file.sync()
  } finally {
    await file.close()
  }
  await rename(draft, join(folder, 'snapshot.json'))
}

async function setAside(folder: string, names: readonly string[]): Promise<string> {
  const stamp = new Date().toISOString().replaceAll(':', '-')
  const moved = await Promise.all(
    names.map(async (name) => {
      const aside = `${name}.damaged-${stamp}`
      return rename(join(folder, name), join(folder, aside)).then(
        () => aside,
        () => undefined,
      )
    }),
  )
  return moved.filter((name) => name !== undefined).join(' and ')
}
