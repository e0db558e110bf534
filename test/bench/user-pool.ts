/*
 * Sign-ups, sign-ins and refreshes a second on one core: by the processor time of the server alone,
 * so that the client and what else the machine does count little. In turns with cognito-local, which
 * has no SRP.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CognitoIdentityProvider } from '@aws-sdk/client-cognito-identity-provider'
import { startSrp } from '#test/support/srp-client.ts'
import type { Challenge } from '#test/support/srp-client.ts'
import { installPeer, startServer, startStandIn } from './servers.ts'
import type { Server } from './servers.ts'

const [rounds, each] = [5, 40]
const Password = 'Correct-horse-7'

async function prepare(name: string, server: Server) {
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' }
  const endpoint = `http://localhost:${server.port}`
  const api = new CognitoIdentityProvider({ region: 'us-east-1', endpoint, credentials })
  const { UserPool } = await api.createUserPool({ PoolName: 'bench' })
  const UserPoolId = UserPool?.Id ?? ''
  const { UserPoolClient } = await api.createUserPoolClient({
    UserPoolId,
    ClientName: 'bench',
    ExplicitAuthFlows: [
      'ALLOW_USER_SRP_AUTH',
      'ALLOW_USER_PASSWORD_AUTH',
      'ALLOW_REFRESH_TOKEN_AUTH',
    ],
  })
  const ClientId = UserPoolClient?.ClientId
  let next = 0
  const signUp = () => api.signUp({ ClientId, Username: `person-${next++}@example.com`, Password })
  await signUp()
  const Username = 'person-0@example.com'
  await api.adminConfirmSignUp({ UserPoolId, Username })
  const signIn = () =>
    api.initiateAuth({
      ClientId,
      AuthFlow: 'USER_PASSWORD_AUTH',
      AuthParameters: { USERNAME: Username, PASSWORD: Password },
    })
  const { AuthenticationResult } = await signIn()
  const REFRESH_TOKEN = AuthenticationResult?.RefreshToken ?? ''
  return {
    name,
    server,
    actions: {
      'sign-ups': signUp,
      'sign-ins by password': signIn,
      refreshes: () =>
        api.initiateAuth({
          ClientId,
          AuthFlow: 'REFRESH_TOKEN_AUTH',
          AuthParameters: { REFRESH_TOKEN },
        }),
      'sign-ins by SRP': async () => {
        const srp = startSrp(UserPoolId.split('_')[1] ?? '')
        const { ChallengeParameters } = await api.initiateAuth({
          ClientId,
          AuthFlow: 'USER_SRP_AUTH',
          AuthParameters: { USERNAME: Username, SRP_A: srp.SRP_A },
        })
        const asked = ChallengeParameters as unknown as Challenge
        return api.respondToAuthChallenge({
          ClientId,
          ChallengeName: 'PASSWORD_VERIFIER',
          ChallengeResponses: srp.answer(asked, Password),
        })
      },
    },
  }
}

const folder = await mkdtemp(join(tmpdir(), 'user-pool-bench-'))
const peer = await installPeer('cognito-local', '5')
const ours = await prepare('the stand-in', await startStandIn(join(folder, 'data')))
const theirs =
  peer &&
  (await prepare(
    'cognito-local',
    await startServer({
      main: join(peer.module, 'lib/bin/start.js'),
      parameters: () => [],
      env: (port) => ({ PORT: String(port) }),
      cwd: folder,
    }),
  ))

type Action = keyof typeof ours.actions
const actions = Object.keys(ours.actions) as Action[]
const spent = new Map<string, number>()

for (let round = 0; round <= rounds; round++)
  for (const action of actions)
    for (const { name, server, actions: own } of theirs ? [ours, theirs] : [ours]) {
      if (name === 'cognito-local' && action === 'sign-ins by SRP') continue
      const before = await server.usage()
      for (let time = 0; time < each; time++) await own[action]()
      const { cpu } = await server.usage()
      const key = `${name} ${action}`
      // The first round is for the compiler.
      if (round > 0) spent.set(key, (spent.get(key) ?? 0) + cpu - before.cpu)
    }

const rateOf = (name: string, action: Action) => {
  const seconds = spent.get(`${name} ${action}`)
  return seconds === undefined ? undefined : (rounds * each) / seconds
}
console.log('\nA second of one core')
console.log(`  ${''.padEnd(22)}the stand-in   cognito-local   ratio`)
for (const action of actions) {
  const [own, other] = [rateOf('the stand-in', action) ?? 0, rateOf('cognito-local', action)]
  const beside = other === undefined ? 'not there' : other.toFixed(0)
  const ratio = other === undefined ? '' : (own / other).toFixed(1)
  console.log(
    `  ${action.padEnd(22)}${own.toFixed(0).padStart(12)}${beside.padStart(16)}${ratio.padStart(8)}`,
  )
}
for (const { name, server } of theirs ? [ours, theirs] : [ours]) {
  console.log(`  memory of ${name}: ${((await server.usage()).highest / 1024 ** 2).toFixed(0)} MB`)
  await server.close()
}
await peer?.remove()
await rm(folder, { recursive: true, force: true })
