import { userEvent } from '@testing-library/user-event'

/*
 * By element and by label or text. Names and roles as assistive technology reckons them cost jsdom
 * half the time of a test; the browser tests find by nothing else, and axe looks at every screen.
 */

const nameOf = (element: HTMLElement) =>
  (element.ariaLabel ?? element.textContent).replace(/\s+/g, ' ').trim()

export const named = (place: ParentNode, selector: string, name: string | RegExp) =>
  [...place.querySelectorAll<HTMLElement>(selector)].filter((element) =>
    typeof name === 'string' ? nameOf(element) === name : name.test(nameOf(element)),
  )

export function theOne(place: ParentNode, selector: string, name: string | RegExp) {
  const [found, ...others] = named(place, selector, name)
  if (!found) throw new Error(`no ${selector} is named ${name}`)
  if (others.length > 0) throw new Error(`several of ${selector} are named ${name}`)
  return found
}

export function heading() {
  const [found, ...others] = document.querySelectorAll('h1')
  if (!found || others.length > 0) throw new Error(`${others.length} headings too many`)
  return found
}

// That something lets itself be clicked is the browser's to say; jsdom lays nothing out.
export const mouse = () => userEvent.setup({ pointerEventsCheck: 0 })

/** What stands at the field, for the ear as for the eye. */
export const described = (field: HTMLElement) =>
  (field.getAttribute('aria-describedby') ?? '')
    .split(' ')
    .map((id) => document.getElementById(id)?.textContent ?? '')
    .join(' ')
