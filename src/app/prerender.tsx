import { renderToString } from 'react-dom/server'
import { StaticRouter } from 'react-router-dom'
import type { Config } from '#src/config.ts'
import { App } from './app.tsx'
import { fingerprint } from './fingerprint.ts'
import { pageAt } from './routes.tsx'

/** Called by the build (infra/build/prerender.ts), which knows what to do with the parts. */
export async function render(path: string, config: Config) {
  const component = await pageAt(path).preload()
  const markup = renderToString(
    <App config={config} store={createIdleStore(config)}>
      {(content) => <StaticRouter location={path}>{content}</StaticRouter>}
    </App>,
  )
  const title = /<title>(.*?)<\/title>/.exec(markup)
  return {
    html: title ? markup.replace(title[0], '') : markup,
    title: title?.[1] ?? config.appName,
    component: component.name,
    fingerprint: fingerprint(config),
  }
}
