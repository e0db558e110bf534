import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts'
import { CommandError } from './run-command.ts'

export interface Surroundings {
  readonly account: string
  readonly region: string
}

/** Who and where we are, or the sentence that says what is missing. */
export async function findSurroundings(): Promise<Surroundings> {
  const region = await findRegion()
  const sts = new STSClient({ region })
  try {
    const { Account } = await sts.send(new GetCallerIdentityCommand({}))
    return { account: Account ?? '', region }
  } catch (cause) {
    throw new CommandError(explain(cause as Error), { cause })
  } finally {
    sts.destroy()
  }
}

async function findRegion() {
  const fallback = process.env['AWS_DEFAULT_REGION']
  try {
    return await new STSClient(fallback ? { region: fallback } : {}).config.region()
  } catch (cause) {
    throw new CommandError(
      'No region is set: put AWS_REGION before the command, as in AWS_REGION=eu-central-1 npm run deploy.',
      { cause },
    )
  }
}

const explain = ({ name, message }: Error) => {
  if (name === 'CredentialsProviderError' || name === 'TokenProviderError')
    return 'No AWS credentials were found: sign in with `aws login` or `aws sso login`, choose a profile with AWS_PROFILE, or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.'
  if (
    [
      'ExpiredToken',
      'ExpiredTokenException',
      'InvalidClientTokenId',
      'SignatureDoesNotMatch',
    ].includes(name)
  )
    return `AWS does not accept these credentials (${name}): sign in again or choose another profile.`
  return `AWS could not be asked who we are: ${message} (${name}).`
}
