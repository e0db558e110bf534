import type { Collection } from '../store/store.ts'

import type { Pool, User } from './model.ts'

export type Users = ReturnType<typeof createUsers>

/** The users of one pool, found by any name they may sign in with. */
export function createUsers(items: Collection<User>, pool: () => Pool) {
  /** What people type, to usernames. */
  let index: Map<string, string> | undefined

  const fold = (login: string) => (pool().settings.CaseSensitive ? login : login.toLowerCase())

  function loginsOf({ username, attributes }: User): string[] {
    const { UsernameAttributes, AliasAttributes } = pool().settings
    const verified = (name: string) =>
      name === 'preferred_username' || attributes[`${name}_verified`] === 'true'
    const names = [...UsernameAttributes, ...AliasAttributes.filter(verified)]
    return [username, ...names.flatMap((name) => attributes[name] ?? [])].map(fold)
  }

  function getIndex() {
    if (index) return index
    index = new Map()
    for (const user of items.values()) enter(index, user)
    return index
  }

  function enter(into: Map<string, string>, user: User) {
    for (const login of loginsOf(user)) into.set(login, user.username)
  }

  function leave({ username, ...user }: User) {
    const known = getIndex()
    for (const login of loginsOf({ username, ...user }))
      if (known.get(login) === username) known.delete(login)
  }

  const find = (login: string) => {
    const username = getIndex().get(fold(login))
    return username === undefined ? undefined : items.get(username)
  }

  function save(user: User): User {
    const before = items.get(user.username)
    if (before) leave(before)
    items.set(user.username, user)
    enter(getIndex(), user)
    return user
  }

  return {
    /** What decides whether two logins are the same. */
    fold,
    find,
    save,
    get: (username: string) => items.get(username),
    /** Read and written without a pause between, so that nothing set meanwhile is lost. */
    change(username: string, how: (user: User) => User): User | undefined {
      const user = items.get(username)
      return user && save(how(user))
    },
    remove(username: string) {
      const user = items.get(username)
      if (!user) return
      leave(user)
      items.delete(username)
    },
    values: () => items.values(),
    get size() {
      return items.size
    },
    /** After a change of what users may sign in with. */
    reindex() {
      index = undefined
    },
  }
}
