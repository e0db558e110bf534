import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { get } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliCompressSync, brotliDecompressSync, gunzipSync } from 'node:zlib'
import { expect, onTestFinished, test } from 'vitest'
import { listen } from '#infra/local/listen.ts'
import { createSite } from '#infra/local/site.ts'
import { resolveTemplate } from '#infra/local/template/resolve-template.ts'
import { readTemplate } from '#infra/template.ts'
import { exampleConfig } from '#test/support/config.ts'

const place = {
  region: 'us-east-1',
  accountId: '000000000000',
  partition: 'aws',
  stackName: 'local',
  stackId: 'arn:aws:cloudformation:us-east-1:000000000000:stack/local/local',
}

async function site() {
  const dist = await mkdtemp(join(tmpdir(), 'aws-site-'))
  const files = {
    'index.html': 'home',
    'app.html': 'shell',
    'sign-in/index.html': 'sign in',
    'about/index.html': '<script>a</script><style>b</style>',
    'assets/a-123.js': `let a = '${'x'.repeat(2000)}'`,
    'assets/b-456.js': `let b = '${'x'.repeat(2000)}'`,
    'assets/b-456.js.br': brotliCompressSync('as the build made it'),
    'favicon.svg': '<svg/>',
  }
  for (const [name, content] of Object.entries(files)) {
    await mkdir(join(dist, name, '..'), { recursive: true })
    await writeFile(join(dist, name), content)
  }
  await writeFile(join(dist, '..', `${dist.split('/').at(-1)}.secret`), 'secret')
  const stack = resolveTemplate(await readTemplate(), place)
  const handler = createSite({
    dist,
    stack: () => stack,
    config: exampleConfig,
    origins: ['http://localhost:4566'],
  })
  const server = await listen({ port: 0, handler })
  onTestFinished(async () => {
    await server.close()
    await rm(dist, { recursive: true, force: true })
    await rm(`${dist}.secret`, { force: true })
  })
  return { ...server, secret: `${dist.split('/').at(-1)}.secret` }
}

test('pages by CloudFront’s own routing', async () => {
  const { origin } = await site()
  const cases = {
    '/': 'home',
    '/sign-in': 'sign in',
    '/sign-in/': 'sign in',
    '/account': 'shell',
    '/nowhere/at/all?x=.js': 'shell',
    '/favicon.svg': '<svg/>',
  }
  for (const [path, expected] of Object.entries(cases))
    expect([path, await (await fetch(origin + path)).text()]).toEqual([path, expected])
})

test('what is not there is 404 under the same headers', async () => {
  const { origin, port, secret } = await site()
  for (const path of ['/assets/gone.js', '/a.b', '/%ff.js', '/%00.js', '/assets/..%5capp.html'])
    expect([path, (await fetch(origin + path)).status]).toEqual([path, 404])
  // Written as it stands: fetch would tidy the dots away.
  for (const path of [`/../${secret}`, `/%2e%2e/${secret}`, `/..%2f${secret}`]) {
    const status = await new Promise((resolve, reject) => {
      get({ host: '127.0.0.1', port, path }, (response) => {
        response.resume()
        resolve(response.statusCode)
      }).on('error', reject)
    })
    expect([path, status]).toEqual([path, 404])
  }
  expect((await fetch(`${origin}/gone.js`)).headers.get('x-content-type-options')).toBe('nosniff')
})

test('security headers are those of the template, with AWS’s hosts swapped', async () => {
  const { origin } = await site()
  const { headers } = await fetch(origin)
  const policy = headers.get('content-security-policy') ?? ''
  expect(policy).toContain("connect-src 'self' http://localhost:4566;")
  expect(policy).toContain("img-src 'self' data: blob: http://localhost:4566;")
  expect(policy).toContain("default-src 'none'")
  expect(policy).not.toContain('amazonaws.com')
  expect(headers.get('cross-origin-opener-policy')).toBe('same-origin')
  expect(headers.get('referrer-policy')).toBe('no-referrer')
  expect(headers.get('x-frame-options')).toBe('DENY')
  expect(headers.get('permissions-policy')).toContain('camera=()')
})

test('the policy of pages allows what the build wrote into them, and no other code', async () => {
  const { origin } = await site()
  const policyOf = async (path: string) =>
    (await fetch(origin + path)).headers.get('content-security-policy') ?? ''
  for (const path of ['/', '/about', '/account']) {
    expect(await policyOf(path)).toMatch(/script-src 'self' 'sha256-[\w+/]{43}=';/)
    expect(await policyOf(path)).toMatch(/style-src 'self' 'sha256-[\w+/]{43}=';/)
  }
  expect(await policyOf('/favicon.svg')).toContain("script-src 'self';")
})

test('hashed files are kept for a year, the rest is asked for each time', async () => {
  const { origin } = await site()
  const cacheOf = async (path: string) => (await fetch(origin + path)).headers.get('cache-control')
  expect(await cacheOf('/assets/a-123.js')).toContain('immutable')
  for (const path of ['/', '/account', '/favicon.svg', '/config.json'])
    expect([path, await cacheOf(path)]).toEqual([path, 'no-cache'])
  const etag = (await fetch(origin)).headers.get('etag') ?? ''
  expect((await fetch(origin, { headers: { 'if-none-match': etag } })).status).toBe(304)
})

/** Not by fetch, which unpacks what comes. */
const ask = (port: number, path: string, accepted: string) =>
  new Promise<readonly [string | undefined, Buffer]>((resolve, reject) => {
    const headers = { 'accept-encoding': accepted }
    get({ host: '127.0.0.1', port, path, headers }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('end', () =>
        resolve([response.headers['content-encoding'], Buffer.concat(chunks)]),
      )
    }).on('error', reject)
  })

test('text is compressed by what the browser takes, or was by the build', async () => {
  const { port } = await site()
  const [gzip, zipped] = await ask(port, '/assets/b-456.js', 'gzip')
  expect([gzip, gunzipSync(zipped).toString()]).toEqual(['gzip', expect.stringContaining('xxx')])
  const [brotli, smaller] = await ask(port, '/assets/a-123.js', 'gzip, br')
  expect([brotli, brotliDecompressSync(smaller).toString()]).toEqual([
    'br',
    expect.stringContaining('xxx'),
  ])
  const [built, smallest] = await ask(port, '/assets/b-456.js', 'gzip, br')
  expect([built, brotliDecompressSync(smallest).toString()]).toEqual(['br', 'as the build made it'])
  expect(await ask(port, '/sign-in', 'gzip, br')).toEqual([undefined, Buffer.from('sign in')])
})

test('config.json, HEAD, and no other methods', async () => {
  const { origin } = await site()
  expect(await (await fetch(`${origin}/config.json`)).json()).toEqual(exampleConfig())
  const head = await fetch(origin, { method: 'HEAD' })
  expect([head.status, await head.text()]).toEqual([200, ''])
  expect((await fetch(origin, { method: 'POST' })).status).toBe(403)
})
