import { App } from 'aws-cdk-lib'
import type { AppProps } from 'aws-cdk-lib'
import type { InlineCode } from '#infra/inline-code.ts'
import { flags } from './flags.ts'
import type { Settings } from './settings-shape.ts'
import { AppStack } from './stack.ts'

export const stackName = ({ appName, stage }: Settings) =>
  `${appName.replaceAll(/[ -]+/g, '-').replace(/-$/, '')}-${stage}`

interface Options extends AppProps {
  /** Of the pages that are deployed. */
  readonly inlineCode?: InlineCode
}

export function createApp(settings: Settings, { inlineCode, ...props }: Options = {}) {
  const app = new App({
    analyticsReporting: false,
    treeMetadata: false,
    builtinCloudFormationValidation: false,
    ...props,
    context: { ...flags, ...props.context },
  })
  const stack = new AppStack(app, stackName(settings), { settings, inlineCode })
  return { app, stack }
}
