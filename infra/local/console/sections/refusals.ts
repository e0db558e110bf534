import { html } from '../html.ts'
import type { Markup } from '../html.ts'
import { icons } from '../icons.ts'
import { time } from '../prose.ts'
import type { Refusal, Seen } from '../seen.ts'
import { copyButton, empty } from './parts.ts'

function statementText(statement: unknown): string {
  return typeof statement === 'string' ? statement : JSON.stringify(statement, null, 2)
}

function refusal(item: Refusal, now: number): Markup {
  const isExplicit = item.reason === 'explicit-deny'
  return html`<li class="refusal">
    <header>
      <span class="pill bad">${isExplicit ? 'Denied' : 'Not allowed'}</span>
      <b>${item.action}</b>
      ${time(item.at, now)}
    </header>
    <dl>
      <dt>Who</dt>
      <dd><code>${item.principal}</code></dd>
      <dt>What</dt>
      <dd><code>${item.resource}</code></dd>
      ${
        item.message &&
        html`<dt>Answer</dt>
          <dd>${item.message}</dd>`
      }
      ${
        item.nearest &&
        html`<dt>Nearest</dt>
          <dd>${item.nearest}</dd>`
      }
    </dl>
    ${
      item.statement !== undefined &&
      item.statement !== null &&
      html`<details>
        <summary>
          ${isExplicit ? 'The statement that denied it' : 'The statement that was missing'}
        </summary>
        <pre tabindex="0">${statementText(item.statement)}</pre>
        ${copyButton(statementText(item.statement), 'statement')}
      </details>`
    }
  </li>`
}

export function refusals({ refusals: items, now }: Seen): Markup {
  if (items.length === 0)
    return empty(
      icons.refusals,
      'Nothing was refused',
      html`When IAM refuses a request, it says here who asked for what, and which statement was
        missing. The policies are in <code>infra/aws</code>.`,
    )
  return html`<ul class="refusals">
    ${items.map((item) => refusal(item, now))}
  </ul>`
}
