import { html } from './html.ts'
import type { Markup } from './html.ts'
import { icons } from './icons.ts'
import { clock } from './sections/clock.ts'
import { faultForm, faultList } from './sections/faults.ts'
import { inbox } from './sections/inbox.ts'
import { refusals } from './sections/refusals.ts'
import { seeds, users } from './sections/users.ts'
import type { Seen } from './seen.ts'

interface Surroundings {
  readonly appName: string
  readonly poolId: string
  readonly origin: string
  /** The folder everything is kept in, where there is one. */
  readonly data: string | undefined
}

/** The parts that change by themselves, by the id of the element they fill. */
export const liveParts = (seen: Seen): Readonly<Record<string, Markup>> => ({
  'inbox-list': inbox(seen),
  'user-list': users(seen),
  'refusal-list': refusals(seen),
  'clock-face': clock(seen),
  'fault-list': faultList(seen),
})

export const counts = (seen: Seen) => ({
  inbox: seen.messages.length,
  users: seen.people.length,
  refusals: seen.refusals.length,
  clock: 0,
  faults: seen.faults.length,
})

const titles = {
  inbox: ['Inbox', icons.email],
  users: ['Users', icons.users],
  refusals: ['Refusals', icons.refusals],
  clock: ['Clock', icons.clock],
  faults: ['Faults', icons.faults],
} as const

const navigation = (seen: Seen): Markup =>
  html`<nav aria-label="Sections">
    <ul>
      ${Object.entries(titles).map(([id, [title, icon]]) => {
        const count = counts(seen)[id as keyof typeof titles]
        return html`<li>
          <a href="#${id}"
            >${icon}<span>${title}</span
            ><span class="count" data-count="${id}" ${count === 0 && 'hidden'}>${count}</span></a
          >
        </li>`
      })}
    </ul>
    <button type="button" class="danger" data-reset-open>${icons.reset}<span>Reset…</span></button>
  </nav>`

export function page(seen: Seen, { appName, poolId, origin, data }: Surroundings): string {
  const parts = liveParts(seen)
  const live = (id: string) => html`<div id="${id}" class="live">${parts[id]}</div>`
  const body = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>Inbox · ${appName} on local AWS</title>
        <link rel="icon" href="/_local/icon.svg" type="image/svg+xml" />
        <link rel="stylesheet" href="/_local/console.css" />
        <script type="module" src="/_local/console.js"></script>
      </head>
      <body>
        <a class="skip" href="#main">Skip to content</a>
        <header class="top">
          <a class="brand" href="#inbox">
            ${icons.logo}<span><b>Local AWS</b><span class="line">${appName}</span></span>
          </a>
          <p class="connection" data-connection role="status"></p>
        </header>
        ${navigation(seen)}
        <main id="main" tabindex="-1">
          <noscript
            ><p class="notice">This page needs JavaScript to keep itself up to date.</p></noscript
          >
          <section id="inbox" aria-labelledby="inbox-title">
            <header>
              <h1 id="inbox-title" tabindex="-1">Inbox</h1>
              <label class="search"
                ><span class="sr">Show messages to this address only</span
                ><input
                  type="search"
                  name="to"
                  placeholder="Filter by address"
                  autocomplete="off"
                  spellcheck="false"
                  value="${seen.filter}"
              /></label>
            </header>
            ${live('inbox-list')}
          </section>
          <section id="users" aria-labelledby="users-title">
            <header><h1 id="users-title" tabindex="-1">Users</h1></header>
            <h2>Make me a user</h2>
            ${seeds()}
            <div id="made" tabindex="-1" hidden></div>
            <h2>Everyone</h2>
            ${live('user-list')}
          </section>
          <section id="refusals" aria-labelledby="refusals-title">
            <header><h1 id="refusals-title" tabindex="-1">Refusals</h1></header>
            ${live('refusal-list')}
          </section>
          <section id="clock" aria-labelledby="clock-title">
            <header><h1 id="clock-title" tabindex="-1">Clock</h1></header>
            <p class="lead">
              Codes, sessions, tokens and lock-outs expire by this clock. Advance it instead of
              waiting.
            </p>
            ${live('clock-face')}
          </section>
          <section id="faults" aria-labelledby="faults-title">
            <header><h1 id="faults-title" tabindex="-1">Faults</h1></header>
            <p class="lead">See what the app does when AWS is slow, busy or gone.</p>
            ${faultForm()} ${live('fault-list')}
          </section>
        </main>
        <footer>
          <span><code>${origin}</code></span>
          <span>User pool <code>${poolId}</code></span>
          <span
            >${data === undefined ? 'Kept in memory, gone when this ends' : html`Kept in <code>${data}</code>`}</span
          >
        </footer>
        <dialog id="reset" aria-labelledby="reset-title" aria-describedby="reset-text">
          <h2 id="reset-title">Start afresh?</h2>
          <p id="reset-text">
            All users, messages, files and faults go, and the clock returns to your time. The pool
            and its groups are made anew from the template.
          </p>
          <form method="dialog">
            <button value="cancel" autofocus>Cancel</button>
            <button class="danger" value="reset">Empty everything</button>
          </form>
        </dialog>
        <div class="toast" data-toast role="status" aria-live="polite"></div>
      </body>
    </html>`
  return body.text.trimStart()
}
