import { Markup } from './html.ts'

const icon = (path: string) =>
  new Markup(
    `<svg class="icon" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true" fill="none" stroke="currentColor" stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round">${path}</svg>`,
  )

export const icons = {
  email: icon('<rect x="2.5" y="4" width="15" height="12" rx="2"/><path d="m3 5.5 7 5.5 7-5.5"/>'),
  sms: icon(
    '<path d="M4.5 3.5h11a2 2 0 0 1 2 2v6a2 2 0 0 1-2 2H9l-4 3v-3h-.5a2 2 0 0 1-2-2v-6a2 2 0 0 1 2-2Z"/><path d="M6.5 8.5h.01M10 8.5h.01M13.5 8.5h.01"/>',
  ),
  users: icon(
    '<circle cx="8" cy="7" r="3"/><path d="M2.5 16.5c.4-3 2.6-4.5 5.5-4.5s5.1 1.5 5.5 4.5M13 4.3a3 3 0 0 1 0 5.4M15 12.4c1.5.7 2.3 2 2.5 4.1"/>',
  ),
  refusals: icon(
    '<path d="M10 2.5 16.5 5v4.5c0 4-2.7 6.7-6.5 8-3.8-1.3-6.5-4-6.5-8V5Z"/><path d="m7.8 7.8 4.4 4.4m0-4.4-4.4 4.4"/>',
  ),
  clock: icon('<circle cx="10" cy="10" r="7.5"/><path d="M10 5.5V10l3 2"/>'),
  faults: icon('<path d="M11 2.5 4 11.5h5l-1 6 7-9h-5Z"/>'),
  reset: icon('<path d="M16.5 10a6.5 6.5 0 1 1-2-4.7L16.5 7"/><path d="M16.5 3v4h-4"/>'),
  copy: icon(
    '<rect x="7" y="7" width="10" height="10" rx="2"/><path d="M13 7V5a2 2 0 0 0-2-2H5a2 2 0 0 0-2 2v6a2 2 0 0 0 2 2h2"/>',
  ),
  logo: new Markup(
    '<svg class="logo" viewBox="0 0 28 28" width="28" height="28" aria-hidden="true"><rect class="logo-back" width="28" height="28" rx="8"/><path class="logo-line" d="M7.5 17.5a4 4 0 0 1 .8-7.9 5.5 5.5 0 0 1 10.6 1.2 3.4 3.4 0 0 1 1.4 6.6" fill="none" stroke-width="2" stroke-linecap="round"/><path class="logo-line" d="M10.5 20.5h7" fill="none" stroke-width="2" stroke-linecap="round"/></svg>',
  ),
} as const
