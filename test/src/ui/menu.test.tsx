import { render, screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { MemoryRouter, useLocation } from 'react-router-dom'
import { expect, test, vi } from 'vitest'
import { Menu } from '#src/ui/menu.tsx'

// The top layer, and where the popup is put, are for the browser tests: jsdom has neither.

const Where = () => <output>{useLocation().pathname}</output>

function setUp() {
  const chosen = vi.fn<(name: string) => void>()
  const choose = (name: string) => () => chosen(name)
  render(
    <MemoryRouter>
      <Where />
      <Menu
        button={{ children: 'Actions' }}
        groups={[
          {
            items: [
              { label: 'Rename', onSelect: choose('rename') },
              { label: 'Remove', onSelect: choose('remove'), disabled: true },
              { label: 'Account', to: '/account' },
            ],
          },
          {
            title: 'Order',
            items: [
              { label: 'Name', checked: true, onSelect: choose('name') },
              { label: 'Size', checked: false, onSelect: choose('size') },
            ],
          },
        ]}
      />
      <button>After</button>
    </MemoryRouter>,
  )
  return { chosen, button: screen.getByRole('button', { name: 'Actions' }) }
}

const focused = () => document.activeElement?.textContent

test('opens on its first item, and says so', async () => {
  const { button } = setUp()
  expect(button.getAttribute('aria-haspopup')).toBe('menu')
  expect(button.getAttribute('aria-expanded')).toBe('false')
  await userEvent.click(button)
  expect(button.getAttribute('aria-expanded')).toBe('true')
  expect(document.getElementById(button.getAttribute('aria-controls') ?? '')).toBe(
    screen.getByRole('menu'),
  )
  expect(focused()).toBe('Rename')
})

test('arrow keys open it at either end', async () => {
  const { button } = setUp()
  button.focus()
  await userEvent.keyboard('{ArrowUp}')
  expect(focused()).toBe('Size')
  await userEvent.keyboard('{Escape}{ArrowDown}')
  expect(focused()).toBe('Rename')
})

test('arrows go round, Home and End to the ends, letters to what they begin', async () => {
  setUp()
  await userEvent.click(screen.getByRole('button', { name: 'Actions' }))
  const user = userEvent.setup()
  const press = async (keys: string) => {
    await user.keyboard(keys)
    return focused()
  }
  expect(await press('{ArrowDown}')).toBe('Remove')
  expect(await press('{ArrowUp}{ArrowUp}')).toBe('Size')
  expect(await press('{ArrowDown}')).toBe('Rename')
  expect(await press('{End}')).toBe('Size')
  expect(await press('{Home}')).toBe('Rename')
  expect(await press('na')).toBe('Name')
})

test('the same letter again goes on to the next that begins with it', async () => {
  const { button } = setUp()
  await userEvent.click(button)
  await userEvent.keyboard('r')
  expect(focused()).toBe('Remove')
  await userEvent.keyboard('r')
  expect(focused()).toBe('Rename')
})

test('Escape closes and gives the focus back', async () => {
  const { button, chosen } = setUp()
  await userEvent.click(button)
  await userEvent.keyboard('{Escape}')
  expect(screen.queryByRole('menu')).toBeNull()
  expect(document.activeElement).toBe(button)
  expect(chosen).not.toHaveBeenCalled()
})

test('Tab closes and goes on from the button', async () => {
  const { button } = setUp()
  await userEvent.click(button)
  await userEvent.tab()
  expect(screen.queryByRole('menu')).toBeNull()
  expect(focused()).toBe('After')
})

test('choosing closes, gives the focus back and acts', async () => {
  const { button, chosen } = setUp()
  await userEvent.click(button)
  await userEvent.keyboard('{Enter}')
  expect(chosen.mock.calls).toEqual([['rename']])
  expect(screen.queryByRole('menu')).toBeNull()
  expect(document.activeElement).toBe(button)
})

test('a disabled item can be read and not chosen', async () => {
  const { button, chosen } = setUp()
  await userEvent.click(button)
  await userEvent.keyboard('{ArrowDown}')
  expect(document.activeElement?.getAttribute('aria-disabled')).toBe('true')
  await userEvent.keyboard('{Enter}')
  expect(chosen).not.toHaveBeenCalled()
  expect(screen.getByRole('menu')).toBeTruthy()
})

test('an item can be a link, or one of a group of which one is chosen', async () => {
  const { button } = setUp()
  await userEvent.click(button)
  expect(screen.getByRole('group', { name: 'Order' })).toBeTruthy()
  expect(screen.getByRole('menuitemradio', { checked: true }).textContent).toBe('Name')
  await userEvent.click(screen.getByRole('menuitem', { name: 'Account' }))
  expect(screen.getByRole('status').textContent).toBe('/account')
  expect(screen.queryByRole('menu')).toBeNull()
})

test('a press or the focus elsewhere closes it', async () => {
  const { button } = setUp()
  await userEvent.click(button)
  await userEvent.click(screen.getByText('After'))
  expect(screen.queryByRole('menu')).toBeNull()
  expect(focused()).toBe('After')
  await userEvent.click(button)
  await userEvent.pointer({ keys: '[MouseLeft>]', target: screen.getByRole('status') })
  expect(screen.queryByRole('menu')).toBeNull()
  await userEvent.click(button)
  await userEvent.click(button)
  expect(screen.queryByRole('menu')).toBeNull()
})
