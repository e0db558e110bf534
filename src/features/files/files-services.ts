import { AuthError } from '#src/aws/auth-error.ts'
import type { Services } from '#src/aws/create-services.ts'
import type { FileStore } from '#src/aws/file-store/file-store.ts'
import type { Network } from '#src/aws/file-store/persistently.ts'
import type { Uploads } from '#src/aws/file-store/uploads.ts'
import type { UploadReport } from '#src/aws/file-store/upload-item.ts'

interface Opened {
  readonly files: FileStore
  readonly owner: string
  /** Changes that are going on, by the names under which they are in the store. */
  readonly running: Map<string, AbortController>
}

interface Kept {
  readonly opening: Promise<Opened>
  uploads: Uploads | undefined
}

/** What belongs to whoever is signed in; gone when they are. */
const kept = new WeakMap<Services, Kept>()

/** Ahead of somebody who is on the way to their files; opening tries again what this did not get. */
export function fetchFileStore() {
  const parts = [import('#src/aws/file-store/file-store.ts'), import('#src/aws/identity-pool.ts')]
  Promise.all(parts).catch(() => undefined)
}

/**
 * For somebody who signs in to get here: credentials are on their way as soon as they are in. To
 * leave one page and to draw another takes as long as a round trip.
 */
export async function prepareFiles(services: Services) {
  const { identityPool, session } = await services.engine()
  await identityPool()
  const begin = () => {
    if (session.snapshot().status !== 'signed-in') return
    stop()
    openFiles(services).catch(() => undefined)
  }
  const stop = session.subscribe(begin)
  // They were faster than the code for it.
  begin()
}

/** The SDK comes with it, while the page is already there. */
export const openFiles = (services: Services): Promise<Opened> => keptFor(services).opening

function keptFor(services: Services): Kept {
  const known = kept.get(services)
  if (known) return known
  const made: Kept = { opening: open(services), uploads: undefined }
  kept.set(services, made)
  // A failed load, as after a deployment or offline, may be tried again.
  made.opening.catch(() => kept.get(services) === made && kept.delete(services))
  return made
}

async function open(services: Services): Promise<Opened> {
  const { config, engine, platform } = services
  const { identityPool, session } = await engine()
  // Before anything is waited for: whoever comes meanwhile opens what is theirs.
  const sub = subOf(session.snapshot())
  const running: Opened['running'] = new Map()
  const stop = session.subscribe((snapshot) => {
    if (subOf(snapshot) === sub) return
    stop()
    kept.get(services)?.uploads?.close()
    for (const control of running.values()) control.abort()
    kept.delete(services)
  })
  try {
    const pool = await identityPool()
    // What one of them began is not gone on with among the files of the next.
    const check = () => {
      if (subOf(session.snapshot()) !== sub) throw new AuthError('signed-out')
    }
    const credentials = async () => {
      check()
      const found = await pool.credentials()
      check()
      return found
    }
    const [{ identityId }, { createFileStore }] = await Promise.all([
      credentials(),
      import('#src/aws/file-store/file-store.ts'),
    ])
    const files = createFileStore({
      config,
      identityPool: { ...pool, credentials },
      now: () => platform.now(),
    })
    return { files, owner: identityId, running }
  } catch (error) {
    stop()
    throw error
  }
}

const subOf = (snapshot: { readonly status: string; readonly user?: { readonly sub: string } }) =>
  snapshot.user?.sub

/** The queue, which outlives the page; the browser asks before it is lost. */
export async function openUploads(
  services: Services,
  report: (report: UploadReport) => void,
): Promise<Uploads> {
  const mine = keptFor(services)
  const { files, owner } = await mine.opening
  const { createUploads } = await import('#src/aws/file-store/uploads.ts')
  if (kept.get(services) !== mine) throw new AuthError('signed-out')
  if (mine.uploads) return mine.uploads
  const { platform } = services
  const uploads = createUploads({ files, owner: () => owner, platform, network, report })
  mine.uploads = uploads
  window.addEventListener('beforeunload', (event) => {
    if (uploads.isBusy()) event.preventDefault()
  })
  return uploads
}

const network: Network = {
  online: () => navigator.onLine,
  onceOnline(run) {
    window.addEventListener('online', run, { once: true })
    return () => window.removeEventListener('online', run)
  },
}
