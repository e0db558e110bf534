import { createHash } from 'node:crypto'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

export type Screens = ReturnType<typeof createScreens>

/**
 * Who looks at which screen: one list for all workers of a run, since looking twice finds nothing
 * new. A file for each in a folder that Playwright empties as a run begins.
 */
export function createScreens(outputDir: string) {
  const folder = join(outputDir, 'screens')
  const placeOf = (screen: string) =>
    join(folder, createHash('sha256').update(screen).digest('hex'))
  mkdirSync(folder, { recursive: true })
  return {
    claim(screen: string) {
      try {
        writeFileSync(placeOf(screen), screen, { flag: 'wx' })
        return true
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
        throw error
      }
    },
    release: (screen: string) => rmSync(placeOf(screen), { force: true }),
  }
}
