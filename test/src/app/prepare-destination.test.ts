import { expect, onTestFinished, test } from 'vitest'

import { prepareDestination } from '#src/app/prepare-destination.ts'
import { eventually } from '#test/support/eventually.ts'
import { openApp, startBackend } from '#test/support/services.ts'

test('credentials are on their way to whoever signs in for their files, before there is a page', async () => {
  const backend = await startBackend()
  onTestFinished(async () => {
    history.replaceState(null, '', '/')
    await backend.close()
  })
  const seed = { ...backend.make('confirmed'), keep: true }
  const exchanges = () => backend.heard.filter(({ operation }) => operation.startsWith('GetCred'))
  const arrive = async (returnTo: string) => {
    history.replaceState(null, '', `/sign-in?returnTo=${encodeURIComponent(returnTo)}`)
    const { services } = openApp(backend)
    let isMeant = false
    const engine = () => {
      expect(isMeant, 'nothing is loaded for whoever only looks').toBe(true)
      return services.engine()
    }
    prepareDestination({ ...services, engine })
    await import('#src/features/files/files-services.ts')
    await new Promise((resolve) => setImmediate(resolve))
    isMeant = true
    const { signIn } = await engine()
    await signIn.withPassword(seed)
  }
  for (const elsewhere of ['', '/account']) await arrive(elsewhere)
  for (const files of ['/account/../files?page=2#end', '/files#end']) await arrive(files)
  await eventually(() => expect(exchanges()).toMatchObject([{ status: 200 }, { status: 200 }]))
})
