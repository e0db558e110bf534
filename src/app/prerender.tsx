import { renderToString } from 'react-dom/server'
import { StaticRouter } from 'react-router-dom'
import { createServices } from '#src/aws/create-services.ts'
import { nothingKept } from '#src/aws/find-opening.ts'
import { idlePlatform } from '#src/aws/platform.ts'
import type { Config } from '#src/config.ts'
import { nobody } from '#src/features/auth/auth-state.ts'
import { App } from './app.tsx'
import { fingerprint } from './fingerprint.ts'
import { pageAt } from './routes.tsx'
import { createStore } from './store.ts'

/** Called by the build (infra/build/prerender.ts), which knows what to do with the parts. */
export async function render(path: string, config: Config) {
  const component = await pageAt(path).preload()
  // Services do nothing until they are asked, and rendering asks nothing.
  const store = createStore(createServices(config, idlePlatform(), nothingKept), nobody)
  const markup = renderToString(
    <App
      {...{ config, store }}
      Router={({ children }) => <StaticRouter location={path}>{children}</StaticRouter>}
    />,
  )
  const title = /<title>(.*?)<\/title>/.exec(markup)
  return {
    html: title ? markup.replace(title[0], '') : markup,
    title: title?.[1] ?? config.appName,
    component: component.name,
    fingerprint: fingerprint(config),
  }
}
