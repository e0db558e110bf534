import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider'
import { onTestFinished } from 'vitest'
import { changeTemplate, startAws } from '#test/support/aws.ts'
import { readTemplate } from '#infra/template.ts'

type Properties = Record<string, unknown>

export interface Pools {
  readonly pool?: (properties: Properties) => Properties
  readonly client?: (properties: Properties) => Properties
}

/** A stand-in and a client of it with root's credentials. */
export async function administer({ pool, client }: Pools = {}) {
  let template = await readTemplate()
  if (pool) template = { ...template, ...changeTemplate(template, 'AWS::Cognito::UserPool', pool) }
  if (client)
    template = { ...template, ...changeTemplate(template, 'AWS::Cognito::UserPoolClient', client) }
  const aws = await startAws({ template })
  const clientWith = (accessKeyId: string, secretAccessKey: string) =>
    new CognitoIdentityProviderClient({
      endpoint: aws.origin,
      region: aws.config.region,
      credentials: { accessKeyId, secretAccessKey },
      maxAttempts: 1,
    })
  const cognito = clientWith('test', 'test')
  onTestFinished(async () => {
    cognito.destroy()
    await aws.close()
  })
  return {
    ...aws,
    cognito,
    clientWith,
    UserPoolId: aws.config.userPoolId,
    ClientId: aws.config.userPoolClientId,
  }
}

/** What a refusal looks like from outside. */
export const refusal = async (attempt: Promise<unknown>) => {
  try {
    await attempt
  } catch (error) {
    const { name, message, $metadata } = error as Error & {
      $metadata?: { httpStatusCode?: number }
    }
    return { name, message, status: $metadata?.httpStatusCode }
  }
  throw new Error('It was not refused.')
}
