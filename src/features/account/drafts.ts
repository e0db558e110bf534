import { useRef, useState } from 'react'
import { useUser } from './use-user.ts'

type Texts = Readonly<Record<string, string>>

/**
 * What was typed and not saved, for a reload, another page or signing in again, until the tab
 * closes. It belongs to one person; secrets and codes are never in it.
 */
const key = 'account-draft'

interface Kept {
  readonly sub: string
  readonly forms: Readonly<Record<string, Texts>>
}

function read(sub: string): Kept {
  try {
    const kept = JSON.parse(sessionStorage.getItem(key) ?? '{}') as Partial<Kept>
    return kept.sub === sub && kept.forms ? { sub, forms: kept.forms } : { sub, forms: {} }
  } catch {
    return { sub, forms: {} }
  }
}

function keep(sub: string, form: string, texts: Texts) {
  const { [form]: _before, ...others } = read(sub).forms
  const forms = Object.keys(texts).length > 0 ? { ...others, [form]: texts } : others
  try {
    sessionStorage.setItem(key, JSON.stringify({ sub, forms } satisfies Kept))
  } catch {
    // Without storage, what was typed lasts as long as its page.
  }
}

export function forgetDrafts() {
  try {
    sessionStorage.removeItem(key)
  } catch {
    // Nothing was kept.
  }
}

/** The texts of a form that outlast it. */
export function useDraft(form: string) {
  const sub = useUser()?.sub ?? ''
  const [texts, setTexts] = useState<Texts>(() => read(sub).forms[form] ?? {})
  // Somebody types on while what they typed before is on its way.
  const latest = useRef(texts)

  const write = (next: Texts) => {
    latest.current = next
    setTexts(next)
    keep(sub, form, next)
  }

  return {
    texts,
    type: (name: string, text: string) => write({ ...latest.current, [name]: text }),
    /** Without an argument all of it, else what has not been changed since. */
    forget: (sent: Texts = latest.current) =>
      write(
        Object.fromEntries(
          Object.entries(latest.current).filter(([name, text]) => sent[name] !== text),
        ),
      ),
  }
}
