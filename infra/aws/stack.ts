import { Aws, LegacyStackSynthesizer, CfnOutput, Fn, Stack, Tags } from 'aws-cdk-lib'
import type { Construct } from 'constructs'
import type { InlineCode } from '#infra/inline-code.ts'
import { addConfigOutput } from './config-output.ts'
import { addDestroyOutputs } from './destroy-outputs.ts'
import { exact } from './exact.ts'
import { FileStorage } from './file-storage.ts'
import { Identity } from './identity.ts'
import { Logs } from './logs.ts'
import type { Settings } from './settings-shape.ts'
import { Site } from './site.ts'
import { UserDirectory } from './user-directory.ts'

const developmentOrigins = ['http://localhost:5173', 'http://localhost:4173']

interface Props {
  readonly settings: Settings
  readonly inlineCode?: InlineCode | undefined
}

export class AppStack extends Stack {
  constructor(scope: Construct, id: string, { settings, inlineCode }: Props) {
    super(scope, id, {
      description: `${settings.appName}: accounts and files`,
      // Without assets there is nothing to bootstrap an account for, and no roles to assume.
      synthesizer: exact(new LegacyStackSynthesizer()),
    })
    const development = settings.stage === 'development'
    // A bucket's name that needs no reference, or site and bucket would wait for each other. The
    // end of the stack's id makes it unlike that of an earlier stack whose bucket was kept.
    const bucketName = `files-${Fn.select(2, Fn.split('/', Aws.STACK_ID))}`

    const logs = development ? undefined : new Logs(this, 'Logs', settings.stage)
    const site = new Site(this, 'Site', { settings, filesBucketName: bucketName, inlineCode, logs })
    const directory = new UserDirectory(this, 'Users', { settings, site })
    const files = new FileStorage(this, 'Files', {
      settings,
      bucketName,
      origins: [site.origin, ...(development ? developmentOrigins : [])],
      logs,
    })
    const identity = new Identity(this, 'Identity', {
      directory,
      groups: settings.groups,
      grantFiles: (role, access) => {
        files.grant(role, access)
      },
    })

    addConfigOutput(this, { settings, directory, identity, files })
    addDestroyOutputs(this, { settings, site, directory, files, logs })
    new CfnOutput(this, 'SiteAddress', { value: site.origin })
    new CfnOutput(this, 'SiteBucket', { value: site.bucket.bucketName })
    for (const [name, value] of Object.entries(settings.tags)) Tags.of(this).add(name, value)
  }
}
