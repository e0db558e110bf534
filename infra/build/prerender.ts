import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build, type Plugin, type Rolldown } from 'vite'

/**
 * Without it Chrome's parser rests after the head and draws what it has by then: a frame with
 * nothing in it, which on a slow phone holds up the first one with something by 30 ms.
 */
const drawnWhole = '<link rel="expect" href="#root" blocking="render">'

/** What `src/app/prerender.tsx` gives for a path. */
interface Rendered {
  readonly html: string
  readonly title: string
  /** The page's component; its file has the same name in kebab-case. */
  readonly component: string
  /** What of config.json the markup depends on; the browser hydrates only where its own agrees. */
  readonly fingerprint: string
}

interface Options {
  readonly entry: string
  readonly paths: readonly string[]
  /** config.json as far as it is known at build time. */
  readonly config: () => Promise<unknown>
}

const kebab = (name: string) => name.replace(/(?<=[a-z0-9])(?=[A-Z])/g, '-').toLowerCase()

/**
 * Renders the public pages once, after the browser's build, so that their first paint needs no
 * script. Every other path is served app.html, the same page with an empty root.
 */
export function prerender({ entry: renderer, paths, config }: Options): Plugin {
  let outDir = ''
  let root = ''
  let nested = false
  let chunks: readonly Rolldown.OutputChunk[] = []

  /** The files of a page's own chunk, to be fetched together with the entry and not after it. */
  function filesOf(component: string, template: string) {
    const suffix = `/${kebab(component)}.tsx`
    const page = chunks.find(({ moduleIds }) => moduleIds.some((id) => id.endsWith(suffix)))
    if (!page) throw new Error(`No chunk comes from a file named ${suffix.slice(1)}`)
    const scripts = new Set<string>()
    const styles = new Set<string>()
    const follow = (file: string) => {
      if (scripts.has(file) || template.includes(`/${file}"`)) return
      scripts.add(file)
      const chunk = chunks.find(({ fileName }) => fileName === file)
      for (const style of chunk?.viteMetadata?.importedCss ?? []) styles.add(style)
      for (const next of chunk?.imports ?? []) follow(next)
    }
    follow(page.fileName)
    return { scripts: [...scripts], styles: [...styles] }
  }

  /**
   * In the page itself what its first paint needs, so that this takes one answer and not two. The
   * policy names the hash of each. The links stay, switched off: Vite takes such files as loaded.
   */
  async function withoutDetour(page: string) {
    const pieces = [
      { pattern: /<link rel="stylesheet" crossorigin href="\/([^"]+)">/g, tag: 'style' },
      { pattern: /<script src="\/([^"]+)"><\/script>/g, tag: 'script' },
    ]
    let filled = page
    for (const { pattern, tag } of pieces)
      for (const [link, file = ''] of page.matchAll(pattern)) {
        const code = await readFile(join(outDir, file), 'utf8')
        const kept = tag === 'style' ? link.replace('>', ' disabled>') : ''
        filled = filled.replace(link, () => `<${tag}>${code}</${tag}>${kept}`)
      }
    return filled
  }

  function fill(template: string, path: string, page: Rendered) {
    const { scripts, styles } = filesOf(page.component, template)
    const links = [
      ...styles.map((file) => `<link rel="stylesheet" crossorigin href="/${file}">`),
      ...scripts.map((file) => `<link rel="modulepreload" crossorigin href="/${file}">`),
    ].join('')
    return template
      .replace(/<title>.*?<\/title>/, () => `${drawnWhole}<title>${page.title}</title>`)
      .replace('</head>', () => `${links}</head>`)
      .replace(
        /<div id="root">.*?<\/div>/s,
        () =>
          `<div id="root" data-path="${path}" data-config="${page.fingerprint}">${page.html}</div>`,
      )
  }

  return {
    name: 'prerender',
    apply: (_config, { command, isSsrBuild }) => command === 'build' && !isSsrBuild,
    configResolved: (resolved) => {
      root = resolved.root
      outDir = resolve(root, resolved.build.outDir)
      nested = Boolean(resolved.build.ssr)
    },
    writeBundle: (_options, bundle) => {
      chunks = Object.values(bundle).filter((file) => file.type === 'chunk')
    },
    closeBundle: async () => {
      if (nested || chunks.length === 0) return
      // Where the renderer finds its packages; of its own, for a second build may run beside this.
      const cache = join(root, 'node_modules/.cache')
      await mkdir(cache, { recursive: true })
      const scratch = await mkdtemp(join(cache, 'prerender-'))
      try {
        await build({
          root,
          logLevel: 'warn',
          build: { ssr: renderer, outDir: scratch, emptyOutDir: true, copyPublicDir: false },
        })
        const file = pathToFileURL(join(scratch, 'prerender.js')).href
        const { render } = (await import(file)) as {
          render: (path: string, config: unknown) => Promise<Rendered>
        }
        const template = await readFile(join(outDir, 'index.html'), 'utf8')
        await writeFile(join(outDir, 'app.html'), template)
        const settled = await config()
        for (const path of paths) {
          const target = join(outDir, path, 'index.html')
          await mkdir(join(outDir, path), { recursive: true })
          const page = fill(template, path, await render(path, settled))
          await writeFile(target, await withoutDetour(page))
        }
      } finally {
        await rm(scratch, { recursive: true })
      }
    },
  }
}
