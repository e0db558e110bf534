import { onTestFinished } from 'vitest'
import { startStandIn } from '#infra/local/start.ts'
import { readTemplate } from '#infra/template.ts'

/** The whole stand-in as `npm run aws` starts it, with its page and levers. */
export async function startLocal(rest: Partial<Parameters<typeof startStandIn>[0]> = {}) {
  const standIn = await startStandIn({ template: await readTemplate(), port: 0, ...rest })
  onTestFinished(() => standIn.close())
  const pull = async (method: string, lever: string, body?: unknown, headers = {}) => {
    const response = await fetch(`${standIn.origin}/_local/${lever}`, {
      method,
      headers,
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    return { status: response.status, body: JSON.parse(await response.text()) as never, response }
  }
  const cognito = async (operation: string, input: object) => {
    const response = await fetch(standIn.origin, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-amz-json-1.1',
        'x-amz-target': `AWSCognitoIdentityProviderService.${operation}`,
      },
      body: JSON.stringify(input),
    })
    return {
      status: response.status,
      body: (await response.json()) as Record<string, unknown>,
      response,
    }
  }
  return { ...standIn, pull, cognito }
}

export const signUp = (ClientId: string, Username: string) => ({
  ClientId,
  Username,
  Password: 'long-enough-1',
  UserAttributes: [{ Name: 'custom:agentName', Value: 'Ada' }],
})
