import type { AccountFiles } from './account-files.ts'
import type { AccountProfile } from './account-profile.ts'
import type { AccountSettings } from './account-settings.ts'
import { AuthError } from './auth-error.ts'
import { FileError } from './file-store/file-error.ts'
import { accountFolder } from './file-store/file-names.ts'
import { pictureMark, pictureVersion } from './picture-cache.ts'
import { untilGone } from './until-gone.ts'
import type { CallOptions } from './user-pool-api.ts'

export const picturePath = `${accountFolder}picture.jpg`

/** Many times what the app itself would put there. */
const mostBytes = 200_000

interface Parts {
  readonly files: AccountFiles
  readonly profile: AccountProfile
}

/**
 * The picture lies with the person's files. That there is one, and which, is told by the `picture`
 * attribute, and so by the token: without one, nothing of S3 is ever loaded or asked for it.
 */
export function createAccountPicture(
  { clock, picture: cache, session }: AccountSettings,
  { files, profile }: Parts,
) {
  function user() {
    const snapshot = session.snapshot()
    if (snapshot.status === 'signed-out') throw new AuthError('signed-out')
    return snapshot.user
  }

  return {
    /** Into the cache, where it is not yet. */
    async load({ signal }: CallOptions = {}) {
      const { sub, attributes } = user()
      const version = pictureVersion(attributes)
      if (version === undefined || cache.read(sub, version) !== undefined) return
      const blob = await files((store) =>
        store.read(picturePath, { first: mostBytes, ...(signal && { signal }) }),
      )
      if (blob.size >= mostBytes || user().sub !== sub) return
      cache.write({ sub, version, picture: await addressOf(blob) })
    },

    async save(blob: Blob, options: CallOptions = {}) {
      const signal = untilGone(session, options.signal)
      const { sub } = user()
      await files((store) =>
        store.put(picturePath, blob, { replace: true, type: 'image/jpeg', signal }),
      )
      const version = String(clock.now())
      // First, so that it is there for every tab when the token tells of it.
      cache.write({ sub, version, picture: await addressOf(blob) })
      await profile.save({ changed: { picture: pictureMark(version) }, cleared: [] }, { signal })
    },

    /** The file first: what is left if it breaks off can be removed again. */
    async remove(options: CallOptions = {}) {
      const signal = untilGone(session, options.signal)
      await files(async (store) => {
        const { failed } = await store.remove([picturePath], { signal })
        if (failed[0]) throw new FileError(failed[0].code)
      })
      await profile.save({ changed: {}, cleared: ['picture'] }, { signal })
      cache.forget()
    },
  }
}

/** Never of a type that a browser would run, whatever the bytes are. */
async function addressOf(blob: Blob) {
  let text = ''
  for (const byte of new Uint8Array(await blob.arrayBuffer())) text += String.fromCharCode(byte)
  return `data:image/jpeg;base64,${btoa(text)}`
}
