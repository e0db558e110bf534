import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createLogger, createServer, loadConfigFromFile, preview } from 'vite'
import type { InlineConfig } from 'vite'
import { expect, onTestFinished, test } from 'vitest'
import { checkConfig } from '#src/config.ts'
import type { Config } from '#src/config.ts'
import { listen } from '#infra/local/listen.ts'
import { localAws } from '#infra/local/vite-plugin.ts'

const repository = fileURLToPath(new URL('../../..', import.meta.url))

async function project(files: Record<string, string> = {}) {
  const root = await mkdtemp(join(tmpdir(), 'aws-vite-'))
  onTestFinished(() => rm(root, { recursive: true, force: true }))
  for (const [name, text] of Object.entries({ 'index.html': '<p>app</p>', ...files })) {
    await mkdir(join(root, name, '..'), { recursive: true })
    await writeFile(join(root, name), text)
  }
  return root
}

/** A port that is free now, for a plugin that must be told one. */
async function freePort() {
  const server = await listen({ port: 0, handler: async () => undefined })
  await server.close()
  return server.port
}

function settings(root: string, port: number) {
  const lines: string[] = []
  const logger = createLogger('silent')
  for (const level of ['info', 'warn', 'error'] as const)
    logger[level] = (text) => void lines.push(text)
  const config: InlineConfig = {
    root,
    configFile: false,
    customLogger: logger,
    mode: 'development',
    plugins: [localAws({ port })],
    server: { port: 0, host: '127.0.0.1' },
    preview: { port: 0, host: '127.0.0.1' },
  }
  return { config, lines }
}

async function dev(root: string, port: number) {
  const { config, lines } = settings(root, port)
  const server = await createServer(config)
  await server.listen()
  onTestFinished(() => server.close())
  const origin = server.resolvedUrls?.local[0] ?? ''
  server.printUrls()
  return { server, lines, readConfig: async () => fetch(`${origin}config.json`) }
}

test('dev starts an AWS, serves its config, says where the inbox is, and survives a restart', async () => {
  const root = await project()
  const port = await freePort()
  const { server, lines, readConfig } = await dev(root, port)
  const before = checkConfig(await (await readConfig()).json())
  expect(before.endpoints?.userPool).toBe(`http://localhost:${port}`)
  expect(lines.join('\n')).toContain(`http://localhost:${port}/_local/`)
  const users = `http://localhost:${port}/_local/users`
  await fetch(users, { method: 'POST', body: '{"kind":"confirmed"}' })

  await server.restart()
  expect(checkConfig(await (await readConfig()).json())).toEqual(before)
  expect(await (await fetch(users)).json()).toHaveLength(1)
  expect(lines.filter((line) => /taken|in use/.test(line))).toEqual([])

  await server.close()
  await expect(fetch(users)).rejects.toThrow('fetch failed')
})

test('a second process of the same project shares the first one’s AWS', async () => {
  const root = await project({ 'dist/index.html': 'built', 'dist/app.html': 'shell' })
  const port = await freePort()
  const first = await dev(root, port)
  const second = await dev(root, port)
  expect(await (await second.readConfig()).json()).toEqual(await (await first.readConfig()).json())
  expect(second.lines.join('\n')).toContain('shares the local AWS of the process')
})

test('a port that something else has is left to it', async () => {
  const stranger = await listen({
    port: 0,
    handler: async () => ({ status: 200, headers: {}, body: 'mine' }),
  })
  onTestFinished(() => stranger.close())
  const { readConfig, lines } = await dev(await project(), stranger.port)
  const { endpoints } = (await (await readConfig()).json()) as Config
  expect(endpoints?.userPool).not.toBe(stranger.origin)
  expect((await fetch(`${endpoints?.userPool}/_local/about`)).status).toBe(200)
  expect(lines.join('\n')).toContain(`port ${stranger.port} is taken by another program`)
})

const ids = {
  AWS_REGION: 'eu-central-1',
  AWS_COGNITO_USER_POOL_ID: 'eu-central-1_AbCdEf123',
  AWS_COGNITO_USER_POOL_CLIENT_ID: '1h57kf5cpq17m0eml12EXAMPLE',
  AWS_COGNITO_IDENTITY_POOL_ID: 'eu-central-1:128d0a74-c82f-4553-916d-90053e4a8b0f',
  AWS_S3_BUCKET: 'their-files',
}
const envFile = (values: Record<string, string>) =>
  Object.entries(values)
    .map(([name, value]) => `${name}=${value}\n`)
    .join('')

test('with a pool in .env there is no stand-in', async () => {
  const port = await freePort()
  const { readConfig } = await dev(await project({ '.env': envFile(ids) }), port)
  const config = checkConfig(await (await readConfig()).json())
  expect(config).toMatchObject({
    region: 'eu-central-1',
    userPoolId: ids.AWS_COGNITO_USER_POOL_ID,
    bucket: 'their-files',
  })
  expect(config.endpoints).toBeUndefined()
  await expect(fetch(`http://localhost:${port}/`)).rejects.toThrow('fetch failed')
})

test('a .env that lacks some of it is refused by name', async () => {
  const { AWS_S3_BUCKET: _bucket, AWS_REGION: _region, ...some } = ids
  const root = await project({ '.env': envFile(some) })
  const { config } = settings(root, 0)
  const server = await createServer(config)
  onTestFinished(() => server.close())
  await expect(server.listen()).rejects.toThrow('lacks AWS_REGION, AWS_S3_BUCKET')
})

test('preview serves dist under the deployed headers, against the stand-in', async () => {
  const root = await project({
    'dist/index.html': 'home',
    'dist/app.html': 'shell',
    'dist/assets/a-1.js': 'let a',
  })
  const port = await freePort()
  const { config, lines } = settings(root, port)
  const server = await preview(config)
  onTestFinished(() => server.close())
  const origin = server.resolvedUrls?.local[0] ?? ''
  const home = await fetch(origin)
  expect(await home.text()).toBe('home')
  expect(home.headers.get('content-security-policy')).toContain(
    `connect-src 'self' http://localhost:${port};`,
  )
  expect(await (await fetch(`${origin}files/photos`)).text()).toBe('shell')
  expect((await fetch(`${origin}assets/gone.js`)).status).toBe(404)
  const { endpoints } = checkConfig(await (await fetch(`${origin}config.json`)).json())
  expect(endpoints?.s3).toBe(`http://localhost:${port}`)
  server.printUrls()
  expect(lines.join('\n')).toContain(`http://localhost:${port}/_local/`)
})

test('preview without a build says what to do', async () => {
  const { config } = settings(await project(), 0)
  await expect(preview(config)).rejects.toThrow('run npm run build first')
})

test('bundled into a config file it still finds its own files', async () => {
  // Inside the repository, where packages are found; the folder is one that tools ignore.
  const folder = await mkdtemp(join(repository, 'node_modules/.vite-config-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const plugin = join(repository, 'infra/local/vite-plugin.ts')
  await writeFile(
    join(folder, 'vite.config.ts'),
    `import { localAws } from ${JSON.stringify(plugin)}\nexport default { plugins: [localAws({ port: 0 })] }\n`,
  )
  const env = { command: 'serve', mode: 'development' } as const
  const loaded = await loadConfigFromFile(env, join(folder, 'vite.config.ts'))
  const root = await project()
  const server = await createServer({
    ...loaded?.config,
    root,
    configFile: false,
    mode: 'development',
    logLevel: 'silent',
    server: { port: 0, host: '127.0.0.1' },
  })
  await server.listen()
  onTestFinished(() => server.close())
  const { endpoints } = (await (
    await fetch(`${server.resolvedUrls?.local[0]}config.json`)
  ).json()) as Config
  const style = await fetch(`${endpoints?.userPool}/_local/console.css`)
  expect(style.status).toBe(200)
  expect(style.headers.get('content-type')).toContain('text/css')
})
