import { expect, test } from 'vitest'
import { html } from '#infra/local/console/html.ts'
import { ago, plainText, prose } from '#infra/local/console/prose.ts'
import { signUp, startLocal } from './start-local.ts'

test('the page, its style and its script come with a policy that lets nothing else in', async () => {
  const { origin } = await startLocal()
  for (const [path, type] of [
    ['', 'text/html'],
    ['console.css', 'text/css'],
    ['console.js', 'text/javascript'],
    ['icon.svg', 'image/svg+xml'],
  ] as const) {
    const response = await fetch(`${origin}/_local/${path}`)
    expect(response.status, path).toBe(200)
    expect(response.headers.get('content-type'), path).toContain(type)
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(response.headers.get('cross-origin-resource-policy')).toBe('same-origin')
    const text = await response.text()
    // Of the page itself; the files beside it may well say style.
    const markup = path === '' ? text : ''
    expect(markup).not.toMatch(/ style=|<script>|https:\/\//)
  }
})

test('what strangers write into a sign-up is text on the page, not markup', async () => {
  const { origin, pull, cognito, config } = await startLocal()
  const nasty = '"><img/src=x/onerror=alert(1)>@example.com'
  await cognito('SignUp', signUp(config().userPoolClientId, nasty))
  const page = await (await fetch(`${origin}/_local/?to=${encodeURIComponent('"><b>')}`)).text()
  expect(page).not.toContain('<img')
  expect(page).not.toContain('<b>"')
  const { parts } = (await pull('GET', 'parts')).body as { parts: Record<string, string> }
  expect(parts['inbox-list']).toContain('&lt;img/src=x')
  expect(Object.values(parts).join('')).not.toContain('<img')
})

test('the page hears at once that something has changed', async () => {
  const { origin, cognito, config, close } = await startLocal()
  const response = await fetch(`${origin}/_local/events`)
  expect(response.headers.get('content-type')).toBe('text/event-stream')
  const reader = (response.body as ReadableStream<Uint8Array>).getReader()
  const next = async () => new TextDecoder().decode((await reader.read()).value)
  expect(await next()).toContain('event: change')
  await cognito('SignUp', signUp(config().userPoolClientId, 'ada@example.com'))
  expect(await next()).toContain('event: change')
  await close()
  expect((await reader.read()).done).toBe(true)
})

test('parts of the page name the newest message', async () => {
  const { pull, cognito, config } = await startLocal()
  await cognito('SignUp', signUp(config().userPoolClientId, 'ada@example.com'))
  const { body } = await pull('GET', 'parts?to=nobody')
  expect(body).toMatchObject({
    latest: { to: 'ada@example.com' },
    counts: { inbox: 1, users: 1 },
    parts: { 'inbox-list': expect.stringContaining('Nothing for this address') },
  })
})

test('mail bodies lose their markup and keep their links and lines', () => {
  const body =
    'Hello<br>go <a href="https://a.example/x?y=1&amp;z">there</a>. <script>x</script>Code 123.'
  expect(plainText(body)).toBe('Hello\ngo there https://a.example/x?y=1&z. xCode 123.')
  expect(prose(body, '123').text).toContain('href="https://a.example/x?y=1&amp;z"')
  expect(prose(body, '123').text).toContain('<b>123</b>')
  expect(prose('javascript:alert(1) "http://a.example"').text).not.toContain('href="javascript')
})

test('templates escape what is put into them', () => {
  expect(html`<a title="${'"<&'}">${['<b>', html`<i>${1}</i>`]}${false}${undefined}</a>`.text).toBe(
    '<a title="&quot;&lt;&amp;">&lt;b&gt;<i>1</i></a>',
  )
})

test('times in words', () => {
  const now = 10 * 86_400_000
  expect(ago(now - 20_000, now)).toBe('just now')
  expect(ago(now - 180_000, now)).toBe('3 minutes ago')
  expect(ago(now - 7_200_000, now)).toBe('2 hours ago')
  expect(ago(now - 86_400_000, now)).toBe('yesterday')
})
