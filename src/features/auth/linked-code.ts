import { useEffect, useMemo } from 'react'
import { useLocation, useNavigate } from 'react-router-dom'
import { isEmail } from './email-problem.ts'

interface Linked {
  readonly email?: string
  readonly code?: string
}

function linkedFrom(search: URLSearchParams): Linked {
  const textIn = (name: string) => search.get(name)?.trim() ?? ''
  // A plus that nobody escaped, as in ada+news@example.com, is read as a space.
  const email = textIn('email').replaceAll(' ', '+')
  const code = textIn('code').replace(/[\s-]/g, '')
  return { ...(isEmail(email) && { email }), ...(/^\d{6}$/.test(code) && { code }) }
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
  const given = useMemo(() => linkedFrom(search), [search])
  const isLink = search.has('email') || search.has('code')

  useEffect(() => {
    if (!isLink) return
    const rest = new URLSearchParams(search)
    rest.delete('email')
    rest.delete('code')
    void navigate({ search: rest.toString() }, { replace: true, state: { linked: given } })
  }, [isLink, search, given, navigate])

  return isLink ? given : (state?.linked ?? {})
}
