import { html } from '../html.ts'
import type { Markup } from '../html.ts'
import type { Seen } from '../seen.ts'
import { counted } from './parts.ts'

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
