import { aptInstall, onPath } from '#test/support/find-tool.ts'

/**
 * The AWS command line is not a package of npm. Where it is missing and cannot be had without a
 * question its tests are left out by name, except in CI, which is to run everything.
 */
export async function hasAwsCli(): Promise<boolean> {
  if (await onPath('aws')) return true
  if (await aptInstall('awscli')) return true
  if (process.env['CI']) throw new Error('CI needs the AWS command line: install awscli')
  return false
}
