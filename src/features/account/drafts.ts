import { useRef, useState } from 'react'
import { useAppDispatch } from '#src/app/hooks.ts'
import type { Services } from '#src/aws/create-services.ts'
import { draftsKey } from '#src/aws/storage-keys.ts'
import { useUser } from './use-user.ts'

type Texts = Readonly<Record<string, string>>

interface Kept {
  readonly sub: string
  readonly forms: Readonly<Record<string, Texts>>
}

/**
 * What was typed and not saved, for a reload, another page or signing in again, until the tab
 * closes or the person leaves. It belongs to one person; secrets and codes are never in it.
 */
const kept = (_dispatch: unknown, _getState: unknown, { platform: { tab } }: Services) => ({
  read(sub: string): Kept {
    try {
      const found = JSON.parse(tab.get(draftsKey) ?? '{}') as Partial<Kept>
      return found.sub === sub && found.forms ? { sub, forms: found.forms } : { sub, forms: {} }
    } catch {
      return { sub, forms: {} }
    }
  },
  write(sub: string, form: string, texts: Texts) {
    const { [form]: _before, ...others } = this.read(sub).forms
    const forms = Object.keys(texts).length > 0 ? { ...others, [form]: texts } : others
    tab.set(draftsKey, JSON.stringify({ sub, forms } satisfies Kept))
  },
})

/** The texts of a form that outlast it. */
export function useDraft(form: string) {
  const sub = useUser()?.sub ?? ''
  const dispatch = useAppDispatch()
  const [texts, setTexts] = useState<Texts>(() => dispatch(kept).read(sub).forms[form] ?? {})
  // Somebody types on while what they typed before is on its way.
  const latest = useRef(texts)

  const write = (next: Texts) => {
    latest.current = next
    setTexts(next)
    dispatch(kept).write(sub, form, next)
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
