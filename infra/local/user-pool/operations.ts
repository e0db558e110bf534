import type { Operation } from '../http/json-service.ts'

import type { Place } from '../template/physical-names.ts'

import { adminCreateUserOperations } from './admin-create-user.ts'
import { adminDeviceOperations } from './admin-devices.ts'
import { adminSignInOperations } from './admin-sign-in.ts'
import { adminUserOperations } from './admin-users.ts'
import { challengeOperations } from './challenges.ts'
import type { Context } from './context.ts'
import { deviceOperations } from './devices.ts'
import { groupOperations } from './groups.ts'
import { initiateOperations } from './initiate.ts'
import { listUsersOperations } from './list-users.ts'
import { mfaPreferenceOperations } from './mfa-preference.ts'
import { passkeyOperations } from './passkeys.ts'
import { poolClientOperations } from './pool-clients.ts'
import { poolMfaOperations } from './pool-mfa.ts'
import { poolOperations } from './pools.ts'
import { profileOperations } from './profile.ts'
import { recoveryOperations } from './recovery.ts'
import { refreshOperations } from './refresh.ts'
import { signUpOperations } from './sign-up.ts'
import { softwareTokenOperations } from './software-token.ts'

/** Everything this user pool can do. */
export const userPoolOperations = (
  context: Context,
  place: Place,
): Readonly<Record<string, Operation>> => ({
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

  ...adminCreateUserOperations(context),
  ...adminUserOperations(context),
  ...adminDeviceOperations(context),
  ...adminSignInOperations(context),
  ...listUsersOperations(context),
  ...groupOperations(context),
  ...poolOperations(context, place),
  ...poolMfaOperations(context),
  ...poolClientOperations(context),
})
