import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseEnv } from 'node:util'
import type { Config } from '#src/config.ts'

const names = {
  region: 'AWS_REGION',
  userPoolId: 'AWS_COGNITO_USER_POOL_ID',
  userPoolClientId: 'AWS_COGNITO_USER_POOL_CLIENT_ID',
  identityPoolId: 'AWS_COGNITO_IDENTITY_POOL_ID',
  bucket: 'AWS_S3_BUCKET',
} as const satisfies Partial<Record<keyof Config, string>>

type Ids = Pick<Config, keyof typeof names>

/**
 * The ids of something that exists on AWS, where `.env` has them. Only files count: AWS_REGION
 * is often set in a shell for other reasons, and alone it says nothing.
 */
export async function readOwnPool(root: string): Promise<Ids | undefined> {
  const given: Record<string, string | undefined> = {}
  for (const name of ['.env', '.env.local'])
    Object.assign(given, parseEnv(await readFile(join(root, name), 'utf8').catch(emptyIfMissing)))
  const wanted = Object.values(names)
  const set = wanted.filter((name) => given[name])
  if (set.every((name) => name === names.region)) return undefined
  const missing = wanted.filter((name) => !given[name])
  if (missing.length > 0)
    throw new Error(
      `.env names a user pool on AWS, but lacks ${missing.join(', ')}. Add what is missing, or remove ${set.join(', ')} to use the stand-in.`,
    )
  return Object.fromEntries(
    Object.entries(names).map(([key, name]) => [key, given[name]]),
  ) as unknown as Ids
}

function emptyIfMissing(error: unknown): string {
  if ((error as NodeJS.ErrnoException).code === 'ENOENT') return ''
  throw error
}

/** What the template says of behaviour, with the ids of what is really there. */
export function withOwnPool(config: Config, ids: Ids): Config {
  const { endpoints: _local, ...behaviour } = config
  return { ...behaviour, ...ids }
}
