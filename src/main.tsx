import { createRoot, hydrateRoot } from 'react-dom/client'
import { BrowserRouter } from 'react-router-dom'
import { App } from './app/app.tsx'
import { fingerprint } from './app/fingerprint.ts'
import { preferredLanguage } from './app/language.ts'
import { preloadOnIntent } from './app/preload-on-intent.ts'
import { forgetReload, reloadOnceForMissingChunks } from './app/reload-once.ts'
import { pageAt } from './app/routes.tsx'
import { createStore, signedOutState } from './app/store.ts'
import { createServices } from './aws/create-services.ts'
import { type Config, ConfigError, loadConfig } from './config.ts'
import { language, setLanguage } from './words/words.ts'
import './ui/styles/index.css'
import './app/shell.css'

reloadOnceForMissingChunks()
preloadOnIntent()

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no element with the id root')

/** Shows what boot.ts had hidden. */
const reveal = () => {
  delete document.documentElement.dataset['boot']
}

async function start(container: HTMLElement) {
  const { pathname } = location
  const config = loadConfig()
  // A page whose code is missing fails inside the app, which has a page for that.
  const page = pageAt(pathname)
    .preload()
    .catch(() => undefined)
  await Promise.all([config, page, setLanguage(preferredLanguage())])
  run(container, await config)
}

function run(container: HTMLElement, config: Config) {
  document.documentElement.lang = language()
  const services = createServices(config)
  const store = createStore(services)
  const fits =
    container.dataset['path'] === location.pathname &&
    container.dataset['config'] === fingerprint(config) &&
    language() === 'en'
  if (fits) hydrateRoot(container, <App {...{ config, store, Router: BrowserRouter }} serverState={…} />)
  else createRoot(container).render(<App {...{ config, store, Router: BrowserRouter }} />)
}
