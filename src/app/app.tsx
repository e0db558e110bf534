import { type ComponentType, type ReactNode, StrictMode } from 'react'
import { Provider } from 'react-redux'
import type { Store } from '@reduxjs/toolkit'
import { useLocation } from 'react-router-dom'
import type { Config } from '#src/config.ts'
import { Announcer } from '#src/ui/announcer.tsx'
import { SiteName } from '#src/ui/page-title.tsx'
import { ConfigContext } from './config-context.ts'
import { ErrorBoundary } from './error-boundary.tsx'
import { Layout } from './layout.tsx'
import { useArrival } from './navigation.ts'
import { pageAt } from './routes.tsx'
import type { AnyStore } from './deferred-store.ts'
import type { RootState } from './store.ts'

interface Props {
  readonly config: Config
  readonly store: AnyStore
  /** The browser's router, or one for a fixed address while prerendering. */
  readonly Router: ComponentType<{ children: ReactNode }>
  /** The state that prerendered markup was made from. */
  readonly serverState?: RootState
}

export function App({ config, store, Router, serverState }: Props) {
  return (
    <StrictMode>
      <Provider store={store as Store} {...(serverState && { serverState })}>
        <ConfigContext value={config}>
          <SiteName value={config.appName}>
            <Announcer>
              <Router>
                <Pages />
              </Router>
            </Announcer>
          </SiteName>
        </ConfigContext>
      </Provider>
    </StrictMode>
  )
}

function Pages() {
  const { pathname } = useLocation()
  const { Page } = pageAt(pathname)
  useArrival()
  // No Suspense: a prerendered page would be taken over only when nothing else is to do. What is
  // not here yet is waited for with the former page on the screen, as the router asks.
  return (
    <Layout>
      <ErrorBoundary resetKey={pathname} onRetry={() => void pageAt(pathname).preload()}>
        <Page />
      </ErrorBoundary>
    </Layout>
  )
}
