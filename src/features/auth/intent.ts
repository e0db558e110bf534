import { preconnect } from 'react-dom'
import { useConfig } from '#src/app/config-context.ts'
import { useAppDispatch } from '#src/app/hooks.ts'
import { addressesOf } from '#src/aws/addresses.ts'
import { preloadSignIn } from './entry-thunks.ts'

/** On the first sign that somebody means to sign in: the code for it, and connections to AWS. */
export function useIntent() {
  const dispatch = useAppDispatch()
  const { userPool, identityPool, s3 } = addressesOf(useConfig())
  return () => {
    dispatch(preloadSignIn())
    for (const address of [userPool, identityPool, s3])
      preconnect(address, { crossOrigin: 'anonymous' })
  }
}
