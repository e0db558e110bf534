// First, because it declares the order of the layers.
import './ui/styles/index.css'
import './app/shell.css'
import { type ReactNode, useLayoutEffect } from 'react'
import { flushSync } from 'react-dom'
import { createRoot, hydrateRoot } from 'react-dom/client'
import { BrowserRouter } from 'react-router-dom'
import { App } from './app/app.tsx'
import { fingerprint } from './app/fingerprint.ts'
import { preferredLanguage } from './app/language.ts'
import { followNewerBuilds } from './app/newer-build.ts'
import { askToTryAgain } from './app/out-of-reach.tsx'
import { preloadOnIntent } from './app/preload-on-intent.ts'
import { prepareDestination } from './app/prepare-destination.ts'
import { pageAt } from './app/routes.tsx'
import { createDeferredStore } from './app/deferred-store.ts'
import { createServices } from './aws/create-services.ts'
import { findOpening } from './aws/find-opening.ts'
import type { Opening } from './aws/opening.ts'
import { browserPlatform, type Platform } from './aws/platform.ts'
import { type Config, ConfigError, ConfigOutOfReach, loadConfig } from './config.ts'
import { followSession } from './features/auth/auth-listeners.ts'
import { nobody, restoredAuth } from './features/auth/auth-state.ts'
import { language, setLanguage } from './words/words.ts'

/** Shows what boot.ts had hidden. */
function reveal() {
  delete document.documentElement.dataset['boot']
}

/** Not before it stands: in another language than English its words are still to come. */
function draw(root: HTMLElement, app: ReactNode) {
  const Drawn = () => {
    useLayoutEffect(reveal, [])
    return app
  }
  flushSync(() => createRoot(root).render(<Drawn />))
}

/** Markup made at build time fits when it was made for this page, these settings and this language. */
const isPrerendered = (root: HTMLElement, config: Config) =>
  root.dataset['path'] === location.pathname &&
  root.dataset['config'] === fingerprint(config) &&
  language() === 'en'

function showApp(root: HTMLElement, config: Config, platform: Platform, opening: Opening) {
  const services = createServices(config, platform, opening)
  const initial = { auth: restoredAuth(services), requests: {} }
  const store = createDeferredStore(services, initial, async () => {
    const { createStore } = await import('./app/store.ts')
    return createStore(services)
  })
  followSession(services, store.dispatch)
  prepareDestination(services)
  // Set to what it is, it would have every style computed anew.
  if (document.documentElement.lang !== language()) document.documentElement.lang = language()
  // To somebody signed in a guard shows another page: hydrated, this one would be seen first.
  const fits = isPrerendered(root, config) && !('user' in store.getState().auth)
  if (fits) {
    const serverState = { ...initial, auth: nobody }
    hydrateRoot(root, <App {...{ config, store, serverState }} Router={BrowserRouter} />)
    reveal()
  } else {
    draw(root, <App {...{ config, store }} Router={BrowserRouter} />)
  }
}

/** False where it is worth another try. */
async function opens(root: HTMLElement): Promise<boolean> {
  try {
    // A page or a language that cannot be fetched is no reason to show nothing: the app has a page
    // for the one and English for the other.
    const platform = browserPlatform()
    const [[config, opening]] = await Promise.all([
      loadConfig().then(
        async (it) => [it, await findOpening(platform, it.userPoolClientId)] as const,
      ),
      pageAt(location.pathname)
        .preload()
        .catch(() => undefined),
      setLanguage(preferredLanguage()).catch(() => undefined),
    ])
    showApp(root, config, platform, opening)
  } catch (error) {
    if (error instanceof ConfigOutOfReach) return false
    if (!(error instanceof ConfigError)) {
      reveal()
      throw error
    }
    const { ConfigProblem } = await import('./app/config-problem.tsx')
    draw(root, <ConfigProblem error={error} />)
  }
  return true
}

async function start(root: HTMLElement) {
  followNewerBuilds()
  preloadOnIntent()
  while (!(await opens(root))) await askToTryAgain()
}

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no element with the id root')
// Not awaited here: the pages import this chunk, and would wait for it to wait for them.
void start(root)
