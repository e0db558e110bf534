/**
 * What was typed on the way in, for a reload and for the other screens, until the tab closes or
 * somebody has signed in. Never a secret or a code.
 */
const key = 'draft'

type Draft = Readonly<Record<string, string>>

function read(): Draft {
  try {
    const value: unknown = JSON.parse(sessionStorage.getItem(key) ?? 'null')
    return (value ?? {}) as Draft
  } catch {
    return {}
  }
}

export function drafted(name: string): string {
  const value: unknown = read()[name]
  return typeof value === 'string' ? value : ''
}

/** Whether the tokens may outlive the browser; asked on the sign-in screen. */
export const keepSignedIn = () => drafted('keep') !== 'off'

export function keepDraft(fields: Draft) {
  try {
    sessionStorage.setItem(key, JSON.stringify({ ...read(), ...fields }))
  } catch {
    // Without storage, what was typed lasts as long as its screen.
  }
}

export function forgetDraft() {
  try {
    sessionStorage.removeItem(key)
  } catch {
    // Nothing was kept.
  }
}
