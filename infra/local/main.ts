import { readTemplate } from '#infra/template.ts'
import { readArguments, usage, UsageError } from './arguments.ts'
import { startStandIn } from './start.ts'

const say = (text: string) => process.stderr.write(`${text}\n`)

async function main() {
  const { help, ...options } = readArguments(process.argv.slice(2))
  if (help) {
    process.stdout.write(usage)
    return
  }
  // Asked to end before it is ready, it ends once it is.
  const ending = new Promise<void>((resolve) => {
    process.once('SIGTERM', resolve).once('SIGINT', resolve)
  })
  const standIn = await startStandIn({ ...options, template: await readTemplate(), warn: say })
  process.stdout.write(`${JSON.stringify(standIn.config())}\n`)
  say(`Local AWS at ${standIn.origin}, inbox at ${standIn.origin}/_local/`)
  await ending
  await standIn.close()
}

try {
  await main()
} catch (error) {
  const text = error instanceof Error ? error.message : String(error)
  process.stderr.write(error instanceof UsageError ? `${text}\n\n${usage}` : `${text}\n`)
  process.exitCode = error instanceof UsageError ? 2 : 1
}
