import { parseArgs } from 'node:util'

export const usage = `npm run aws -- [options]

  --port NUMBER      where to listen; 0 takes any free port (4566)
  --data FOLDER      where to keep users and files (.local)
  --ephemeral        keep nothing
  --allow-host NAME  a further host name to answer to, behind a proxy; may be repeated
  --help             this text

Prints config.json as one line on stdout when it is ready.
`

export class UsageError extends Error {}

export function readArguments(args: readonly string[]) {
  let values
  try {
    ;({ values } = parseArgs({
      args: [...args],
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
