import type { AccountSettings } from './account-settings.ts'
import { AuthError } from './auth-error.ts'
import type { AuthErrorCode } from './auth-error-table.ts'
import { toFileError } from './file-store/file-error.ts'
import type { FileErrorCode } from './file-store/file-error.ts'
import type { FileStore } from './file-store/file-store.ts'
import { once } from './once.ts'

export type AccountFiles = ReturnType<typeof createAccountFiles>

/** What the account can say about what befell a file. */
const codes: Partial<Record<FileErrorCode, AuthErrorCode>> = {
  network: 'network',
  throttled: 'throttled',
  server: 'server',
  cancelled: 'aborted',
  forbidden: 'not-allowed',
  'signed-out': 'signed-out',
}

/** The person's part of the bucket, for those parts of the account that need it. */
export function createAccountFiles({ clock, config, identityPool }: AccountSettings) {
  const open = once(async () => {
    const [{ createFileStore }, pool] = await Promise.all([
      import('./file-store/file-store.ts'),
      identityPool(),
    ])
    return createFileStore({ config, identityPool: pool, now: () => clock.deviceNow() })
  })

  return async function within<T>(act: (files: FileStore) => Promise<T>): Promise<T> {
    const files = await open()
    try {
      return await act(files)
    } catch (error) {
      throw new AuthError(codes[toFileError(error).code] ?? 'unknown', { cause: error })
    }
  }
}
