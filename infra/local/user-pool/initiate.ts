import { operation } from '../http/json-service.ts'
import { oneOf, required } from '../http/shape.ts'

import { advance } from './advance.ts'
import type { Context } from './context.ts'
import { invalidParameter } from './errors.ts'
import { challengeForPassword, checkPlainPassword } from './first-factor.ts'
import * as input from './input.ts'
import { initiateByChoice } from './choice.ts'
import type { Client } from './model.ts'
import { need, readVisitor } from './parameters.ts'
import type { Parameters } from './parameters.ts'
import { refresh } from './refresh.ts'

export function checkFlow({ settings }: Client, flow: string, message: string) {
  if (!settings.ExplicitAuthFlows.includes(`ALLOW_${flow}`)) throw invalidParameter(message)
}

export async function signInWithPassword(
  context: Context,
  client: Client,
  flow: string,
  parameters: Parameters,
) {
  const visitor = readVisitor(context, client, parameters)
  const user = checkPlainPassword(context, visitor, need(parameters, 'PASSWORD'))
  const deviceKey = parameters['DEVICE_KEY']
  const progress = { login: visitor.login, flow, ...(deviceKey && { deviceKey }) }
  return advance(context, { ...visitor, user }, progress)
}

const refreshFlows = ['REFRESH_TOKEN_AUTH', 'REFRESH_TOKEN'] as const
const authFlows = [
  'USER_SRP_AUTH',
  ...refreshFlows,
  'CUSTOM_AUTH',
  'ADMIN_NO_SRP_AUTH',
  'USER_PASSWORD_AUTH',
  'ADMIN_USER_PASSWORD_AUTH',
  'USER_AUTH',
] as const

export const initiateInput = {
  ...input.about,
  AuthFlow: required(oneOf(...authFlows)),
  AuthParameters: input.parameters,
  ClientId: input.clientId,
  Session: input.session,
}

export const initiateOperations = (context: Context) => ({
  InitiateAuth: operation(initiateInput, async (request) => {
    const flow = request.AuthFlow
    const client = context.client(request.ClientId)
    const parameters = request.AuthParameters ?? {}
    switch (flow) {
      case 'USER_SRP_AUTH': {
        checkFlow(client, flow, 'USER_SRP_AUTH is not enabled for the client.')
        const visitor = readVisitor(context, client, parameters)
        return challengeForPassword(context, visitor, need(parameters, 'SRP_A'), flow)
      }
      case 'USER_PASSWORD_AUTH':
        checkFlow(client, flow, 'USER_PASSWORD_AUTH flow not enabled for this client')
        return signInWithPassword(context, client, flow, parameters)
      case 'REFRESH_TOKEN':
      case 'REFRESH_TOKEN_AUTH':
        checkFlow(client, 'REFRESH_TOKEN_AUTH', 'Auth flow not enabled for this client')
        return {
          ChallengeParameters: {},
          ...(await refresh(
            context,
            client,
            need(parameters, 'REFRESH_TOKEN'),
            parameters['DEVICE_KEY'],
            parameters['SECRET_HASH'],
          )),
        }
      case 'USER_AUTH':
        checkFlow(client, flow, 'USER_AUTH is not enabled for the client.')
        return initiateByChoice(context, client, parameters, request.Session)
      case 'CUSTOM_AUTH':
        throw invalidParameter('Custom auth lambda trigger is not configured for the user pool.')
      default:
        throw invalidParameter('Unable to use this auth flow without AWS credentials')
    }
  }),
})
