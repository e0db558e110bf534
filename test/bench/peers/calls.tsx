import { createServices } from '#src/aws/create-services.ts'
import { createFileStore } from '#src/aws/file-store/file-store.ts'
import { findOpening } from '#src/aws/find-opening.ts'
import { browserPlatform } from '#src/aws/platform.ts'
import { loadConfig } from '#src/config.ts'

/** The session and the files of this app without its screens, to be asked many things at once. */
const config = await loadConfig()
const platform = browserPlatform()
const opening = await findOpening(platform, config.userPoolClientId)
const { session, identityPool } = await createServices(config, platform, opening).engine()
session.start()
const store = createFileStore({
  config,
  identityPool: await identityPool(),
  now: () => platform.now(),
})

export const bench = {
  list: (times: number) => Promise.all(Array.from({ length: times }, () => store.list(''))),
  refresh: () => session.refresh().catch(() => undefined),
  status: () => session.snapshot().status,
  end: () => session.signOut(),
}
export type Bench = typeof bench
Object.assign(window, { bench })
