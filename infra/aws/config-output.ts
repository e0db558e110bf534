import type { Config } from '#src/config.ts'
import { CfnOutput, Stack } from 'aws-cdk-lib'
import type { Construct } from 'constructs'
import type { FileStorage } from './file-storage.ts'
import type { Identity } from './identity.ts'
import type { Settings } from './settings-shape.ts'
import type { UserDirectory } from './user-directory.ts'

interface Parts {
  readonly settings: Settings
  readonly directory: UserDirectory
  readonly identity: Identity
  readonly files: FileStorage
}

/** What the app is told about its surroundings: the stand-in and the deployment serve it. */
export function addConfigOutput(scope: Construct, { settings, directory, identity, files }: Parts) {
  const {
    history: _history,
    temporaryPasswordDays: _days,
    ...passwordPolicy
  } = settings.passwordPolicy
  const { keepVersionsDays: _keep, ...limits } = settings.files
  const stack = Stack.of(scope)
  const config: Omit<Config, 'endpoints'> = {
    appName: settings.appName,
    region: stack.region,
    userPoolId: directory.pool.userPoolId,
    userPoolClientId: directory.client.userPoolClientId,
    identityPoolId: identity.pool.identityPoolId,
    bucket: files.bucket.bucketName,
    selfSignUp: settings.selfSignUp,
    attributes: settings.attributes,
    passwordPolicy,
    signInWith: settings.signInWith,
    mfa: settings.mfa.mode,
    mfaMethods: settings.mfa.mode === 'OFF' ? [] : settings.mfa.methods,
    devices: settings.devices,
    groups: settings.groups.map(({ name }) => name),
    files: limits,
  }
  new CfnOutput(scope, 'Config', { value: stack.toJsonString(config) })
}
