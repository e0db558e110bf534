import { useEffect, useMemo } from 'react'
import { useLocation, useNavigate } from 'react-router-dom'

interface Linked {
  readonly email?: string
  readonly code?: string
}

const textIn = (value: unknown, pattern: RegExp) =>
  typeof value === 'string' && pattern.test(value) ? value : undefined

function linkedFrom(email: unknown, code: unknown): Linked {
  const [knownEmail, knownCode] = [textIn(email, /^\S{1,254}$/), textIn(code, /^\d{4,10}$/)]
  return { ...(knownEmail && { email: knownEmail }), ...(knownCode && { code: knownCode }) }
}

/**
 * The `?email=…&code=…` of a link in a mail. Both leave the address at once, as addresses end up in
 * histories and logs, and stay with this entry of the tab's history, so that a reload keeps them.
 */
export function useLinkedCode(): Linked {
  const location = useLocation()
  const navigate = useNavigate()
  const search = useMemo(() => new URLSearchParams(location.search), [location.search])
  const state = location.state as { linked?: Linked } | null
  const given = linkedFrom(search.get('email'), search.get('code'))
  const isLink = search.has('email') || search.has('code')

  useEffect(() => {
    if (!isLink) return
    const rest = new URLSearchParams(search)
    rest.delete('email')
    rest.delete('code')
    const linked = linkedFrom(search.get('email'), search.get('code'))
    void navigate({ search: rest.toString() }, { replace: true, state: { linked } })
  }, [isLink, search, navigate])

  return isLink ? given : linkedFrom(state?.linked?.email, state?.linked?.code)
}
