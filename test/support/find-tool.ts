import { execFile } from 'node:child_process'
import { access, constants } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import { promisify } from 'node:util'

const exec = promisify(execFile)

export const canRun = (file: string) =>
  access(file, constants.X_OK).then(
    () => true,
    () => false,
  )

/** The first of these commands that is on the PATH. */
export async function onPath(...names: readonly string[]): Promise<string | undefined> {
  const endings = process.platform === 'win32' ? ['.exe', '.cmd'] : ['']
  for (const name of names)
    for (const folder of (process.env['PATH'] ?? '').split(delimiter))
      for (const ending of endings) {
        const file = join(folder, name + ending)
        if (folder && (await canRun(file))) return file
      }
  return undefined
}

/** Installs a package of the distribution, where that takes no question: as root on Debian. */
export async function aptInstall(...packages: readonly string[]): Promise<boolean> {
  if (process.getuid?.() !== 0 || !(await onPath('apt-get'))) return false
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  try {
    await exec('apt-get', ['update', '-qq'], { env })
    await exec('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], {
      env,
      maxBuffer: 64 * 1024 * 1024,
    })
    return true
  } catch {
    return false
  }
}
