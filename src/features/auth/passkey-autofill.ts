import { useEffect, useEffectEvent } from 'react'
import { useAppDispatch } from '#src/app/hooks.ts'
import { offerPasskeys } from './auth-thunks.ts'
import { drafted, keepSignedIn } from './drafts.ts'
import { readLastEmail } from './entry-thunks.ts'
import { useProgress } from './progress.ts'

/** Offers a passkey in the list the browser shows at the email field, once the email is known. */
export function usePasskeyAutofill(wanted: boolean, isSigningIn: boolean) {
  const dispatch = useAppDispatch()
  const proceed = useProgress()
  const offer = useEffectEvent((email: string) => {
    // A newer attempt ends the older one, and this is none of the person's.
    if (isSigningIn) return undefined
    const running = dispatch(offerPasskeys({ email, keep: keepSignedIn }))
    proceed(running)
    return running
  })

  useEffect(() => {
    if (!wanted) return
    const email = drafted('email') || dispatch(readLastEmail())
    if (email === '') return
    let left = false
    let stop = () => {}
    const start = async () => {
      const { autofillSupported } = await import('#src/aws/web-authn.ts')
      if (!(await autofillSupported()) || left) return
      const running = offer(email)
      stop = () => running?.abort()
    }
    // Only an offer: without it the form works as ever.
    start().catch(() => undefined)
    return () => {
      left = true
      stop()
    }
  }, [wanted, dispatch])
}
