import { CfnOutput, Stack } from 'aws-cdk-lib'
import type { Construct } from 'constructs'
import type { FileStorage } from './file-storage.ts'
import type { Logs } from './logs.ts'
import type { Settings } from './settings-shape.ts'
import type { Site } from './site.ts'
import type { UserDirectory } from './user-directory.ts'

interface Parts {
  readonly settings: Settings
  readonly site: Site
  readonly directory: UserDirectory
  readonly files: FileStorage
  readonly logs: Logs | undefined
}

/** Left with the stack itself, because settings.ts may say something else by the time it goes. */
export function addDestroyOutputs(scope: Construct, parts: Parts) {
  const { settings, site, directory, files, logs } = parts
  const stack = Stack.of(scope)
  const output = (id: string, names: readonly string[]) =>
    new CfnOutput(scope, id, { value: stack.toJsonString(names) })
  const siteBucket = site.bucket.bucketName
  const theirs = [files.bucket.bucketName, ...(logs ? [logs.bucket.bucketName] : [])]
  const production = settings.stage === 'production'
  output('Emptied', production ? [siteBucket] : [siteBucket, ...theirs])
  output('Kept', production ? [directory.pool.userPoolId, ...theirs] : [])
}
