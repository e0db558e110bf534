import { execFile, fork } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { connect, createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

/** What a server says of itself, so that it is its own processor time that is compared. */
interface Usage {
  /** Seconds of processor time since it began. */
  readonly cpu: number
  /** Bytes in memory, at most so far. */
  readonly highest: number
}

export interface Server {
  readonly port: number
  readonly readyMs: number
  usage(): Promise<Usage>
  close(): Promise<void>
}

// Without the bench, be it broken off, there is no server.
const reporter = `data:text/javascript,${encodeURIComponent(`
  process.on('disconnect', () => process.exit())
  process.on('message', () => {
    const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage()
    process.send({ cpu: (userCPUTime + systemCPUTime) / 1e6, highest: maxRSS * 1024 })
  })`)}`

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

async function untilOpen(port: number, child: ChildProcess): Promise<void> {
  for (;;) {
    if (child.exitCode !== null) throw new Error('it ended before it was ready')
    const socket = connect(port, '127.0.0.1')
    const open = await Promise.race([
      once(socket, 'connect').then(() => true),
      once(socket, 'error').then(() => false),
    ]).catch(() => false)
    socket.destroy()
    if (open) return
    await wait(5)
  }
}

interface Start {
  readonly main: string
  readonly parameters: (port: number) => readonly string[]
  readonly env?: (port: number) => Record<string, string>
  readonly cwd?: string
}

/** In a process of its own; ready when the port is open. */
export async function startServer({ main, parameters, env, cwd }: Start): Promise<Server> {
  const port = await freePort()
  const since = performance.now()
  const child = fork(main, [...parameters(port)], {
    execArgv: ['--import', reporter],
    env: { ...process.env, ...env?.(port) },
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    ...(cwd !== undefined && { cwd }),
  })
  await untilOpen(port, child)
  const readyMs = performance.now() - since
  return {
    port,
    readyMs,
    async usage() {
      const answer = once(child, 'message')
      child.send('usage')
      const [usage] = (await answer) as [Usage]
      return usage
    },
    async close() {
      const ended = once(child, 'exit')
      child.kill('SIGKILL')
      await ended
    },
  }
}

export const standInMain = fileURLToPath(new URL('../../infra/local/run.js', import.meta.url))

export const startStandIn = (data?: string) =>
  startServer({
    main: standInMain,
    parameters: (port) => [
      '--port',
      String(port),
      ...(data === undefined ? ['--ephemeral'] : ['--data', data]),
    ],
  })

const run = promisify(execFile)

/**
 * What others use, installed for the moment into a folder that goes with it. Where that is not
 * possible it is said, and the rest is measured without.
 */
export async function installPeer(name: string, version: string) {
  const folder = await mkdtemp(join(tmpdir(), 'peer-'))
  const remove = () => rm(folder, { recursive: true, force: true })
  try {
    await writeFile(join(folder, 'package.json'), '{ "private": true }')
    const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'
    const flags = ['--no-audit', '--no-fund', '--ignore-scripts', '--silent']
    await run(npm, ['install', ...flags, '--prefix', folder, `${name}@${version}`])
    return { folder, module: join(folder, 'node_modules', name), remove }
  } catch (error) {
    await remove()
    const [reason] = (error instanceof Error ? error.message : String(error)).split('\n')
    console.log(`${name} could not be installed, so nothing stands beside: ${reason}`)
    return undefined
  }
}

export const median = (numbers: readonly number[]) =>
  numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN
