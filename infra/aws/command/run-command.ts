import { SettingsError } from '#infra/aws/check-settings.ts'

/** Something the person at the terminal can put right: said in a sentence, without a stack. */
export class CommandError extends Error {
  override name = 'CommandError'
}

export async function runCommand(command: () => unknown) {
  // On Node 20 every client would say first that a later version is wanted.
  process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true'
  try {
    await command()
  } catch (error) {
    const known = error instanceof CommandError || error instanceof SettingsError
    process.stderr.write(
      `${error instanceof Error ? (known ? error.message : error.stack) : String(error)}\n`,
    )
    process.exitCode = 1
  }
}

export const say = (sentence: string) => {
  process.stdout.write(`${sentence}\n`)
}
