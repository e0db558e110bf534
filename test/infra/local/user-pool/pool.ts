import { readTemplate } from '#infra/template.ts'
import { changeTemplate } from '#test/support/aws.ts'
import { startCognito } from '#test/support/cognito.ts'

type Properties = Readonly<Record<string, unknown>>

/** A pool and client like the deployed ones, but for these settings. */
export async function templateWith(pool: Properties, client: Properties = {}) {
  const changed = changeTemplate(await readTemplate(), 'AWS::Cognito::UserPool', (given) => ({
    ...given,
    ...pool,
  }))
  return changeTemplate(changed, 'AWS::Cognito::UserPoolClient', (given) => ({
    ...given,
    ...client,
  }))
}

export const startWith = async (pool: Properties, client: Properties = {}) =>
  startCognito({ template: await templateWith(pool, client) })
