import { execFile } from 'node:child_process'
import { access, cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { build } from 'vite'
import { compressed } from '#infra/build/compressed.ts'

/** An app that was built for this, and the folder it lies in. */
export interface App {
  readonly name: string
  readonly dist: string
  /** Of the sign-in screen. */
  readonly path: string
  readonly isOurs: boolean
}

const root = join(import.meta.dirname, '../../..')
const peers = join(import.meta.dirname, '../peers')
const run = promisify(execFile)

const page = (title: string, entry: string) => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>${title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1"></head>
<body><div id="root"></div><script type="module" src="/${entry}"></script></body></html>`

/** What the sign-in screen would be without any script. */
const form = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Sign in</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>body{font-family:system-ui;max-width:24rem;margin:4rem auto}label,input,button{display:block;
width:100%;margin-block:.5rem;padding:.5rem;box-sizing:border-box}</style></head>
<body><h1>Sign in to Agent Desk</h1><form method="post"><label>Email<input type="email" name="email">
</label><label>Password<input type="password" name="password"></label><button>Sign in</button></form>
</body></html>`

type Folder = Awaited<ReturnType<typeof workshop>>

/** A folder that is gone when the work is done. */
export async function workshop() {
  const folder = await mkdtemp(join(tmpdir(), 'bench-'))
  return { folder, close: () => rm(folder, { recursive: true, force: true }) }
}

/** This app, as it is deployed. */
export async function buildOurs({ folder }: Folder): Promise<App> {
  const dist = join(folder, 'ours')
  await build({
    root,
    logLevel: 'error',
    build: { outDir: dist, emptyOutDir: true },
  })
  return { name: 'ours', dist, path: '/sign-in', isOurs: true }
}

/** A page around one of the entries in test/bench/peers, by the same Vite. */
export async function buildPeer({ folder }: Folder, name: string, modules = root): Promise<App> {
  const source = join(folder, `${name}-source`)
  const dist = join(folder, name)
  await mkdir(source, { recursive: true })
  const entry = `${name}.tsx`
  const text = await readFile(join(peers, entry), 'utf8').catch(() =>
    readFile(join(peers, `${entry}.txt`), 'utf8'),
  )
  await writeFile(join(source, entry), text)
  await writeFile(join(source, 'index.html'), page(name, entry))
  await writeFile(
    join(source, 'package.json'),
    JSON.stringify({ imports: { '#src/*': './src/*' } }),
  )
  await symlink(join(modules, 'node_modules'), join(source, 'node_modules'))
  await writeFile(join(source, 'tsconfig.json'), '{ "compilerOptions": { "jsx": "react-jsx" } }')
  await cp(join(root, 'src'), join(source, 'src'), { recursive: true })
  await build({
    root: source,
    configFile: false,
    plugins: [compressed()],
    logLevel: 'error',
    define: { global: 'globalThis' },
    resolve: {
      alias: {
        '@aws-sdk/client-s3': join(root, 'node_modules/@aws-sdk/client-s3'),
      },
    },
    build: { outDir: dist, emptyOutDir: true, chunkSizeWarningLimit: 10_000 },
  })
  return { name, dist, path: '/', isOurs: false }
}

export async function writeForm({ folder }: Folder): Promise<App> {
  const dist = join(folder, 'form')
  await mkdir(dist, { recursive: true })
  await writeFile(join(dist, 'index.html'), form)
  return { name: 'static form', dist, path: '/', isOurs: false }
}

/**
 * Amplify is no dependency of this project. It is fetched for the benches alone, into a folder for
 * temporary files, and left out where it is not to be had.
 */
export async function buildAmplify(
  shop: Folder,
  peer: 'amplify' | 'amplify-storage' | 'amplify-browser' = 'amplify',
): Promise<App | undefined> {
  const modules = join(tmpdir(), 'bench-amplify')
  const { dependencies } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as {
    dependencies: Record<string, string>
  }
  const same = ['react', 'react-dom'].map((name) => `${name}@${dependencies[name]}`)
  const wanted = [
    'aws-amplify@6',
    '@aws-amplify/ui-react@6',
    '@aws-amplify/ui-react-storage@3',
    ...same,
  ]
  try {
    await access(join(modules, 'node_modules/@aws-amplify/ui-react-storage')).catch(() =>
      run('npm', ['install', '--prefix', modules, '--ignore-scripts', '--no-audit', ...wanted]),
    )
    return await buildPeer(shop, peer, modules)
  } catch (error) {
    console.log(`Amplify could not be had, so it is left out: ${String(error).split('\n')[0]}`)
    return undefined
  }
}
