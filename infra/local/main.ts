import { parseArgs } from 'node:util'
import { readTemplate } from '#infra/template.ts'
import { startStandIn } from './start.ts'

const usage = `npm run aws -- [options]

  --port NUMBER      where to listen; 0 takes any free port (4566)
  --data FOLDER      where to keep users and files (.local)
  --ephemeral        keep nothing
  --allow-host NAME  a further host name to answer to, behind a proxy; may be repeated
  --help             this text

Prints config.json as one line on stdout when it is ready.
`

class UsageError extends Error {}

function readArguments() {
  let values
  try {
    ;({ values } = parseArgs({
      options: {
        port: { type: 'string', default: '4566' },
        data: { type: 'string' },
        ephemeral: { type: 'boolean', default: false },
        'allow-host': { type: 'string', multiple: true, default: [] },
        help: { type: 'boolean', default: false },
      },
    }))
  } catch (cause) {
    throw new UsageError(cause instanceof Error ? cause.message : String(cause), { cause })
  }
  const port = Number(values.port)
  if (!/^\d+$/.test(values.port) || port > 65_535)
    throw new UsageError(`--port must be a number from 0 to 65535, not ${values.port}`)
  if (values.ephemeral && values.data !== undefined)
    throw new UsageError('--data and --ephemeral exclude each other')
  return {
    help: values.help,
    port,
    data: values.ephemeral ? undefined : (values.data ?? '.local'),
    allowedHosts: values['allow-host'],
  }
}

const say = (text: string) => process.stderr.write(`${text}\n`)

async function main() {
  const { help, ...options } = readArguments()
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
