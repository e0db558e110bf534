import { faultKinds } from '../../faults/faults.ts'
import type { Fault } from '../../faults/faults.ts'
import { services } from '../../faults/operation-of.ts'
import { html } from '../html.ts'
import type { Markup } from '../html.ts'
import { icons } from '../icons.ts'
import type { Seen } from '../seen.ts'
import { empty } from './parts.ts'

const effects: Readonly<Record<Fault['fault'], string>> = {
  throttle: 'Too many requests',
  error: 'Internal error (500)',
  drop: 'Connection cut',
  delay: 'Slow answer',
}

export const faultForm = (): Markup =>
  html`<form class="fault-form" data-faults>
    <label
      >Service
      <select name="service">
        ${services.map((service) => html`<option>${service}</option>`)}
      </select></label
    >
    <label
      >Operation <input name="operation" value="*" spellcheck="false" autocapitalize="off" required
    /></label>
    <label
      >Mishap
      <select name="fault">
        ${faultKinds.map((kind) => html`<option value="${kind}">${effects[kind]}</option>`)}
      </select></label
    >
    <label>Times <input name="times" type="number" min="1" max="10000" value="1" required /></label>
    <label data-delay hidden
      >Milliseconds <input name="delayMs" type="number" min="1" max="60000" value="2000" required
    /></label>
    <button type="submit" class="main">Arrange it</button>
  </form>`

export function faultList({ faults }: Seen): Markup {
  if (faults.length === 0)
    return empty(
      icons.faults,
      'Everything works',
      html`Arrange a mishap to see what the app does about it. It meets the next requests to that
        operation; <code>*</code> is any.`,
    )
  return html`<ul class="faults">
      ${faults.map(
        ({ service, operation, fault, times, delayMs }) =>
          html`<li>
            <span class="pill wait"
              >${effects[fault]}${fault === 'delay' && ` · ${delayMs} ms`}</span
            >
            <code>${service}</code> <code>${operation}</code>
            <span class="line"
              >${times === 1 ? 'the next request' : `the next ${times} requests`}</span
            >
          </li>`,
      )}
    </ul>
    <button type="button" data-clear-faults>Clear</button>`
}
