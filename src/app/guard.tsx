import { Fragment, type ReactNode, useDeferredValue, useState } from 'react'
import { Navigate, useLocation } from 'react-router-dom'
import { selectAuth, selectIsIn } from '#src/features/auth/auth-selectors.ts'
import { ownPath, paths, withReturn } from '#src/paths.ts'
import { useAppSelector } from './hooks.ts'
import { lazyPage } from './lazy-page.ts'
import { Splash } from './splash.tsx'

/*
 * What is shown, not what may be done: that AWS decides, by the same tokens. Whoever was here before
 * a reload is known before the first render; only where their tokens have run out is there a wait.
 */

interface Props {
  readonly children: ReactNode
}

export function SignedInOnly({ children }: Props) {
  const auth = useAppSelector(selectAuth)
  const { pathname, search, hash } = useLocation()
  const [wasIn, setWasIn] = useState(false)
  if (auth.status === 'signed-in') {
    if (!wasIn) setWasIn(true)
    // Somebody else, by another tab, begins with nothing of what was here.
    return <Fragment key={auth.user.sub}>{children}</Fragment>
  }
  if (auth.status === 'restoring') return <Splash />

  const here = pathname + search + hash
  const reason = auth.status === 'signed-out' ? auth.reason : 'never'
  if (reason === 'ended')
    return <Navigate replace to={withReturn(paths.signedOut, here)} state={{ reason }} />
  return wasIn ? (
    <Navigate replace to={paths.signedOut} state={{ reason }} />
  ) : (
    <Navigate replace to={withReturn(paths.signIn, here)} />
  )
}

export function SignedOutOnly({ children }: Props) {
  // The page that is left can stay for as long as more urgent things take when somebody arrives.
  const { status } = useDeferredValue(useAppSelector(selectAuth))
  const { search } = useLocation()
  if (status === 'restoring') return <Splash />
  if (status !== 'signed-in') return children
  return (
    <Navigate replace to={ownPath(new URLSearchParams(search).get('returnTo')) ?? paths.account} />
  )
}

const forbidden = lazyPage(() =>
  import('./forbidden-page.tsx').then((module) => module.ForbiddenPage),
)

function Members({ group, children }: Props & { readonly group: string }) {
  return useAppSelector((state) => selectIsIn(state, group)) ? children : <forbidden.Page />
}

export function GroupOnly(props: Props & { readonly group: string }) {
  return (
    <SignedInOnly>
      <Members {...props} />
    </SignedInOnly>
  )
}
