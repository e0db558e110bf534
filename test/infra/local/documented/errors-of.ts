import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

/** What AWS documents: each operation's errors, as the SDK's own declarations list them. */
export function documentedErrors(sdk: string): ReadonlyMap<string, readonly string[]> {
  const main = createRequire(import.meta.url).resolve(sdk)
  const folder = join(dirname(main), '../dist-types/commands')
  const lists = readdirSync(folder)
    .filter((name) => name.endsWith('Command.d.ts'))
    .map((name) => {
      const text = readFileSync(join(folder, name), 'utf8')
      const errors = [...text.matchAll(/@throws \{@link (\w+)\}/g)].map(([, error = '']) => error)
      // The last is the SDK's base class of all.
      return [name.replace('Command.d.ts', ''), errors.slice(0, -1)] as const
    })
  return new Map(lists)
}
