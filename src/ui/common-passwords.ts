import { useEffect, useState } from 'react'

type IsCommon = (password: string) => boolean

/**
 * The 3,000 commonest passwords of at least eight characters, and of those with a number in them
 * (OWASP ASVS 5.0, 6.2.4): the order is that of zxcvbn's count over public leaks (MIT licence). A
 * line more for whatever else nobody should choose, such as the product's name.
 */
async function loadCommonPasswords(): Promise<IsCommon> {
  const { default: list } = await import('./common-passwords.txt?raw')
  const known = new Set(list.trim().split('\n'))
  return (password) => known.has(password.trim().toLowerCase())
}

/**
 * Nothing until the list is here, which is fetched once it is wanted: it must never hold up a form,
 * and a password is as good without it when it cannot be had.
 */
export function useCommonPasswords(wanted = true): IsCommon | undefined {
  const [isCommon, setIsCommon] = useState<IsCommon>()
  useEffect(() => {
    if (!wanted) return
    let left = false
    loadCommonPasswords().then(
      (loaded) => !left && setIsCommon(() => loaded),
      () => undefined,
    )
    return () => {
      left = true
    }
  }, [wanted])
  return isCommon
}
