import { CognitoIdentity } from '@aws-sdk/client-cognito-identity'
import type { Credentials } from '@aws-sdk/client-cognito-identity'
import { STS } from '@aws-sdk/client-sts'
import { readTemplate } from '#infra/template.ts'
import { changeTemplate } from '#test/support/aws.ts'
import { password, startCognito } from '#test/support/cognito.ts'
import { startSrp, timestamp } from '#test/support/srp-client.ts'
import type { Challenge } from '#test/support/srp-client.ts'

type Change = (properties: Record<string, unknown>) => Record<string, unknown>

/** The deployed template with another identity pool, or other roles for it. */
export async function changed(changes: { pool?: Change; roles?: Change; group?: Change }) {
  const { pool = same, roles = same, group = same } = changes
  const steps = [
    ['AWS::Cognito::IdentityPool', pool],
    ['AWS::Cognito::IdentityPoolRoleAttachment', roles],
    ['AWS::Cognito::UserPoolGroup', group],
  ] as const
  return steps.reduce(
    (template, [type, change]) => changeTemplate(template, type, change),
    await readTemplate(),
  )
}

const same: Change = (properties) => properties

/** What the identity pool of the template says of its one provider, changed. */
export const changedProvider = (changes: object) =>
  changed({
    pool: (properties) => {
      const [provider] = properties['CognitoIdentityProviders'] as readonly object[]
      return { ...properties, CognitoIdentityProviders: [{ ...provider, ...changes }] }
    },
  })

export async function startIdentity(options: Parameters<typeof startCognito>[0] = {}) {
  const cognito = await startCognito(options)
  const { config, origin, clock } = cognito.aws
  const { region, userPoolId, identityPoolId: IdentityPoolId } = config
  const provider = `cognito-idp.${region}.amazonaws.com/${userPoolId}`
  const settings = { region, endpoint: origin, maxAttempts: 1 }
  const rootKeys = { accessKeyId: 'test', secretAccessKey: 'test' }
  const identity = new CognitoIdentity({ ...settings, credentials: rootKeys })

  /** Signs in; in plain JavaScript, as a browser must, it would take a second each time. */
  async function signIn(email: string) {
    const { api, ClientId } = cognito
    const srp = startSrp(userPoolId.split('_')[1] ?? '')
    const started = await api.initiateAuth({
      ClientId,
      AuthFlow: 'USER_SRP_AUTH',
      AuthParameters: { USERNAME: email, SRP_A: srp.SRP_A },
    })
    const challenge = started.ChallengeParameters as unknown as Challenge
    const { AuthenticationResult } = await api.respondToAuthChallenge({
      ClientId,
      ChallengeName: 'PASSWORD_VERIFIER',
      ChallengeResponses: srp.answer(challenge, password, timestamp(new Date(clock.now()))),
    })
    const { IdToken = '', AccessToken = '' } = AuthenticationResult ?? {}
    return { IdToken, AccessToken }
  }

  const idTokenOf = async (email: string) => (await signIn(email)).IdToken
  const loginsOf = async (email: string) => ({ [provider]: await idTokenOf(email) })

  return {
    ...cognito,
    identity,
    provider,
    IdentityPoolId,
    signIn,
    idTokenOf,
    loginsOf,
    addUser: (email: string) => cognito.addUser(email),
    /** The two calls by which a browser gets its credentials. */
    exchange: async (Logins: Record<string, string>) => {
      const { IdentityId } = await identity.getId({ IdentityPoolId, Logins })
      return identity.getCredentialsForIdentity({ IdentityId, Logins })
    },
    whoAmI: (credentials: typeof rootKeys & { sessionToken?: string } = rootKeys) =>
      new STS({ ...settings, credentials, systemClockOffset: clock.offset() }).getCallerIdentity(),
  }
}

export const keysOf = ({
  Credentials: given,
}: {
  readonly Credentials?: Credentials | undefined
}) => ({
  accessKeyId: given?.AccessKeyId ?? '',
  secretAccessKey: given?.SecretKey ?? '',
  sessionToken: given?.SessionToken ?? '',
})
