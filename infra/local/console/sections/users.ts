import { seedKinds } from '../../user-pool/seeds.ts'
import { html } from '../html.ts'
import type { Markup } from '../html.ts'
import { icons } from '../icons.ts'
import type { Person } from '../people.ts'
import { time } from '../prose.ts'
import type { Seen } from '../seen.ts'
import { counted, empty, shown } from './parts.ts'

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
