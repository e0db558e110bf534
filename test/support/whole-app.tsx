import { configure, getConfig, waitFor } from '@testing-library/dom'
import type { ComponentProps } from 'react'
import { createRoot } from 'react-dom/client'
import { BrowserRouter } from 'react-router-dom'
import { onTestFinished } from 'vitest'

import { App } from '#src/app/app.tsx'
import { createStore } from '#src/app/store.ts'
import type { Services } from '#src/aws/create-services.ts'
import type { Config } from '#src/config.ts'
import { followSession } from '#src/features/auth/auth-listeners.ts'
import type { TestTab } from './browser.ts'
import { heading } from './find.ts'
import { openApp } from './services.ts'

/** As main.tsx puts it together. */
export function putTogether(
  config: Config,
  tab: TestTab,
  Router: ComponentProps<typeof App>['Router'],
  change: (services: Services) => Services = (it) => it,
) {
  const services = change(openApp({ config }, tab).services)
  const store = createStore(services)
  const unfollow = followSession(services, store.dispatch)
  return { app: <App config={config} store={store} Router={Router} />, services, store, unfollow }
}

/** The one page of a test, where pages and words arrive when they do, as in a browser. */
export function createPage() {
  const before = getConfig()
  // `act` would have it all at once.
  configure({ eventWrapper: (event) => event(), asyncWrapper: (wait) => wait() })
  let leave = () => {}
  onTestFinished(() => {
    leave()
    configure(before)
    history.replaceState(null, '', '/')
  })

  /** As typed into the address bar: a page load, which keeps what the tab has stored. */
  return async function load(
    address: string,
    config: Config,
    tab: TestTab,
    change?: (services: Services) => Services,
  ) {
    leave()
    history.replaceState(null, '', address)
    const { app, services, store, unfollow } = putTogether(config, tab, BrowserRouter, change)
    const root = createRoot(document.body.appendChild(document.createElement('div')))
    root.render(app)
    leave = () => {
      unfollow()
      root.unmount()
      document.body.replaceChildren()
    }
    await waitFor(heading)
    return { services, store }
  }
}
