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
    prepareDestination(services)
    const { signIn } = await services.engine()
    await signIn.withPassword(seed)
  }
  await arrive('/account')
  await arrive('/files/notes?page=2#end')
  await eventually(() => expect(exchanges()).toMatchObject([{ status: 200 }]))
})
