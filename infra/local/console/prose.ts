import { html, Markup } from './html.ts'

const tag = /<\/?[a-z][^>]*>/gi
const link = /https?:\/\/[^\s<>"']+[^\s<>"'.,;:!?)\]]/g

/** Mail bodies may be HTML; the page shows their words and links, and runs nothing of them. */
export function plainText(body: string): string {
  return body
    .replaceAll(/<a\b[^>]*href=["']?([^"'\s>]+)["']?[^>]*>(.*?)<\/a>/gis, '$2 $1')
    .replaceAll(/<(br|\/p|\/div|\/h\d|\/li|\/tr)\b[^>]*>/gi, '\n')
    .replaceAll(tag, '')
    .replaceAll('&nbsp;', ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .trim()
}

/** Text with its addresses clickable and the code made to stand out. */
export function prose(body: string, code?: string): Markup {
  const text = plainText(body)
  const parts: Markup[] = []
  let from = 0
  for (const match of text.matchAll(link)) {
    parts.push(marked(text.slice(from, match.index), code))
    parts.push(html`<a href="${match[0]}" target="_blank" rel="noreferrer">${match[0]}</a>`)
    from = match.index + match[0].length
  }
  parts.push(marked(text.slice(from), code))
  return html`${parts}`
}

function marked(text: string, code: string | undefined): Markup {
  if (!code || !text.includes(code)) return html`${text}`
  const pieces = text.split(code)
  return html`${pieces.map((piece, index) => (index === 0 ? piece : html`<b>${code}</b>${piece}`))}`
}

const units = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const
const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto' })

export function ago(at: number, now: number): string {
  const [unit, size] = units.find(([, length]) => Math.abs(now - at) >= length) ?? []
  return unit ? relative.format(Math.trunc((at - now) / size), unit) : 'just now'
}

export const time = (at: number, now: number): Markup => {
  const iso = new Date(at).toISOString()
  return html`<time datetime="${iso}" title="${iso.replace('T', ' ').slice(0, 19)} UTC"
    >${ago(at, now)}</time
  >`
}
