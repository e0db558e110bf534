import { useAppSelector } from '#src/app/hooks.ts'

/** Whoever's account this is. The guard of the page lets nobody else in. */
export const useUser = () => useAppSelector(({ auth }) => ('user' in auth ? auth.user : undefined))
