import type { Operation } from '../http/json-service.ts'

import { challengeOperations } from './challenges.ts'
import type { Context } from './context.ts'
import { deviceOperations } from './devices.ts'
import { initiateOperations } from './initiate.ts'
import { mfaPreferenceOperations } from './mfa-preference.ts'
import { passkeyOperations } from './passkeys.ts'
import { profileOperations } from './profile.ts'
import { recoveryOperations } from './recovery.ts'
import { refreshOperations } from './refresh.ts'
import { signUpOperations } from './sign-up.ts'
import { softwareTokenOperations } from './software-token.ts'

/** Everything this user pool can do. */
export const userPoolOperations = (context: Context): Readonly<Record<string, Operation>> => ({
  ...signUpOperations(context),
  ...initiateOperations(context),
  ...challengeOperations(context),
  ...refreshOperations(context),
  ...recoveryOperations(context),
  ...profileOperations(context),
  ...mfaPreferenceOperations(context),
  ...softwareTokenOperations(context),
  ...deviceOperations(context),
  ...passkeyOperations(context),
})
