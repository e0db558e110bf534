import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { CommandError } from './run-command.ts'

const require = createRequire(import.meta.url)

/** Runs a command of an installed package with this Node, and lets it speak for itself. */
export async function run(
  packageName: string,
  command: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
) {
  const manifest = require.resolve(`${packageName}/package.json`)
  const { bin } = JSON.parse(await readFile(manifest, 'utf8')) as { bin: Record<string, string> }
  const script = join(dirname(manifest), bin[command] ?? '')
  const child = spawn(process.execPath, [script, ...args], {
    stdio: 'inherit',
    env: { ...process.env, ...env },
  })
  const [code] = (await once(child, 'exit')) as [number | null]
  if (code !== 0) throw new CommandError(`${command} ${args[0] ?? ''} did not succeed; see above.`)
}
