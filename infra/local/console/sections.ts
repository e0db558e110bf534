import type { Fault } from '../faults/faults.ts'
import { faultKinds } from '../faults/faults.ts'
import { services } from '../faults/operation-of.ts'
import type { Message } from '../user-pool/model.ts'
import { seedKinds } from '../user-pool/seeds.ts'
import { html } from './html.ts'
import type { Markup } from './html.ts'
import { icons } from './icons.ts'
import type { Person } from './people.ts'
import { plainText, prose, time } from './prose.ts'

/** What IAM's record of a refusal shows; anything else in it is left alone. */
export interface Refusal {
  readonly at: number
  readonly principal: string
  readonly action: string
  readonly resource: string
  readonly reason: string
  readonly message?: string
  readonly statement?: unknown
  readonly nearest?: string | null
}

export interface Seen {
  readonly now: number
  readonly offset: number
  readonly messages: readonly (readonly [key: string, message: Message])[]
  readonly filter: string
  readonly people: readonly Person[]
  readonly refusals: readonly Refusal[]
  readonly faults: readonly Fault[]
}

const shown = 100

const copyButton = (text: string, what: string): Markup =>
  html`<button type="button" class="copy" data-copy="${text}" aria-label="Copy ${what}">
    ${icons.copy}<span>Copy</span>
  </button>`

const empty = (icon: Markup, title: string, hint: Markup): Markup =>
  html`<div class="empty">
    ${icon}
    <h2>${title}</h2>
    <p>${hint}</p>
  </div>`

const kinds: Readonly<Record<Message['kind'], string>> = {
  'sign-up': 'Sign-up',
  resend: 'Sent again',
  reset: 'Password reset',
  'verify-attribute': 'Verification',
  'sign-in-code': 'Sign-in code',
  mfa: 'Second step',
  invitation: 'Invitation',
}

function message(key: string, item: Message, now: number, isNewest: boolean): Markup {
  const medium = item.medium === 'sms' ? 'Text message' : 'Mail'
  const what = item.kind === 'invitation' ? 'Temporary password' : 'Code'
  return html`<li>
    <details class="message" id="m${key}" name="message" ${isNewest && 'open'}>
      <summary>
        <span class="medium" title="${medium}">${icons[item.medium]}</span>
        <span class="who"
          ><span class="sr">${medium} to </span><b>${item.to}</b>
          <span class="line">${item.subject || plainText(item.body)}</span></span
        >
        <span class="tag">${kinds[item.kind] ?? item.kind}</span>
        ${time(item.sentAt, now)}
      </summary>
      <div class="body">
        ${
          item.code !== undefined &&
          html`<div class="code">
            <span class="label">${what}</span>
            <output>${item.code}</output>
            ${copyButton(item.code, `${what.toLowerCase()} for ${item.to}`)}
          </div>`
        }
        <p class="prose">${prose(item.body, item.code)}</p>
      </div>
    </details>
  </li>`
}

export function inbox({ messages, filter, now }: Seen): Markup {
  if (messages.length === 0 && filter)
    return empty(icons.email, 'Nothing for this address', html`No message to <b>${filter}</b> yet.`)
  if (messages.length === 0)
    return empty(
      icons.email,
      'No messages yet',
      html`Every mail and text message that AWS would send arrives here. Sign up in the app, or make
        an unconfirmed user under <a href="#users">Users</a>, and the code appears by itself.`,
    )
  return html`<ul class="messages">
      ${messages.slice(0, shown).map(([key, item], index) => message(key, item, now, index === 0))}
    </ul>
    ${messages.length > shown && html`<p class="more">And ${messages.length - shown} older.</p>`}`
}

const statuses: Readonly<Record<Person['status'], readonly [tone: string, text: string]>> = {
  CONFIRMED: ['good', 'Confirmed'],
  UNCONFIRMED: ['wait', 'Unconfirmed'],
  FORCE_CHANGE_PASSWORD: ['wait', 'Must choose password'],
  RESET_REQUIRED: ['wait', 'Must reset password'],
}
const factors: Readonly<Record<string, string>> = {
  SMS_MFA: 'SMS',
  SOFTWARE_TOKEN_MFA: 'Authenticator',
  EMAIL_OTP: 'Email code',
}
const counted = (count: number, thing: string) => `${count} ${thing}${count === 1 ? '' : 's'}`

/** One that is empty must be so to the letter: narrow screens leave it out. */
const cell = (label: string, content: Markup): Markup =>
  html`<td data-label="${label}">${content}</td>`

function person(who: Person, now: number, withPool: boolean): Markup {
  const [tone, status] = statuses[who.status]
  const extras = [
    ...who.mfa.map((method) => factors[method] ?? method),
    ...(who.devices > 0 ? [counted(who.devices, 'device')] : []),
    ...(who.passkeys > 0 ? [counted(who.passkeys, 'passkey')] : []),
  ]
  return html`<tr>
    <th scope="row">
      <span class="name">${who.email ?? who.phone ?? who.username}</span>
      <span class="line">${who.username}${withPool && html` · ${who.pool}`}</span>
    </th>
    <td data-label="State">
      <span class="pill ${who.enabled ? tone : 'bad'}">${who.enabled ? status : 'Disabled'}</span>
      ${who.locked && html`<span class="pill bad">Locked</span>`}
    </td>
    ${cell('Groups', html`${who.groups.map((group) => html`<span class="tag">${group}</span>`)}`)}
    ${cell('Second step and devices', html`${extras.join(', ')}`)}
    <td data-label="Made">${time(who.createdAt, now)}</td>
  </tr>`
}

export function users({ people, now }: Seen): Markup {
  if (people.length === 0)
    return empty(
      icons.users,
      'Nobody has an account yet',
      html`Sign up in the app, or make a user with one click above.`,
    )
  const withPool = people.some(({ poolId }) => poolId !== people[0]?.poolId)
  return html`<table>
      <thead>
        <tr>
          <th scope="col">User</th>
          <th scope="col">State</th>
          <th scope="col">Groups</th>
          <th scope="col">Second step and devices</th>
          <th scope="col">Made</th>
        </tr>
      </thead>
      <tbody>
        ${people.slice(0, shown).map((who) => person(who, now, withPool))}
      </tbody>
    </table>
    ${people.length > shown && html`<p class="more">And ${people.length - shown} more.</p>`}`
}

const seedTitle = (kind: string) =>
  kind.length <= 4
    ? kind.toUpperCase()
    : kind.charAt(0).toUpperCase() + kind.slice(1).replace('-', ' ')

export const seeds = (): Markup =>
  html`<ul class="seeds">
    ${Object.entries(seedKinds).map(
      ([kind, what]) =>
        html`<li>
          <button type="button" data-seed="${kind}">
            <b>${seedTitle(kind)}</b><span>${what}</span>
          </button>
        </li>`,
    )}
  </ul>`

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

const jumps = [
  ['1 minute', 60],
  ['5 minutes', 300],
  ['1 hour', 3600],
  ['1 day', 86_400],
  ['30 days', 2_592_000],
] as const

const clockText = (at: number) => new Date(at).toISOString().replace('T', ' ').slice(0, 19)

export function distance(offset: number): string {
  const seconds = Math.round(offset / 1000)
  const parts = [
    [Math.floor(seconds / 86_400), 'day'],
    [Math.floor(seconds / 3600) % 24, 'hour'],
    [Math.floor(seconds / 60) % 60, 'minute'],
    [seconds % 60, 'second'],
  ] as const
  const named = parts.filter(([count]) => count > 0).map(([count, unit]) => counted(count, unit))
  return named.length > 0 ? `${named.join(', ')} ahead` : 'The same as yours'
}

export const clock = ({ now, offset }: Seen): Markup =>
  html`<dl class="clocks">
      <div>
        <dt>Here</dt>
        <dd class="face" data-tick="${offset}">${clockText(now)}</dd>
        <dd>${distance(offset)}</dd>
      </div>
      <div>
        <dt>Your computer</dt>
        <dd class="face" data-tick="0">${clockText(now - offset)}</dd>
        <dd>UTC</dd>
      </div>
    </dl>
    <div class="row">
      ${jumps.map(
        ([text, seconds]) =>
          html`<button type="button" data-advance="${seconds}">
            <span class="sr">Advance </span>+ ${text}
          </button>`,
      )}
      <button type="button" class="quiet" data-clock-reset ${offset === 0 && 'disabled'}>
        Back to your time
      </button>
    </div>`

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
