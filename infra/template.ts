import { execFile } from 'node:child_process'
import { createHash, randomUUID } from 'node:crypto'
import { watch } from 'node:fs'
import { mkdir, readdir, readFile, rename, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { promisify } from 'node:util'

/** A CloudFormation template, as far as a reader can rely on it. */
export interface Template {
  readonly Resources: Readonly<Record<string, TemplateResource>>
  readonly Outputs?: Readonly<Record<string, { readonly Value: unknown }>>
  readonly [section: string]: unknown
}

export interface TemplateResource {
  readonly Type: string
  readonly Properties?: Readonly<Record<string, unknown>>
  readonly [key: string]: unknown
}

/** Its message is what there is to correct in settings.ts or infra/aws. */
export class TemplateError extends Error {
  override name = 'TemplateError'
}

const here = fileURLToPath(new URL('.', import.meta.url))
const root = join(here, '..')
const cache = join(root, 'node_modules/.cache/template')
const require = createRequire(import.meta.url)
const run = promisify(execFile)

const sources = async () =>
  [
    'settings.ts',
    'prerendered.ts',
    ...(await readdir(join(here, 'aws'), { recursive: true })).map((name) => `aws/${name}`),
  ]
    .filter((name) => name.endsWith('.ts'))
    .toSorted()

async function fingerprint() {
  const hash = createHash('sha256')
  hash.update((require('aws-cdk-lib/package.json') as { version: string }).version)
  for (const name of await sources())
    hash.update(`\0${name}\0`).update(await readFile(join(here, name)))
  return hash.digest('hex').slice(0, 32)
}

const underway = new Map<string, Promise<Template>>()

/**
 * The template of the development stage, made anew only when something it is made of has changed.
 * CDK takes seconds and a hundred megabytes, so it runs in a process of its own.
 */
export async function readTemplate(): Promise<Template> {
  const hash = await fingerprint()
  const shared = underway.get(hash)
  if (shared) return shared
  const reading = readCached(hash).finally(() => underway.delete(hash))
  underway.set(hash, reading)
  return reading
}

async function readCached(hash: string): Promise<Template> {
  const file = join(cache, `${hash}.json`)
  try {
    return JSON.parse(await readFile(file, 'utf8')) as Template
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  }
  await mkdir(cache, { recursive: true })
  const outdir = join(cache, `${hash}.${randomUUID()}`)
  try {
    await synthesise(outdir)
    const name = (await readdir(outdir)).find((entry) => entry.endsWith('.template.json'))
    if (!name) throw new TemplateError('infra/aws/app.ts wrote no template')
    const text = await readFile(join(outdir, name), 'utf8')
    // A second process may have made the same: it is the same text, and a rename is all or nothing.
    await rename(join(outdir, name), file)
    return JSON.parse(text) as Template
  } finally {
    await rm(outdir, { recursive: true, force: true })
  }
}

async function synthesise(outdir: string) {
  const tsx = pathToFileURL(require.resolve('tsx')).href
  try {
    await run(process.execPath, ['--import', tsx, join(here, 'aws/app.ts')], {
      cwd: root,
      env: { ...process.env, STAGE: 'development', CDK_OUTDIR: outdir },
    })
  } catch (cause) {
    const { stderr } = cause as { stderr?: string }
    throw new TemplateError(stderr?.trim() || String(cause), { cause })
  }
}

/** Calls back with the new template when its sources were saved and it came out different. */
export function watchTemplate(
  onChange: (template: Template) => void,
  onError: (error: unknown) => void,
): { close: () => void } {
  let timer: NodeJS.Timeout | undefined
  let current = readTemplate().then(JSON.stringify, () => undefined)
  const again = () => {
    current = current.then(async (before) => {
      try {
        const template = await readTemplate()
        const after = JSON.stringify(template)
        if (after !== before) onChange(template)
        return after
      } catch (error) {
        onError(error)
        return before
      }
    })
  }
  const saved = (name: string | null) => {
    if (name !== null && !name.endsWith('.ts')) return
    clearTimeout(timer)
    timer = setTimeout(again, 50)
  }
  // Editors replace files when saving, so folders are watched instead.
  const watchers = [
    watch(join(here, 'aws'), { recursive: true }, (_, name) => {
      saved(name)
    }),
    watch(here, (_, name) => {
      if (name === null || name === 'settings.ts' || name === 'prerendered.ts') saved(name)
    }),
  ]
  return {
    close() {
      clearTimeout(timer)
      for (const watcher of watchers) watcher.close()
    },
  }
}
