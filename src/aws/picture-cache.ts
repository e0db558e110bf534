import type { Platform } from './platform.ts'
import { createSessionStorage } from './session-storage.ts'
import { pictureKey } from './storage-keys.ts'

interface Kept {
  readonly sub: string
  readonly version: string
  /** As a `data:` address, small enough to be kept. */
  readonly picture: string
}

export type PictureCache = ReturnType<typeof createPictureCache>

const mark = 'own-picture:'
export const pictureMark = (version: string) => mark + version

/** What else stands in the attribute, such as an address from elsewhere, is no picture of this app's. */
export const pictureVersion = ({ picture }: Readonly<Record<string, string>>) =>
  picture?.startsWith(mark) ? picture.slice(mark.length) : undefined

/** The person's picture in this browser, so that no page has to load an SDK to show it. */
export function createPictureCache(platform: Platform, clientId: string) {
  const listeners = new Set<() => void>()
  const areas = [platform.tab, platform.local]
  const tell = () => listeners.forEach((run) => run())

  return {
    read: (sub: string, version: string) => readPicture(platform, sub, version),

    write(kept: Kept) {
      // Where the session ends with the browser, so does this.
      const keep = createSessionStorage(platform, clientId).read()?.keep ?? false
      const area = keep ? platform.local : platform.tab
      area.set(pictureKey, JSON.stringify(kept))
      tell()
    },

    forget() {
      for (const area of areas) area.remove(pictureKey)
      tell()
    },

    subscribe(run: () => void) {
      listeners.add(run)
      const stop = platform.onLocalChange((key) => {
        if (key === pictureKey) run()
      })
      return () => {
        listeners.delete(run)
        stop()
      }
    },
  }
}

export function readPicture(
  { local, tab }: Pick<Platform, 'local' | 'tab'>,
  sub: string,
  version: string,
): string | undefined {
  for (const area of [tab, local]) {
    try {
      const kept = JSON.parse(area.get(pictureKey) ?? '{}') as Partial<Kept>
      if (kept.sub === sub && kept.version === version) return kept.picture
    } catch {
      // Damaged, it is as good as none.
    }
  }
  return undefined
}
