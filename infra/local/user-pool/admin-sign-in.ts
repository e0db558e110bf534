import { signedOperation } from '../http/json-service.ts'
import { list, record, required, text } from '../http/shape.ts'
import { poolId } from './admin-input.ts'
import { respond, respondInput } from './challenges.ts'
import type { Context } from './context.ts'
import { invalidParameter, notFound } from './errors.ts'
import { checkFlow, initiateInput, initiateOperations, signInWithPassword } from './initiate.ts'

const anything = text({ max: 131_072 })
const contextData = record({
  IpAddress: required(anything),
  ServerName: required(anything),
  ServerPath: required(anything),
  HttpHeaders: required(list(record({ headerName: anything, headerValue: anything }))),
  EncodedData: anything,
})

/** Sign-in by a server, for a client that belongs to the pool it names. */
export function adminSignInOperations(context: Context) {
  const { InitiateAuth } = initiateOperations(context)

  function clientOf(request: { readonly UserPoolId: string; readonly ClientId: string }) {
    const pool = context.pool(request.UserPoolId)
    const client = context.client(request.ClientId)
    if (client.poolId !== pool.id) throw notFound(`User pool client ${client.id} does not exist.`)
    return client
  }

  return {
    AdminInitiateAuth: signedOperation(
      { ...initiateInput, UserPoolId: poolId, ContextData: contextData },
      async (request, call) => {
        const client = clientOf(request)
        switch (request.AuthFlow) {
          case 'ADMIN_NO_SRP_AUTH':
          case 'ADMIN_USER_PASSWORD_AUTH': {
            const flow = 'ADMIN_USER_PASSWORD_AUTH'
            checkFlow(client, flow, 'Auth flow not enabled for this client')
            return signInWithPassword(context, client, flow, request.AuthParameters ?? {})
          }
          case 'USER_PASSWORD_AUTH':
            throw invalidParameter('Initiate Auth method not supported.')
          default:
            return InitiateAuth.run(request, call)
        }
      },
    ),

    AdminRespondToAuthChallenge: signedOperation(
      { ...respondInput, UserPoolId: poolId, ContextData: contextData },
      async (request) =>
        respond(
          context,
          clientOf(request),
          request.ChallengeName,
          request.ChallengeResponses ?? {},
          request.Session,
        ),
    ),
  }
}
