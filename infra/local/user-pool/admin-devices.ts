import { AwsError } from '../http/aws-error.ts'
import { signedOperation } from '../http/json-service.ts'
import { required, text } from '../http/shape.ts'
import { limit, subject, userInput } from './admin-input.ts'
import type { Context } from './context.ts'
import { describeDevice, deviceOf, removeDevice } from './devices.ts'
import { notFound } from './errors.ts'
import * as input from './input.ts'
import type { Pool } from './model.ts'
import { page } from './paging.ts'

function checkTracked({ settings }: Pool) {
  if (!settings.DeviceConfiguration)
    throw new AwsError(
      'InvalidUserPoolConfigurationException',
      'Device tracking is not enabled for this user pool',
    )
}

export const adminDeviceOperations = (context: Context) => ({
  AdminListDevices: signedOperation(
    { ...userInput, Limit: limit, PaginationToken: text({ min: 1, pattern: '[\\S]+' }) },
    (request) => {
      const { pool, user } = subject(context, request)
      checkTracked(pool)
      const all = Object.values(user.devices)
      const { items, next } = page(all, request.Limit || 60, request.PaginationToken)
      return {
        Devices: items.map((device) => describeDevice(device)),
        ...(next && { PaginationToken: next }),
      }
    },
  ),

  AdminForgetDevice: signedOperation(
    { ...userInput, DeviceKey: required(input.deviceKey) },
    (request) => {
      const { pool, user } = subject(context, request)
      checkTracked(pool)
      if (!deviceOf(user, request.DeviceKey)) throw notFound('Device does not exist.')
      removeDevice(context, pool.id, user.username, request.DeviceKey)
    },
  ),
})
