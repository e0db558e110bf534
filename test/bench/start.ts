/*
 * How long the stand-in takes from the start of its process until its port is open, and its memory
 * then: beside the least that Node needs for an HTTP server, and beside cognito-local; in vite, from
 * its first plugin to its open port, with and without. Cold is with what it caches taken away.
 */
import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createServer } from 'vite'
import { installPeer, median, standInMain, startServer, startStandIn } from './servers.ts'
import type { Server } from './servers.ts'

const rounds = 7
const folder = await mkdtemp(join(tmpdir(), 'start-bench-'))
const bare = join(folder, 'bare.cjs')
await writeFile(bare, "require('node:http').createServer().listen(process.argv[2], '127.0.0.1')\n")
const peer = await installPeer('cognito-local', '5')

const contenders: Readonly<Record<string, () => Promise<Server>>> = {
  'a bare Node server': () => startServer({ main: bare, parameters: (port) => [String(port)] }),
  'the stand-in': () => startStandIn(),
  ...(peer && {
    'cognito-local': () =>
      startServer({
        main: join(peer.module, 'lib/bin/start.js'),
        parameters: () => [],
        env: (port) => ({ PORT: String(port) }),
        cwd: folder,
      }),
  }),
}

/** With `main.ts` and the template to be made anew. */
async function cold(): Promise<number> {
  const cache = join(standInMain, '../../../node_modules/.cache')
  const names = ['stand-in', 'template']
  for (const name of names) await rename(join(cache, name), join(folder, name))
  try {
    const server = await startStandIn()
    await server.close()
    return server.readyMs
  } finally {
    for (const name of names) {
      await rm(join(cache, name), { recursive: true, force: true })
      await rename(join(folder, name), join(cache, name))
    }
  }
}

async function inVite(withStandIn: boolean): Promise<number> {
  let since = 0
  const server = await createServer({
    logLevel: 'silent',
    // Vitest's mode is the one in which the plugin stays away.
    mode: withStandIn ? 'development' : 'test',
    server: { port: 0, strictPort: false },
    plugins: [{ name: 'watch', configureServer: () => void (since = performance.now()) }],
  })
  await server.listen()
  const took = performance.now() - since
  await server.close()
  return took
}

// Once for the caches.
await (await startStandIn()).close()

const times = new Map<string, { ready: number[]; memory: number[] }>()
for (let round = 0; round < rounds; round++)
  for (const [name, start] of Object.entries(contenders)) {
    const server = await start()
    const { highest } = await server.usage()
    await server.close()
    const row = times.get(name) ?? { ready: [], memory: [] }
    times.set(name, row)
    row.ready.push(server.readyMs)
    row.memory.push(highest)
  }

const least = median(times.get('a bare Node server')?.ready ?? [])
console.log(`\nFrom the start of the process to an open port, median of ${rounds}`)
for (const [name, { ready, memory }] of times)
  console.log(
    `  ${name.padEnd(20)}${median(ready).toFixed(0).padStart(6)} ms${(median(ready) / least).toFixed(1).padStart(7)}${(median(memory) / 1024 ** 2).toFixed(0).padStart(7)} MB`,
  )
const first = await cold()
console.log(
  `  ${'the stand-in, cold'.padEnd(20)}${first.toFixed(0).padStart(6)} ms${(first / least).toFixed(1).padStart(7)}`,
)

const [plain, whole]: [number[], number[]] = [[], []]
for (let round = 0; round < 5; round++) {
  plain.push(await inVite(false))
  whole.push(await inVite(true))
}
console.log('\nvite, from its first plugin to its open port, median of 5')
console.log(`  without the stand-in${median(plain).toFixed(0).padStart(6)} ms    1.0`)
console.log(
  `  with it             ${median(whole).toFixed(0).padStart(6)} ms${(median(whole) / median(plain)).toFixed(1).padStart(7)}`,
)

await peer?.remove()
await rm(folder, { recursive: true, force: true })
