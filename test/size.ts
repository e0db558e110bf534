import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import zlib from 'node:zlib'

/**
 * The size of what a visitor downloads, beside what it was when it was last recorded
 * (`npm run test:size -- --record`). Fails when a first load is over its budget.
 */
const budgets: Readonly<Record<string, number>> = {
  // A bare React + router + Redux Toolkit page with a form is 79 kB.
  '/sign-in': 90_000,
  '/': 90_000,
}

interface Size {
  readonly gzip: number
  readonly brotli: number
}

const dist = fileURLToPath(new URL('../dist', import.meta.url))
const recordFile = fileURLToPath(new URL('size.json', import.meta.url))

const measure = async (file: string): Promise<Size> => {
  const bytes = await readFile(join(dist, file))
  const [zipped, smaller] = await Promise.all([
    promisify(zlib.gzip)(bytes, { level: 9 }),
    // Pages have none beside them: CloudFront compresses those itself.
    readFile(join(dist, `${file}.br`)).catch(() => promisify(zlib.brotliCompress)(bytes)),
  ])
  return { gzip: zipped.length, brotli: smaller.length }
}

/** Names without their hash, so that a chunk can be followed from one build to the next. */
const plain = (file: string) => file.replace(/-[\w-]{8}(?=\.\w+$)/, '')

/** Everything the page asks for before anybody touches it, its chunks' own imports included. */
async function firstLoad(path: string): Promise<Set<string>> {
  const page = join(path, 'index.html').replace(/^\//, '')
  const html = await readFile(join(dist, page), 'utf8')
  const files = new Set([page])
  const follow = async (file: string) => {
    if (files.has(file)) return
    files.add(file)
    if (!file.endsWith('.js')) return
    const code = await readFile(join(dist, file), 'utf8')
    for (const [, name] of code.matchAll(/\b(?:from|import)\s*["']\.\/([\w.-]+\.js)["']/g))
      await follow(`assets/${name}`)
  }
  // What is switched off stands in the page itself.
  for (const [, file] of html.matchAll(/(?:src|href)="\/(assets\/[^"]+)"(?! disabled)/g))
    if (file) await follow(file)
  return files
}

const assets = (await readdir(dist, { recursive: true })).filter((file) =>
  /\.(js|css|html)$/.test(file),
)
const sizes = new Map(
  await Promise.all(assets.map(async (file) => [file, await measure(file)] as const)),
)

const now: Record<string, Size> = {}
for (const [file, size] of sizes) {
  // Chunks that bear the same plain name count together.
  const before = now[plain(file)] ?? { gzip: 0, brotli: 0 }
  now[plain(file)] = { gzip: before.gzip + size.gzip, brotli: before.brotli + size.brotli }
}
const over: string[] = []
for (const [path, budget] of Object.entries(budgets)) {
  const total = { gzip: 0, brotli: 0 }
  for (const file of await firstLoad(path)) {
    const size = sizes.get(file) ?? (await measure(file))
    total.gzip += size.gzip
    total.brotli += size.brotli
  }
  now[`first load of ${path}`] = total
  if (total.brotli > budget)
    over.push(`${path} is ${total.brotli - budget} bytes over its budget of ${budget}`)
}

const recorded = JSON.parse(await readFile(recordFile, 'utf8').catch(() => '{}')) as Record<
  string,
  Size
>
if (process.argv.includes('--record'))
  await writeFile(recordFile, `${JSON.stringify(now, null, 2)}\n`)
const kb = (bytes: number) => (bytes / 1000).toFixed(1).padStart(7)
const change = (bytes: number) =>
  bytes === 0 ? '' : `${bytes > 0 ? '+' : '−'}${Math.abs(bytes)} bytes`
console.log(`${'kB'.padEnd(34)}   gzip  brotli  since recorded (brotli)`)
for (const [name, { gzip, brotli }] of Object.entries(now).toSorted(
  ([, a], [, b]) => b.brotli - a.brotli,
)) {
  const before = recorded[name]
  const note = before ? change(brotli - before.brotli) : 'new'
  console.log(`${name.padEnd(34)}${kb(gzip)} ${kb(brotli)}  ${note}`)
}
for (const name of Object.keys(recorded)) if (!now[name]) console.log(`${name} is gone`)

for (const line of over) console.error(line)
process.exitCode = over.length > 0 ? 1 : 0
