import { html } from '../html.ts'
import type { Markup } from '../html.ts'
import { icons } from '../icons.ts'

/** Of a list, so many; the rest are counted. */
export const shown = 100

export const copyButton = (text: string, what: string): Markup =>
  html`<button type="button" class="copy" data-copy="${text}" aria-label="Copy ${what}">
    ${icons.copy}<span>Copy</span>
  </button>`

export const empty = (icon: Markup, title: string, hint: Markup): Markup =>
  html`<div class="empty">
    ${icon}
    <h2>${title}</h2>
    <p>${hint}</p>
  </div>`

export const counted = (count: number, thing: string) =>
  `${count} ${thing}${count === 1 ? '' : 's'}`
