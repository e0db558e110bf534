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
export function openFiles(services: Services): Promise<Opened> {
  const known = kept.get(services)
  if (known) return known.opening
  const opening = open(services)
  kept.set(services, { opening, uploads: undefined })
  // A failed load, as after a deployment or offline, may be tried again.
  opening.catch(() => kept.delete(services))
  return opening
}

async function open(services: Services): Promise<Opened> {
  const { config, engine, platform } = services
  const { identityPool, session } = await engine()
  const pool = await identityPool()
  const [{ identityId }, { createFileStore }] = await Promise.all([
    pool.credentials(),
    import('#src/aws/file-store/file-store.ts'),
  ])
  const sub = subOf(session.snapshot())
  const running: Opened['running'] = new Map()
  const stop = session.subscribe((snapshot) => {
    if (subOf(snapshot) === sub) return
    stop()
    kept.get(services)?.uploads?.close()
    for (const control of running.values()) control.abort()
    kept.delete(services)
  })
  const files = createFileStore({ config, identityPool: pool, now: () => platform.now() })
  return { files, owner: identityId, running }
}

const subOf = (snapshot: { readonly status: string; readonly user?: { readonly sub: string } }) =>
  snapshot.user?.sub

/** The queue, which outlives the page; the browser asks before it is lost. */
export async function openUploads(
  services: Services,
  report: (report: UploadReport) => void,
): Promise<Uploads> {
  const { files, owner } = await openFiles(services)
  const { createUploads } = await import('#src/aws/file-store/uploads.ts')
  const mine = kept.get(services)
  if (mine?.uploads) return mine.uploads
  const { platform } = services
  const uploads = createUploads({ files, owner: () => owner, platform, network, report })
  if (mine) mine.uploads = uploads
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
