import { preconnect } from 'react-dom'
import { useConfig } from '#src/app/config-context.ts'
import { useAppDispatch } from '#src/app/hooks.ts'
import { preloadSignIn } from './entry-thunks.ts'

/** On the first sign that somebody means to sign in: the code for it, and connections to AWS. */
export function useIntent() {
  const dispatch = useAppDispatch()
  const { region, bucket, endpoints } = useConfig()
  return () => {
    void dispatch(preloadSignIn())
    for (const address of [
      endpoints?.userPool ?? `https://cognito-idp.${region}.amazonaws.com`,
      endpoints?.identityPool ?? `https://cognito-identity.${region}.amazonaws.com`,
      endpoints?.s3 ?? `https://${bucket}.s3.${region}.amazonaws.com`,
    ])
      preconnect(address, { crossOrigin: 'anonymous' })
  }
}
