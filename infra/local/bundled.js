// @ts-check
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { basename, dirname, join, relative } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const project = fileURLToPath(new URL('../..', import.meta.url))
/** @param {string} root */
const cacheOf = (root) => join(root, 'node_modules/.cache/stand-in')
// npm writes the second with every installation, so another version of a library is seen.
const always = ['infra/local/bundled.js', 'node_modules/.package-lock.json']

/** @param {string} root @param {string} entry @param {readonly string[]} sources */
function nameFor(root, entry, sources) {
  const hash = createHash('sha256')
  for (const name of sources) {
    const text = readFileSync(join(root, name))
    hash.update(`${text.length}\0`).update(text)
  }
  return join(cacheOf(root), `${basename(entry, '.ts')}-${hash.digest('hex').slice(0, 32)}.js`)
}

/**
 * Another process that starts at the same moment never sees half of it.
 * @param {string} file @param {string} text
 */
function put(file, text) {
  const draft = `${file}.${process.pid}`
  writeFileSync(draft, text)
  renameSync(draft, file)
}

/** @param {string} root @param {string} entry */
async function bundle(root, entry) {
  const { build } = await import('vite')
  const built = await build({
    root,
    configFile: false,
    envDir: false,
    publicDir: false,
    logLevel: 'error',
    ssr: { noExternal: true, external: ['@simplewebauthn/server'] },
    build: {
      ssr: entry,
      write: false,
      minify: false,
      sourcemap: 'hidden',
      rolldownOptions: { output: { codeSplitting: false } },
    },
    plugins: [
      {
        name: 'place-of-the-source',
        transform: (code, id) => ({
          code: code
            .replaceAll('import.meta.url', JSON.stringify(pathToFileURL(id).href))
            .replaceAll('import.meta.dirname', JSON.stringify(dirname(id))),
          map: null,
        }),
      },
    ],
  })
  const chunk = 'output' in built ? built.output[0] : undefined
  if (!chunk?.map) throw new Error(`${entry} was not made into one file.`)
  const own = chunk.moduleIds
    .map((id) => relative(root, id).replaceAll('\\', '/'))
    .filter((name) => name.startsWith('infra/'))
  const sources = [...always, ...own]
  const file = nameFor(root, entry, sources)
  const map = `${file}.map`
  mkdirSync(cacheOf(root), { recursive: true })
  put(map, JSON.stringify(chunk.map))
  put(file, `${chunk.code}//# sourceMappingURL=${pathToFileURL(map).href}\n`)
  put(listOf(root, entry), JSON.stringify(sources))
  return { file, sources }
}

/** @param {string} root @param {string} entry */
const listOf = (root, entry) => join(cacheOf(root), `${basename(entry, '.ts')}.json`)

/** @param {string} root @param {string} entry */
function cached(root, entry) {
  try {
    /** @type {string[]} */
    const sources = JSON.parse(readFileSync(listOf(root, entry), 'utf8'))
    const file = nameFor(root, entry, sources)
    return existsSync(file) ? { file, sources } : undefined
  } catch {
    // Nothing there yet, or a source that was there is gone.
    return undefined
  }
}

/**
 * A module of ours with all it imports as one file, kept in node_modules/.cache until a source
 * changes: two hundred modules, each found and compiled for itself, would be most of the time that
 * a start takes.
 * @param {string} entry from the project's root
 */
export async function loadBundled(entry, root = project) {
  const { file, sources } = cached(root, entry) ?? (await bundle(root, entry))
  process.setSourceMapsEnabled(true)
  /** @type {unknown} */
  const loaded = await import(/* @vite-ignore */ pathToFileURL(file).href)
  return { loaded, sources: sources.map((name) => join(root, name)) }
}
