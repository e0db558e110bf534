import { execFile } from 'node:child_process'
import { createHash, randomUUID } from 'node:crypto'
import { watch } from 'node:fs'
import { mkdir, readdir, readFile, rename, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'

/** As far as what CDK writes is read anywhere. */
interface Template {
  readonly Resources: Readonly<
    Record<
      string,
      { readonly Type: string; readonly Properties?: Readonly<Record<string, unknown>> }
    >
  >
  readonly Outputs?: Readonly<Record<string, { readonly Value: unknown }>>
}

/** Its message is what there is to correct in settings.ts or infra/aws. */
export class TemplateError extends Error {
  override name = 'TemplateError'
}

interface Place {
  /** Of the project. */
  readonly root: string
  readonly cache: string
}

const run = promisify(execFile)
const ownFiles = ['settings.ts', 'prerendered.ts']

/**
 * The template of the development stage, made anew only when something it is made of has changed.
 * CDK takes seconds and a hundred megabytes, so it runs in a process of its own.
 */
export function createTemplateReader({ root, cache }: Place) {
  const infra = join(root, 'infra')
  const require = createRequire(join(root, 'package.json'))
  const underway = new Map<string, Promise<Template>>()

  async function fingerprint() {
    const { version } = require('aws-cdk-lib/package.json') as { version: string }
    const parts = await readdir(join(infra, 'aws'), { recursive: true })
    const sources = [...ownFiles, ...parts.map((name) => join('aws', name))]
    const hash = createHash('sha256').update(version)
    for (const name of sources.filter((source) => source.endsWith('.ts')).toSorted())
      hash.update(`\0${name}\0`).update(await readFile(join(infra, name)))
    return hash.digest('hex').slice(0, 32)
  }

  async function readCached(hash: string) {
    const file = join(cache, `${hash}.json`)
    try {
      return JSON.parse(await readFile(file, 'utf8')) as Template
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    }
    const outdir = join(cache, `${hash}.${randomUUID()}`)
    await mkdir(outdir, { recursive: true })
    try {
      await synthesise(outdir)
      const name = (await readdir(outdir)).find((entry) => entry.endsWith('.template.json'))
      if (!name) throw new TemplateError('infra/aws/app.ts wrote no template.')
      const text = await readFile(join(outdir, name), 'utf8')
      // Another process may have made it meanwhile: it is the same text, and nobody sees half of it.
      await rename(join(outdir, name), file)
      return JSON.parse(text) as Template
    } finally {
      await rm(outdir, { recursive: true, force: true })
    }
  }

  async function synthesise(outdir: string) {
    const tsx = pathToFileURL(require.resolve('tsx')).href
    try {
      await run(process.execPath, ['--import', tsx, join(infra, 'aws/app.ts')], {
        cwd: root,
        env: { ...process.env, STAGE: 'development', CDK_OUTDIR: outdir },
      })
    } catch (cause) {
      const { stderr } = cause as { stderr?: string }
      throw new TemplateError(stderr?.trim() || String(cause), { cause })
    }
  }

  async function readTemplate(): Promise<Template> {
    const hash = await fingerprint()
    const shared = underway.get(hash)
    if (shared) return shared
    const reading = readCached(hash).finally(() => underway.delete(hash))
    underway.set(hash, reading)
    return reading
  }

  /** Calls back after a save: with the template if it is another one, or with what is wrong. */
  function watchTemplate(
    onChange: (template: Template) => void,
    onError: (error: unknown) => void,
  ): { close: () => void } {
    let known = readTemplate().then(JSON.stringify, () => '')
    let timer: NodeJS.Timeout | undefined
    let closed = false
    const again = async (before: string) => {
      try {
        const template = await readTemplate()
        const text = JSON.stringify(template)
        if (text !== before && !closed) onChange(template)
        return text
      } catch (error) {
        if (!closed) onError(error)
        // Not what was known before: that the old settings are back must be heard, too.
        return ''
      }
    }
    const saved = () => {
      clearTimeout(timer)
      timer = setTimeout(() => {
        known = known.then(again)
      }, 50)
    }
    // Folders rather than files, because editors replace a file when they save it.
    const watchers = [
      watch(join(infra, 'aws'), { recursive: true }, (_event, name) => {
        if (name?.endsWith('.ts') !== false) saved()
      }),
      watch(infra, (_event, name) => {
        if (name === null || ownFiles.includes(name)) saved()
      }),
    ]
    return {
      close() {
        closed = true
        clearTimeout(timer)
        for (const watcher of watchers) watcher.close()
      },
    }
  }

  return { readTemplate, watchTemplate }
}

const root = dirname(import.meta.dirname)
export const { readTemplate, watchTemplate } = createTemplateReader({
  root,
  cache: join(root, 'node_modules/.cache/template'),
})
