import { useEffect, useEffectEvent, useRef } from 'react'
import { useLocation, useNavigate } from 'react-router-dom'
import { useAppDispatch, useAppSelector } from '#src/app/hooks.ts'
import type { SignInStep } from '#src/aws/challenges.ts'
import { paths } from '#src/paths.ts'
import { selectStep, selectUser } from './auth-selectors.ts'
import { leaveStep } from './auth-thunks.ts'
import { forgetDraft } from './drafts.ts'
import { useReturnTo } from './return-to.ts'
import { stepPath } from './step-path.ts'

type Status = 'step' | 'signed-in' | 'signed-out'

interface Running {
  unwrap(): Promise<Status>
  abort(): void
}

/** Leads to the screen of what comes next. Why something failed is told by the form. */
export function useProgress() {
  const dispatch = useAppDispatch()
  const navigate = useNavigate()
  const { pathname } = useLocation()
  const { keepingReturn } = useReturnTo()
  const underway = useRef<Running>(undefined)

  const leave = useEffectEvent(() => {
    // Whoever is in was led away by the guard, and there is more to do.
    if (dispatch((_, getState) => selectUser(getState())) === undefined) underway.current?.abort()
  })
  // An answer that comes after somebody has gone elsewhere must not fetch them back.
  useEffect(() => () => leave(), [])

  const proceed = (status: Status) => {
    if (status === 'signed-in') {
      // Where to go now is up to the guard of the page.
      forgetDraft()
      return
    }
    const step = dispatch((_, getState) => selectStep(getState()))
    const next = step ? stepPath(step) : paths.signIn
    if (next !== pathname) void navigate(keepingReturn(next))
  }

  return (running: Running) => {
    underway.current = running
    running.unwrap().then(proceed, () => undefined)
  }
}

/** The step in progress, if it is one that this screen is for. */
export function useStep<T extends SignInStep['type']>(...types: readonly T[]) {
  const step = useAppSelector(selectStep)
  const isOurs = (it: SignInStep): it is Extract<SignInStep, { type: T }> =>
    types.some((type) => type === it.type)
  const ours = step && isOurs(step) ? step : undefined

  // The next step on the same screen: the button that led to it is gone, and the focus with it.
  const shown = useRef(ours?.type)
  useEffect(() => {
    if (shown.current && ours && shown.current !== ours.type)
      document.querySelector<HTMLElement>('main h1')?.focus()
    shown.current = ours?.type
  }, [ours])
  return ours
}

/** Gives the step up and goes back to the sign-in screen. */
export function useStartAgain() {
  const dispatch = useAppDispatch()
  const navigate = useNavigate()
  const { keepingReturn } = useReturnTo()
  return () => {
    dispatch(leaveStep())
    void navigate(keepingReturn(paths.signIn))
  }
}
