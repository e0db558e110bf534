import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation'

/** The outputs of what is on AWS, which settings.ts may have moved on from; undefined: no stack. */
export async function stackOutputs(region: string, StackName: string) {
  const cloudFormation = new CloudFormationClient({ region })
  try {
    const { Stacks } = await cloudFormation.send(new DescribeStacksCommand({ StackName }))
    const outputs = Stacks?.[0]?.Outputs ?? []
    return new Map(outputs.map(({ OutputKey, OutputValue }) => [OutputKey, OutputValue]))
  } catch (error) {
    if (/does not exist/.test((error as Error).message)) return undefined
    throw error
  } finally {
    cloudFormation.destroy()
  }
}
