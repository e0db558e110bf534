import { act, cleanup, render, screen } from '@testing-library/react'
import { Component, type ReactNode, Suspense } from 'react'
import { expect, test } from 'vitest'
import { lazyPage } from '#src/app/lazy-page.ts'
import { takeComplaints } from '#test/support/console.ts'

const Hello = () => <h1>Hello</h1>

test('a preloaded page renders at once, without suspending', async () => {
  const page = lazyPage(() => Promise.resolve(Hello))
  await page.preload()
  render(<page.Page />)
  expect(screen.getByRole('heading').textContent).toBe('Hello')
})

test('a page that is not here yet shows the fallback, then itself', async () => {
  let arrive = (_page: typeof Hello) => {}
  const page = lazyPage(() => new Promise<typeof Hello>((resolve) => (arrive = resolve)))
  await act(async () =>
    render(
      <Suspense fallback="waiting">
        <page.Page />
      </Suspense>,
    ),
  )
  expect(screen.getByText('waiting')).toBeTruthy()
  await act(async () => arrive(Hello))
  expect(screen.getByRole('heading').textContent).toBe('Hello')
})

test('its code is fetched once however often it is wanted, and again after a failure', async () => {
  let asked = 0
  const page = lazyPage(() => {
    asked += 1
    return asked === 1 ? Promise.reject(new TypeError('offline')) : Promise.resolve(Hello)
  })
  await expect(Promise.all([page.preload(), page.preload()])).rejects.toThrow('offline')
  expect(asked).toBe(1)
  expect(await page.preload()).toBe(Hello)
  expect(await page.preload()).toBe(Hello)
  expect(asked).toBe(2)
})

test('a failure shows as an error, until the code is asked for again', async () => {
  let online = false
  const page = lazyPage(() =>
    online ? Promise.resolve(Hello) : Promise.reject(new Error('offline')),
  )
  class Boundary extends Component<{ children: ReactNode }> {
    override state = { failed: false }
    static getDerivedStateFromError = () => ({ failed: true })
    override render = () => (this.state.failed ? 'failed' : this.props.children)
  }
  const show = () =>
    act(async () =>
      render(
        <Boundary>
          <Suspense fallback="waiting">
            <page.Page />
          </Suspense>
        </Boundary>,
      ),
    )
  await show()
  expect(screen.getByText('failed')).toBeTruthy()
  expect(takeComplaints().join()).toContain('offline')
  online = true
  await page.preload()
  cleanup()
  await show()
  expect(screen.getByRole('heading').textContent).toBe('Hello')
})

test('one that could not be fetched ahead of time is fetched when it is wanted', async () => {
  let online = false
  const page = lazyPage(() =>
    online ? Promise.resolve(Hello) : Promise.reject(new Error('offline')),
  )
  await expect(page.preload()).rejects.toThrow('offline')
  online = true
  await act(async () =>
    render(
      <Suspense fallback="waiting">
        <page.Page />
      </Suspense>,
    ),
  )
  expect(screen.getByRole('heading').textContent).toBe('Hello')
})
