import { App } from 'aws-cdk-lib'
import type { AppProps } from 'aws-cdk-lib'
import { flags } from './flags.ts'
import type { Settings } from './settings-shape.ts'
import { AppStack } from './stack.ts'

export const stackName = ({ appName, stage }: Settings) =>
  `${appName.replaceAll(/[ -]+/g, '-').replace(/-$/, '')}-${stage}`

export function createApp(settings: Settings, props: AppProps = {}) {
  const app = new App({
    analyticsReporting: false,
    treeMetadata: false,
    builtinCloudFormationValidation: false,
    ...props,
    context: { ...flags, ...props.context },
  })
  const stack = new AppStack(app, stackName(settings), settings)
  return { app, stack }
}
