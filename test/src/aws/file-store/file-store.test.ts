import { expect, test } from 'vitest'

import { createBrowser } from '#test/support/browser.ts'

import {
  blob,
  codeOf,
  names,
  openFiles,
  put,
  signIn,
  startFiles,
  takeAway,
} from './files-support.ts'

test('what is put is listed and read', async () => {
  const backend = await startFiles()
  const ada = await signIn(backend)
  expect(await names(ada)).toEqual([])
  await put(ada, 'a.txt', 'hello')
  await put(ada, 'b/c.txt')
  await ada.files.makeFolder('empty/')
  expect(await names(ada)).toEqual(['b/', 'empty/', 'a.txt'])
  expect(await names(ada, 'b/')).toEqual(['c.txt'])
  expect(await names(ada, 'empty/')).toEqual([])
  expect(await (await ada.files.read('a.txt')).text()).toBe('hello')
  expect(await (await ada.files.read('a.txt', { first: 2 })).text()).toBe('he')
  const { entries } = await ada.files.list('')
  expect(entries.at(-1)).toMatchObject({ kind: 'file', path: 'a.txt', size: 5 })
})

test('every name goes through everything', async () => {
  const oddNames = [
    'with space.txt',
    ' leading and trailing ',
    'emoji 🦊.txt',
    `it's "quoted".txt`,
    'a#b?c%d+e&f=g.txt',
    '%2e%2e',
    'back\\slash',
    '...',
    '<script>.html',
    'ä'.repeat(450),
    '日本語.txt',
    'a'.repeat(900),
  ]
  const backend = await startFiles()
  const ada = await signIn(backend)
  const all = async (folder: string) => new Set(await names(ada, folder))
  await Promise.all(oddNames.map((name) => put(ada, `in/${name}`, name)))
  expect(await all('in/')).toEqual(new Set(oddNames))
  for (const name of oddNames) {
    const path = `in/${name}`
    expect(await (await ada.files.read(path)).text(), name).toBe(name)
    const { address } = await ada.files.link(path, { seconds: 60, download: true })
    expect(await (await fetch(address)).text(), name).toBe(name)
  }
  const pairs = oddNames.map((name) => ({ from: `in/${name}`, to: `to/${name}` }))
  expect(await ada.files.copy(pairs)).toMatchObject({ done: oddNames.length, failed: [] })
  expect(await all('to/')).toEqual(new Set(oddNames))
  const paths = oddNames.map((name) => `in/${name}`)
  const { advance, removal } = await takeAway(ada, ...paths)
  expect(advance).toMatchObject({ done: oddNames.length, failed: [] })
  expect(await all('')).toEqual(new Set(['to/']))
  expect(await ada.files.restore(removal)).toMatchObject({ done: oddNames.length, failed: [] })
  expect(await all('in/')).toEqual(new Set(oddNames))
})

test('nothing is replaced that was not meant to be', async () => {
  const backend = await startFiles()
  const ada = await signIn(backend)
  await put(ada, 'a.txt', 'first')
  expect(await codeOf(put(ada, 'a.txt', 'second'))).toBe('exists')
  await put(ada, 'b.txt', 'other')
  const copied = await ada.files.copy([{ from: 'b.txt', to: 'a.txt' }])
  expect(copied).toEqual({ done: 0, total: 1, failed: [{ path: 'b.txt', code: 'exists' }] })
  const moved = await ada.files.move([{ from: 'b.txt', to: 'a.txt' }])
  expect(moved.failed).toHaveLength(1)
  expect(await names(ada)).toEqual(['a.txt', 'b.txt'])
  expect(await (await ada.files.read('a.txt')).text()).toBe('first')
  await ada.files.put('a.txt', blob('second'), { replace: true })
  expect(await (await ada.files.read('a.txt')).text()).toBe('second')
})

test('exists asks the listing, and is not misled by a longer name', async () => {
  const backend = await startFiles()
  const ada = await signIn(backend)
  await put(ada, 'abc')
  expect(await ada.files.exists('abc')).toBe(true)
  expect(await ada.files.exists('ab')).toBe(false)
})

test('a folder is moved, copied, deleted and brought back whole', async () => {
  const backend = await startFiles()
  const ada = await signIn(backend)
  await ada.files.makeFolder('f/')
  for (const name of ['a', 'b', 'sub/c']) await put(ada, `f/${name}`)
  expect(await ada.files.copy([{ from: 'f/', to: 'g/' }])).toMatchObject({ done: 4, failed: [] })
  expect(await names(ada, 'g/')).toEqual(['sub/', 'a', 'b'])
  await ada.files.move([{ from: 'f/', to: 'g/h/' }])
  expect(await names(ada)).toEqual(['g/'])
  expect(await names(ada, 'g/h/')).toEqual(['sub/', 'a', 'b'])
  const { advance, removal } = await takeAway(ada, 'g/')
  expect(advance).toEqual({ done: 8, total: 8, failed: [] })
  expect(await names(ada)).toEqual([])
  expect(await ada.files.restore(removal)).toMatchObject({ done: 8, failed: [] })
  expect(await names(ada, 'g/')).toEqual(['h/', 'sub/', 'a', 'b'])
  expect(await (await ada.files.read('g/h/sub/c')).text()).toBe('f/sub/c')
})

test('restoring brings back what that removal took away, and nothing else', async () => {
  const backend = await startFiles()
  const ada = await signIn(backend)
  for (const name of ['before', 'both', 'since', 'this', 'this too']) await put(ada, `f/${name}`)
  await ada.files.remove(['f/before'])
  await put(ada, 'fa')
  await ada.files.remove(['fa'])
  const { advance, removal } = await takeAway(ada, 'f/', 'f/both')
  expect(advance).toEqual({ done: 5, total: 5, failed: [] })
  await put(ada, 'f/since', 'new')
  await ada.files.remove(['f/both'])
  expect(await ada.files.restore(removal)).toEqual({ done: 2, total: 2, failed: [] })
  expect(await names(ada)).toEqual(['f/'])
  expect(await names(ada, 'f/')).toEqual(['since', 'this', 'this too'])
  expect(await (await ada.files.read('f/since')).text()).toBe('new')
})

test.each([0, 60])('what another tab had deleted %s seconds before stays so', async (apart) => {
  const backend = await startFiles()
  const ada = await signIn(backend)
  const paths = ['again', 'other', 'this'] as const
  for (const path of paths) await put(ada, path)
  await ada.files.remove(['again'])
  backend.clock.advance(apart)
  await put(ada, 'again', 'new')
  await ada.files.remove(['other'])
  backend.clock.advance(apart)
  const { removal } = await takeAway(ada, ...paths)
  expect(await ada.files.restore(removal)).toEqual({ done: 2, total: 2, failed: [] })
  expect(await names(ada)).toEqual(['again', 'this'])
  expect(await (await ada.files.read('again')).text()).toBe('new')
})

test('one file is brought back without reading of all whose names begin like its own', async () => {
  const backend = await startFiles()
  const ada = await signIn(backend)
  await backend.seed(ada.identityId, [
    'a',
    ...Array.from({ length: 1000 }, (_, index) => `a${index}`),
  ])
  const { removal } = await takeAway(ada, 'a', 'a0')
  backend.asked()
  expect(await ada.files.restore(removal)).toEqual({ done: 2, total: 2, failed: [] })
  const asked = backend.asked().filter((operation) => operation === 'ListObjectVersions')
  expect(asked).toHaveLength(2)
})

test('of a removal that fails in part, what was removed comes back', async () => {
  const backend = await startFiles()
  const ada = await signIn(backend)
  await backend.seed(
    ada.identityId,
    Array.from({ length: 501 }, (_, index) => `f/${index}`),
  )
  let batches = 0
  backend.watch((operation) => {
    if (operation === 'DeleteObjects' && ++batches === 2) backend.fail('DeleteObjects', 'error', 3)
  })
  const { advance, removal } = await takeAway(ada, 'f/')
  expect(advance).toEqual({
    done: 500,
    total: 501,
    failed: [{ path: 'f/99', code: 'server' }],
  })
  expect(removal.removed).toHaveLength(500)
  expect(new Set(removal.removed.map(({ path }) => path))).not.toContain('f/99')
})

test('a folder is not moved into itself, nor a file to where only a folder can be', async () => {
  const backend = await startFiles()
  const ada = await signIn(backend)
  await put(ada, 'f/x')
  for (const [from, to] of [
    ['f/', 'f/inside/'],
    ['f/', 'f/'],
    ['a', 'folder/'],
  ] as const)
    expect(await codeOf(ada.files.move([{ from, to }])), to).toBe('bad-name')
  expect(await names(ada, 'f/')).toEqual(['x'])
})

test('thousands are listed page by page, and deleting them can be stopped', async () => {
  const backend = await startFiles()
  const ada = await signIn(backend)
  const paths = Array.from({ length: 1100 }, (_, index) => `many/${index}`)
  await backend.seed(ada.identityId, paths)
  const pages = [await ada.files.list('many/')]
  for (let next = pages[0]?.next; next !== undefined; next = pages.at(-1)?.next)
    pages.push(await ada.files.list('many/', next))
  expect(pages.map(({ entries }) => entries.length)).toEqual([500, 500, 100])
  const told: number[] = []
  const stop = new AbortController()
  const stopped = ada.files.remove(['many/'], {
    signal: stop.signal,
    onAdvance: ({ done }) => {
      told.push(done)
      if (done > 0) stop.abort()
    },
  })
  expect(await codeOf(stopped)).toBe('cancelled')
  expect(told.at(-1)).toBe(500)
  const { advance, removal } = await takeAway(ada, 'many/')
  expect(advance).toEqual({ done: 600, total: 600, failed: [] })
  expect(await names(ada)).toEqual([])
  // Of eleven hundred markers and as many versions, read page by page.
  const some = { ...removal, removed: removal.removed.slice(-2) }
  expect(await ada.files.restore(some)).toEqual({ done: 2, total: 2, failed: [] })
})

test('links end when they say so, save under the right name, and run nothing', async () => {
  const backend = await startFiles()
  const ada = await signIn(backend)
  await ada.files.put('façade "1".html', new Blob(['<script>1</script>'], { type: 'text/html' }), {
    replace: false,
    type: 'text/html',
  })
  const asked = ada.tab.now()
  const { address, until } = await ada.files.link('façade "1".html', {
    seconds: 600,
    download: true,
  })
  // In whole seconds.
  expect(until).toBeGreaterThan(asked + 599_000)
  expect(until).toBeLessThanOrEqual(ada.tab.now() + 600_000)
  const response = await fetch(address)
  expect(response.status).toBe(200)
  expect(response.headers.get('content-type')).toBe('application/octet-stream')
  expect(response.headers.get('content-disposition')).toBe(
    `attachment; filename="fa_ade _1_.html"; filename*=UTF-8''fa%C3%A7ade%20%221%22.html`,
  )
  backend.clock.advance(570)
  expect((await fetch(address)).status).toBe(200)
  backend.clock.advance(30)
  expect((await fetch(address)).status).toBe(403)
})

test('a link lasts no longer than the credentials that signed it', async () => {
  const backend = await startFiles()
  const ada = await signIn(backend)
  await put(ada, 'a')
  const { until } = await ada.files.link('a', { seconds: 7200 })
  expect(until - ada.tab.now()).toBeLessThanOrEqual(3_600_000)
})

test('reads need no preflight', async () => {
  const requests: string[] = []
  const backend = await startFiles()
  const ada = await signIn(backend)
  await put(ada, 'a')
  const { fetch: original } = globalThis
  globalThis.fetch = (input, init) => {
    const request = new Request(input, init)
    requests.push(`${request.method} ${[...request.headers.keys()].join()}`)
    return original(input, init)
  }
  try {
    await ada.files.list('')
    await ada.files.read('a')
  } finally {
    globalThis.fetch = original
  }
  // Nothing but what any page may send anywhere.
  for (const request of requests) expect(request).toMatch(/^GET (accept|content-type)?$/)
})

test('where links are forbidden nothing is signed in the address', async () => {
  const backend = await startFiles({ shareLinks: false })
  const ada = await signIn(backend)
  await put(ada, 'a')
  expect(await names(ada)).toEqual(['a'])
  expect(await (await ada.files.read('a')).text()).toBe('a')
})

test('a body that is changed on its way is refused', async () => {
  const backend = await startFiles()
  const ada = await signIn(backend)
  backend.damage('PutObject')
  expect(await codeOf(put(ada, 'a', 'hello'))).toBe('damaged')
  expect(await names(ada)).toEqual([])
})

test('whoever signed out asks no more', async () => {
  const backend = await startFiles()
  const ada = await signIn(backend)
  await put(ada, 'a')
  await ada.engine.signOut()
  backend.asked()
  expect(await codeOf(ada.files.list(''))).toBe('signed-out')
  expect(await codeOf(ada.files.read('a'))).toBe('signed-out')
  expect(backend.asked()).toEqual([])
})

test('a hundred calls with everything expired: one refresh, one exchange', async () => {
  const backend = await startFiles()
  const ada = await signIn(backend)
  backend.clock.advance(3600)
  ada.browser.advance(3600)
  backend.asked()
  await Promise.all(Array.from({ length: 100 }, () => ada.files.list('')))
  const calls = backend.asked()
  const count = (operation: string) => calls.filter((call) => call === operation).length
  expect([
    count('GetTokensFromRefreshToken'),
    count('GetId'),
    count('GetCredentialsForIdentity'),
    count('ListObjectsV2'),
  ]).toEqual([1, 0, 1, 100])
})

test.each([86_400, -86_400])('a device whose clock is %d s wrong gets through', async (seconds) => {
  const backend = await startFiles()
  const tab = createBrowser({ offset: seconds * 1000 }).openTab()
  // Signing in is how the session learns of it.
  const ada = await openFiles(backend, tab, backend.make('confirmed'))
  await put(ada, 'a')
  expect(await names(ada)).toEqual(['a'])
})

test('what may pass is tried again, and said where it does not', async () => {
  const backend = await startFiles()
  const ada = await signIn(backend)
  await put(ada, 'a')
  // At once, because the SDK waits in between.
  const kinds = [
    ['ListObjectsV2', 'throttle', 3, () => ada.files.list(''), 'throttled'],
    ['GetObject', 'error', 3, () => ada.files.read('a'), 'server'],
    ['PutObject', 'drop', 3, () => put(ada, 'b'), 'network'],
    [
      'ListObjectVersions',
      'error',
      2,
      () => ada.files.restore({ paths: ['a'], removed: [] }),
      'no error',
    ],
    ['DeleteObjects', 'drop', 2, () => ada.files.remove(['c']), 'no error'],
  ] as const
  for (const [operation, fault, times] of kinds) backend.fail(operation, fault, times)
  const codes = await Promise.all(kinds.map(([, , , ask]) => codeOf(ask())))
  expect(codes).toEqual(kinds.map(([, , , , code]) => code))
})
