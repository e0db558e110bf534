import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

const held = new Set<string>()

/** Two processes on one journal would lose each other's changes. */
export async function lockFolder(folder: string): Promise<() => Promise<void>> {
  const file = join(folder, 'lock')
  const take = () => writeFile(file, String(process.pid), { flag: 'wx' })
  try {
    await take()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    const holder = Number(await readFile(file, 'utf8').catch(() => ''))
    // In a container every process may have the number that the one before it had.
    if (holder === process.pid ? held.has(file) : isAlive(holder))
      throw new Error(
        `${folder} is in use by process ${holder}. Stop it, or choose another folder with --data.`,
        { cause: error },
      )
    await rm(file, { force: true })
    await take()
  }
  held.add(file)
  return async () => {
    held.delete(file)
    await rm(file, { force: true })
  }
}

function isAlive(pid: number): boolean {
  if (!Number.isSafeInteger(pid) || pid <= 0) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
