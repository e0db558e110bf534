/** What this browser keeps, by name. `src/app/boot.ts` looks for the session as well. */
export const sessionKey = 'session'
export const stepKey = 'step'
export const deviceWishKey = 'device-wish'
export const lastEmailKey = 'last-email'
export const identityKey = 'identity'
export const pictureKey = 'picture'
export const draftsKey = 'account-draft'
