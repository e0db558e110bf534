import { ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3'
import { fromCognitoIdentityPool } from '@aws-sdk/credential-providers'
import { AuthenticationDetails, CognitoUser, CognitoUserPool } from 'amazon-cognito-identity-js'
import type { CognitoUserSession } from 'amazon-cognito-identity-js'
import { type FormEvent, useState } from 'react'
import { createRoot } from 'react-dom/client'

import type { Config } from '#src/config.ts'

/** As the manuals of the three packages have it, and no further. */
const config = (await (await fetch('/config.json')).json()) as Config
const { region, userPoolId, userPoolClientId, identityPoolId, bucket, endpoints } = config
const pool = new CognitoUserPool({
  UserPoolId: userPoolId,
  ClientId: userPoolClientId,
  endpoint: endpoints?.userPool ?? '',
})

async function list(session: CognitoUserSession) {
  const provide = fromCognitoIdentityPool({
    identityPoolId,
    logins: {
      [`cognito-idp.${region}.amazonaws.com/${userPoolId}`]: session.getIdToken().getJwtToken(),
    },
    clientConfig: { region, endpoint: endpoints?.identityPool ?? '' },
  })
  const credentials = await provide()
  const s3 = new S3Client({
    region,
    credentials,
    endpoint: endpoints?.s3 ?? '',
    forcePathStyle: true,
  })
  await s3.send(
    new ListObjectsV2Command({
      Bucket: bucket,
      Prefix: `private/${credentials.identityId}/`,
    }),
  )
}

function App() {
  const [state, setState] = useState('out')
  const signIn = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const data = new FormData(event.currentTarget)
    const [Username, Password] = [data.get('email') as string, data.get('password') as string]
    const user = new CognitoUser({ Username, Pool: pool })
    const details = new AuthenticationDetails({ Username, Password })
    user.authenticateUser(details, {
      onSuccess: (session) => {
        setState('in')
        if (location.search !== '') list(session).then(() => setState('listed'), console.error)
      },
      onFailure: console.error,
    })
  }
  return state === 'out' ? (
    <form onSubmit={signIn}>
      <h1>Sign in</h1>
      <label>
        Email <input type="email" name="email" />
      </label>
      <label>
        Password <input type="password" name="password" />
      </label>
      <button>Sign in</button>
    </form>
  ) : (
    <h1 data-state={state}>Signed in</h1>
  )
}

const check = () => new Promise((resolve) => pool.getCurrentUser()?.getSession(resolve))
Object.assign(window, { check })

createRoot(document.querySelector('#root') as Element).render(<App />)
