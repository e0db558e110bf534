const find = (selector, from = document) => from.querySelector(selector)
const findAll = (selector, from = document) => [...from.querySelectorAll(selector)]

const sections = findAll('main > section')
const filter = find('input[name=to]')
const seen = new Map()
let newest
let unread = 0

// Sections: one at a time, by the address, so that Back works and a link can point to one.

function show(moveFocus) {
  const id = location.hash.slice(1)
  const current = sections.find((section) => section.id === id) ?? sections[0]
  for (const section of sections) section.hidden = section !== current
  for (const link of findAll('nav a')) {
    if (link.hash === `#${current.id}`) {
      link.setAttribute('aria-current', 'page')
      // On a small screen the sections are a row that scrolls.
      link.scrollIntoView({ block: 'nearest', inline: 'nearest' })
    } else link.removeAttribute('aria-current')
  }
  if (moveFocus) find('h1', current).focus({ preventScroll: true })
  if (moveFocus) scrollTo(0, 0)
  title()
}

function title() {
  const current = sections.find((section) => !section.hidden)
  const rest = document.title.slice(document.title.indexOf(' · '))
  document.title = `${unread > 0 ? `(${unread}) ` : ''}${find('h1', current).textContent}${rest}`
}

// What changes by itself.

let toastTimer
function say(text) {
  const toast = find('[data-toast]')
  toast.textContent = text
  toast.classList.add('shown')
  clearTimeout(toastTimer)
  toastTimer = setTimeout(() => toast.classList.remove('shown'), 4000)
}

function fill(id, markup) {
  const element = document.getElementById(id)
  if (seen.get(id) === markup) return
  const isFirst = !seen.has(id)
  seen.set(id, markup)
  const focus = element.contains(document.activeElement)
    ? path(element, document.activeElement)
    : []
  const known = new Set(findAll('details[id]', element).map((details) => details.id))
  const open = new Set(findAll('details[open][id]', element).map((details) => details.id))
  element.innerHTML = markup
  if (!isFirst || id !== 'inbox-list')
    for (const details of findAll('details[id]', element)) {
      if (known.has(details.id)) details.open = open.has(details.id) && !hasNew(element, known)
      else details.classList.add('new')
    }
  find(focus.join('') || '#no-such', element)?.focus()
}

const hasNew = (element, known) => findAll('details[id]', element).some(({ id }) => !known.has(id))

/** Finds the same control again after its surroundings were drawn anew. */
function path(root, element) {
  const holder = element.closest('details[id]')
  if (element.tagName === 'SUMMARY' && holder) return [`#${holder.id} > summary`]
  for (const name of ['data-copy', 'data-advance', 'data-clock-reset', 'data-clear-faults'])
    if (element.hasAttribute(name))
      return [
        holder && root.contains(holder) ? `#${holder.id} ` : '',
        `[${name}="${CSS.escape(element.getAttribute(name))}"]`,
      ]
  return []
}

let asking = false
let again = false
async function refresh() {
  if (asking) {
    again = true
    return
  }
  asking = true
  try {
    do {
      again = false
      const response = await fetch(`/_local/parts?to=${encodeURIComponent(filter.value.trim())}`)
      if (!response.ok) return
      const { parts, counts, latest } = await response.json()
      for (const [id, markup] of Object.entries(parts)) fill(id, markup)
      for (const [id, count] of Object.entries(counts)) {
        const badge = find(`[data-count=${id}]`)
        badge.textContent = count
        badge.hidden = count === 0
      }
      announce(latest)
      tick()
    } while (again)
  } catch {
    // The stream says that the server is gone, and asks again when it is back.
  } finally {
    asking = false
  }
}

function announce(latest) {
  if (newest !== undefined && latest && latest.key > newest) {
    say(
      `${latest.medium === 'sms' ? 'Text message' : 'Mail'} to ${latest.to}${latest.code ? `: ${latest.code}` : ''}`,
    )
    if (document.hidden) unread += 1
    title()
  }
  newest = latest ? latest.key : ''
}

function tick() {
  for (const face of findAll('[data-tick]'))
    face.textContent = new Date(Date.now() + Number(face.dataset.tick))
      .toISOString()
      .replace('T', ' ')
      .slice(0, 19)
}

// Levers.

async function pull(method, lever, body) {
  try {
    const response = await fetch(`/_local/${lever}`, {
      method,
      headers: { 'content-type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    })
    const answer = await response.json()
    if (response.ok) return answer
    say(answer.message)
  } catch {
    say('The stand-in does not answer. Is it still running?')
  }
  return undefined
}

async function copy(button) {
  await navigator.clipboard.writeText(button.dataset.copy)
  const label = find('span', button)
  label.textContent = 'Copied'
  button.classList.add('done')
  say('Copied')
  setTimeout(() => {
    label.textContent = 'Copy'
    button.classList.remove('done')
  }, 1500)
}

async function seed(kind) {
  const answer = await pull('POST', 'users?card', { kind })
  if (!answer) return
  const made = find('#made')
  made.innerHTML = answer.markup
  made.hidden = false
  made.focus()
}

async function advance(seconds) {
  const answer = await pull('POST', 'clock', { advance: seconds })
  if (answer) say(`It is now ${answer.now.replace('T', ' ').slice(0, 19)} UTC here`)
}

async function press(button) {
  const { dataset } = button
  if ('copy' in dataset) await copy(button)
  else if ('seed' in dataset) await seed(dataset.seed)
  else if ('advance' in dataset) await advance(Number(dataset.advance))
  else if ('clockReset' in dataset) await pull('POST', 'clock', { reset: true })
  else if ('clearFaults' in dataset) await pull('DELETE', 'faults')
  else if ('resetOpen' in dataset) find('#reset').showModal()
}

document.addEventListener('click', ({ target }) => {
  const button = target.closest('button')
  if (button) void press(button)
})

async function reset() {
  if (await pull('POST', 'reset', {})) {
    find('#made').hidden = true
    say('Everything is empty and new')
  }
}

find('#reset').addEventListener('close', ({ target }) => {
  if (target.returnValue !== 'reset') return
  target.returnValue = ''
  void reset()
})

const form = find('[data-faults]')
form.addEventListener('change', () => {
  find('[data-delay]').hidden = form.elements.fault.value !== 'delay'
})
async function arrange() {
  const { service, operation, fault, times, delayMs } = Object.fromEntries(new FormData(form))
  await pull('POST', 'faults', {
    service,
    operation,
    fault,
    times: Number(times),
    ...(fault === 'delay' && { delayMs: Number(delayMs) }),
  })
}
form.addEventListener('submit', (event) => {
  event.preventDefault()
  void arrange()
})

let typing
filter.addEventListener('input', () => {
  clearTimeout(typing)
  typing = setTimeout(() => void refresh(), 120)
})
addEventListener('hashchange', () => show(true))
document.addEventListener('visibilitychange', () => {
  if (!document.hidden) unread = 0
  title()
})

// Minutes pass also when nothing else happens.
setInterval(() => void refresh(), 30_000)
setInterval(tick, 1000)

const connection = find('[data-connection]')
const events = new EventSource('/_local/events')
events.addEventListener('change', () => void refresh())
events.addEventListener('open', () => {
  connection.textContent = 'Live'
  connection.dataset.connection = 'live'
})
events.addEventListener('error', () => {
  connection.textContent = 'Not running'
  connection.dataset.connection = 'lost'
})

show(false)
