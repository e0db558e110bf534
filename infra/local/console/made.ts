import type { Seed } from '../user-pool/seeds.ts'
import { html } from './html.ts'
import type { Markup } from './html.ts'
import { icons } from './icons.ts'

/** The card that says how to sign in as a user just made. */
export function made(seed: Seed): Markup {
  const rows = [
    ['Email', seed.email],
    ['Password', seed.password],
    ...(seed.phone ? [['Phone', seed.phone]] : []),
    ...(seed.totp
      ? [
          ['Secret', seed.totp.secret],
          ['Address for the app', seed.totp.uri],
        ]
      : []),
    ...(seed.group ? [['Group', seed.group]] : []),
  ] as const
  return html`<h3>There you are</h3>
    <p>${seed.note}</p>
    <dl class="facts">
      ${rows.map(
        ([name, value = '']) =>
          html`<div>
            <dt>${name}</dt>
            <dd>
              <code>${value}</code
              ><button type="button" class="copy" data-copy="${value}" aria-label="Copy ${name}">
                ${icons.copy}<span>Copy</span>
              </button>
            </dd>
          </div>`,
      )}
    </dl>`
}
