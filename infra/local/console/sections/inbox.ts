import type { Message } from '../../user-pool/model.ts'
import { html } from '../html.ts'
import type { Markup } from '../html.ts'
import { icons } from '../icons.ts'
import { plainText, prose, time } from '../prose.ts'
import type { Seen } from '../seen.ts'
import { copyButton, empty, shown } from './parts.ts'

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
