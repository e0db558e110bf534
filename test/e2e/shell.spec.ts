import { promiseOf } from '#src/aws/promise-of.ts'
import { expectHeadingFocused, tabTo, walk } from '#test/e2e/support/keyboard.ts'
import { expect, test } from '#test/e2e/support/fixtures.ts'

const home = 'Accounts that are already built'

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false })

  for (const [path, heading] of [
    ['/', home],
    ['/about', 'About this starter'],
  ] as const)
    test(`${path} can be read`, async ({ page, expected }) => {
      // That they are not run is the point.
      expected.failures.push(/\/assets\/.*\.js$/)
      await page.goto(path)
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(heading)
      await expect(page).toHaveTitle(new RegExp(heading))
    })
})

test('prerendered markup stands after one answer and is taken over, not drawn again', async ({
  page,
}) => {
  const styles: string[] = []
  page.on('request', (request) => {
    if (request.resourceType() === 'stylesheet') styles.push(request.url())
  })
  const answer = await page.goto('/')
  // What stands in a boundary is taken over only when the browser has nothing else to do.
  expect(await answer?.text()).not.toContain('<!--$')
  // Names an element that is there, or the first frame would wait for the end of the page.
  await expect(page.locator('link[rel=expect][blocking=render]')).toHaveAttribute('href', '#root')
  const heading = page.getByRole('heading', { level: 1 })
  await heading.evaluate((element) => element.setAttribute('data-mark', ''))
  await expect(page.getByRole('combobox', { name: 'Language' })).toBeEnabled()
  await page.getByRole('combobox', { name: 'Appearance' }).selectOption('dark')
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
  await expect(heading).toHaveAttribute('data-mark', '')
  expect(styles).toEqual([])
})

test('the sign-in page starts with one script, compiled while it arrives', async ({ page }) => {
  const scripts: string[] = []
  page.on('request', (request) => {
    if (request.resourceType() === 'script') scripts.push(request.url())
  })
  await page.goto('/sign-in')
  // Comes with the script.
  await expect(page.getByRole('combobox', { name: 'Language' })).toBeEnabled()
  expect(scripts).toEqual([expect.stringMatching(/\/assets\/app-[^/]+\.js$/)])
  const [app = ''] = scripts
  expect(await (await page.request.get(app)).text()).toMatch(/^\/\/# allFunctionsCalledOnLoad\n/)
})

test('what comes with the scripts has its room before', async ({ page, browser, site }) => {
  const viewport = { width: 360, height: 740 }
  const context = await browser.newContext({
    javaScriptEnabled: false,
    viewport,
    baseURL: site.origin,
  })
  const bare = await context.newPage()
  await page.setViewportSize(viewport)
  await Promise.all([bare.goto('/sign-in'), page.goto('/sign-in')])
  await expect(page.getByRole('combobox')).toHaveCount(2)
  await expect(bare.getByRole('combobox')).toHaveCount(0)
  // Beside the header, for above it stands that there are no scripts.
  const footOf = async (shown: typeof page) => {
    const [head, foot] = await Promise.all(
      (['banner', 'contentinfo'] as const).map((role) => shown.getByRole(role).boundingBox()),
    )
    return foot && head && { ...foot, y: foot.y - head.y }
  }
  expect(await footOf(page)).toEqual(await footOf(bare))
  await context.close()
})

test('a new page starts at its heading and the top; going back returns to the place', async ({
  page,
}) => {
  await page.setViewportSize({ width: 600, height: 400 })
  await page.goto('/')
  await page.getByRole('heading', { name: 'What it stands on' }).scrollIntoViewIfNeeded()
  await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight))
  const before = await page.evaluate(() => window.scrollY)
  expect(before).toBeGreaterThan(100)
  await page.getByRole('contentinfo').getByRole('link', { name: 'About' }).click()
  await expectHeadingFocused(page, 'About this starter')
  expect(await page.evaluate(() => window.scrollY)).toBe(0)
  await page.goBack()
  await expectHeadingFocused(page, home)
  await expect.poll(() => page.evaluate(() => window.scrollY)).toBe(before)
})

test('who has scrolled before the scripts came stays where they are', async ({ page }) => {
  const [asked, answer] = [promiseOf<void>(), promiseOf<void>()]
  await page.route('**/assets/app-*.js', async (route) => {
    asked.resolve()
    await answer.promise
    await route.continue()
  })
  await page.setViewportSize({ width: 600, height: 400 })
  await page.goto('/', { waitUntil: 'commit' })
  await asked.promise
  await page.getByRole('heading', { name: 'What it stands on' }).scrollIntoViewIfNeeded()
  const before = await page.evaluate(() => window.scrollY)
  expect(before).toBeGreaterThan(100)
  answer.resolve()
  await expect(page.getByRole('combobox')).toHaveCount(2)
  expect(await page.evaluate(() => window.scrollY)).toBe(before)
  // Without the pointer, which would scroll to it.
  await page.getByRole('contentinfo').getByRole('link', { name: 'About' }).dispatchEvent('click')
  await expectHeadingFocused(page, 'About this starter')
  await page.goBack()
  await expectHeadingFocused(page, home)
  await expect.poll(() => page.evaluate(() => window.scrollY)).toBe(before)
})

test('where the app’s script does not come that is said, and what was withheld is shown in the end', async ({
  page,
  expected,
}) => {
  expected.failures.push(/\/assets\/app-.*\.js$/)
  await page.addInitScript(() => localStorage.setItem('language', 'zh-Hans'))
  await page.route('**/assets/app-*.js', (route) => route.abort())
  await page.goto('/sign-in?returnTo=%2Ffiles')
  const email = page.locator('#root').getByRole('textbox')
  await expect(email.first()).toBeHidden()
  await page.evaluate(() => document.getAnimations().forEach((animation) => animation.finish()))
  await expect(email.first()).toBeVisible()
  const said = page.getByRole('alert')
  await expect(said).toHaveText(/could not be loaded/)
  await page.unroute('**/assets/app-*.js')
  await said.getByRole('link').click()
  await expect(page.getByRole('heading', { level: 1, name: '登录' })).toBeVisible()
  await expect(said).toBeHidden()
  expect(new URL(page.url()).search).toBe('?returnTo=%2Ffiles')
})

test('an address with nothing behind it says so and leads on', async ({ page }) => {
  await page.goto('/no/such/page')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Page not found')
  await expect(page).toHaveTitle(/Page not found/)
  await page.getByRole('link', { name: 'Go to the home page' }).click()
  await expectHeadingFocused(page, home)
})

test('a missing file is a 404 and not the app', async ({ request }) => {
  const response = await request.get('/assets/gone-12345678.js')
  expect(response.status()).toBe(404)
})

test('the theme is remembered and stands before the first paint', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'light' })
  await page.goto('/about')
  await page.getByRole('combobox', { name: 'Appearance' }).selectOption('dark')
  const dark = await page.evaluate(() => getComputedStyle(document.body).backgroundColor)
  // Were it applied by the app and not before it, this first frame would be light.
  await page.addInitScript(() => {
    const first = new Promise<string>((resolve) => {
      document.addEventListener('readystatechange', () => {
        if (document.body) resolve(document.documentElement.dataset['theme'] ?? 'none')
      })
    })
    Object.assign(window, { first })
  })
  await page.reload()
  expect(await page.evaluate(() => (window as unknown as { first: Promise<string> }).first)).toBe(
    'dark',
  )
  expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe(dark)
  await expect(page.getByRole('combobox', { name: 'Appearance' })).toHaveValue('dark')
  await page.getByRole('combobox', { name: 'Appearance' }).selectOption('system')
  await expect
    .poll(() => page.evaluate(() => getComputedStyle(document.body).backgroundColor))
    .not.toBe(dark)
})

test('the language is switched at once, remembered, and taken from the browser', async ({
  page,
  browser,
  site,
}) => {
  await page.goto('/about')
  await page.getByRole('combobox', { name: 'Language' }).selectOption('简体中文')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('关于这个起步项目')
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-Hans')
  await page.reload()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('关于这个起步项目')

  const context = await browser.newContext({ locale: 'zh-CN', baseURL: site.origin })
  const chinese = await context.newPage()
  const words: string[] = []
  chinese.on('request', (request) => {
    if (request.url().includes('zh-hans')) words.push(request.url())
  })
  await chinese.addInitScript(() => {
    new MutationObserver(() => {
      const { dataset } = document.documentElement
      const heading = document.querySelector('h1')?.textContent
      if (heading && !dataset['boot']) dataset['firstSeen'] ??= heading
    }).observe(document, { attributes: true, attributeFilter: ['data-boot'], subtree: true })
  })
  await chinese.goto('/')
  await expect(chinese.getByRole('heading', { level: 1 })).toHaveText('账户功能，已经做好')
  // What is on the page in English is not shown meanwhile, nor could anything typed into it be lost.
  await expect(chinese.locator('html')).toHaveAttribute('data-first-seen', '账户功能，已经做好')
  // Part by part, one would wait for the other.
  expect(words).toHaveLength(1)
  await context.close()
})

test('everything is reached with the keyboard, the content first', async ({ page }) => {
  await page.goto('/')
  await page.keyboard.press('Tab')
  const skip = page.getByRole('link', { name: 'Skip to the content' })
  await expect(skip).toBeFocused()
  await expect(skip).toBeInViewport()
  await page.keyboard.press('Enter')
  await expect(page.locator('main')).toBeFocused()
  await page.goto('/')
  const names = await walk(page)
  expect(names.filter((name) => name.includes('(invisible)'))).toEqual([])
  expect(names).toContain('Create an account')
  await tabTo(page, page.getByRole('combobox', { name: 'Language' }))
})

test('nothing is cut off at 320 pixels', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 640 })
  for (const path of ['/', '/about', '/no/such/page']) {
    await page.goto(path)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    const wide = await page.evaluate(() => document.documentElement.scrollWidth)
    expect(wide, path).toBeLessThanOrEqual(320)
  }
})

test('menu and dialog keep inside a small screen, and give the focus back', async ({
  signedIn: { page },
}) => {
  await page.setViewportSize({ width: 320, height: 300 })
  await page.goto('/account/sessions')
  const within = async (box: { x: number; y: number; width: number; height: number } | null) => {
    if (!box) throw new Error('not on the screen')
    expect(box.x).toBeGreaterThanOrEqual(0)
    expect(box.y).toBeGreaterThanOrEqual(0)
    expect(box.x + box.width).toBeLessThanOrEqual(320)
    expect(box.y + box.height).toBeLessThanOrEqual(300)
  }
  const account = page.getByRole('button', { name: /^Account of/ })
  await account.click()
  const menu = page.getByRole('menu')
  const below = await menu.locator('..').boundingBox()
  await within(below)
  const button = await account.boundingBox()
  expect(below?.y).toBeGreaterThanOrEqual((button?.y ?? 0) + (button?.height ?? 0))
  await expect(menu.getByRole('menuitem').first()).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(account).toBeFocused()

  const opener = page.getByRole('button', { name: 'Sign out everywhere' })
  await opener.click()
  const dialog = page.getByRole('dialog')
  await within(await dialog.boundingBox())
  const last = dialog.getByRole('button').last()
  await last.scrollIntoViewIfNeeded()
  await within(await last.boundingBox())
  // What is behind it cannot be reached.
  for (let presses = 0; presses < 8; presses++) await page.keyboard.press('Tab')
  await expect(page.locator('main a:focus, header :focus')).toHaveCount(0)
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
  await expect(opener).toBeFocused()
})

test('a chunk that is gone after a deployment leads to one reload', async ({
  page,
  site,
  expected,
}) => {
  await page.goto('/about')
  expected.failures.push(/home-page/)
  expected.complaints.push(/home-page|dynamically imported|preload/)
  site.lose(/home-page/)
  const prerendered = await (await page.request.get('/')).text()
  const loads: string[] = []
  // As if of another build.
  await page.route(/:\d+\/$/, async (route) => {
    loads.push(route.request().resourceType())
    const body = prerendered.replaceAll('/assets/app', '/assets/./app')
    await route.fulfill({ contentType: 'text/html', body })
  })
  // Not by pointer, which would ask for the chunk before it leads anywhere.
  await page.getByRole('link', { name: 'Agent Desk' }).dispatchEvent('click')
  // The reload found the page prerendered, so it is there although its chunk is still missing.
  const heading = page.getByRole('heading', { level: 1 })
  await expect(heading).toHaveText(home)
  expect(loads).toEqual(['fetch', 'document'])
})

test('a language whose words stay missing is English, and they are not asked for on and on', async ({
  browser,
  site,
}) => {
  const context = await browser.newContext({ locale: 'zh-CN', baseURL: site.origin })
  const page = await context.newPage()
  const asked: string[] = []
  await page.route(/\/assets\/zh-hans-[^/]*\.js$/, (route) => {
    asked.push(route.request().url())
    return route.abort()
  })
  await page.goto('/about')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('About this starter')
  // Once for each part of what is on the page.
  expect(asked.length).toBeLessThan(6)
  await context.close()
})

test('a chunk that stays missing leads to a page that offers a way on', async ({
  page,
  site,
  expected,
}) => {
  await page.goto('/')
  expected.failures.push(/not-found-page/)
  expected.complaints.push(/not-found-page|dynamically imported|preload/)
  site.lose(/not-found-page/)
  await page.goto('/nowhere')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('This page has failed')
  site.restore()
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Page not found')
})

test('a chunk that is only out of reach costs nothing that was typed', async ({
  page,
  people,
  expected,
}) => {
  const person = await people.make('confirmed')
  const engine = /\/assets\/engine/
  expected.failures.push(engine)
  expected.complaints.push(engine)
  await page.route(engine, (route) => route.abort())
  await page.goto('/sign-in')
  await expect(page.getByRole('combobox')).toHaveCount(2)
  await page.getByLabel('Email').fill(person.email)
  await page.getByLabel('Password', { exact: true }).fill(person.password)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('alert')).toContainText('There is no connection')
  await page.unroute(engine)
  await page.getByLabel('Password', { exact: true }).press('Enter')
  await expect(page).toHaveURL('/account')
})

test.describe('config.json', () => {
  for (const [tag, again] of [
    ['en', 'Try again'],
    ['zh-Hans', '重试'],
  ] as const)
    test(`out of reach is asked for again, in ${tag}; nothing that was typed is lost`, async ({
      page,
      expected,
    }) => {
      expected.failures.push(/config\.json/)
      expected.complaints.push(/config\.json/)
      await page.addInitScript((it) => localStorage.setItem('language', it), tag)
      await page.route('**/config.json', (route) => route.abort())
      await page.goto('/sign-in')
      const email = page.locator('[name=email]')
      const retry = page.getByRole('alert').getByRole('button', { name: again })
      await expect(retry).toBeVisible()
      if (tag === 'en') await email.fill('ada@example.com')
      const asked = page.waitForRequest('**/config.json')
      await retry.click()
      await asked
      await expect(retry).toBeVisible()
      await page.unroute('**/config.json')
      if (tag === 'en') await retry.click()
      else await page.evaluate(() => window.dispatchEvent(new Event('online')))
      await expect(page.getByRole('combobox')).toHaveCount(2)
      await expect(retry).toBeHidden()
      await expect(email).toBeVisible()
      await expect(email).toHaveValue(tag === 'en' ? 'ada@example.com' : '')
    })

  for (const [what, body, message] of [
    ['is not JSON', '<!doctype html>', 'it is not JSON; it begins with'],
    ['lacks keys', '{"region":"us-east-1"}', 'userPoolId is missing'],
    ['has a key too many', undefined, 'colour is not a key this app knows'],
  ] as const)
    test(`that ${what} is explained to the developer`, async ({ page, site, expected }) => {
      expected.complaints.push(/config\.json/)
      site.answerConfig(body ?? JSON.stringify({ ...site.config(), colour: 'red' }))
      await page.goto('/')
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('config.json needs a change')
      await expect(page.getByText(message)).toBeVisible()
    })

  test('that is missing is explained as well', async ({ page, site, expected }) => {
    expected.failures.push(/config\.json/)
    expected.complaints.push(/config\.json/)
    site.answerConfig(undefined, 404)
    await page.goto('/')
    await expect(page.getByText('the server answered 404')).toBeVisible()
  })
})
