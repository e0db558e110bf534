import { selectUser } from '#src/features/auth/auth-selectors.ts'
import { signOut } from '#src/features/auth/sign-out.ts'
import { useOwnPicture } from '#src/features/account/own-picture.ts'
import { paths } from '#src/paths.ts'
import { Avatar } from '#src/ui/avatar.tsx'
import { SignOutIcon, UserIcon } from '#src/ui/icons.tsx'
import { Menu } from '#src/ui/menu.tsx'
import { words as english } from '#src/words/en/shell.ts'
import { useWords } from '#src/words/words.ts'
import { useAppDispatch, useAppSelector } from './hooks.ts'
import styles from './header-navigation.module.css'

export function AccountMenu() {
  const words = useWords(english)
  const dispatch = useAppDispatch()
  const user = useAppSelector(selectUser)
  const picture = useOwnPicture()
  if (!user) return null
  const name = user.attributes['custom:agentName'] ?? user.email

  return (
    <Menu
      align="end"
      button={{
        variant: 'quiet',
        square: true,
        'aria-label': words.accountMenu(name),
        children: <Avatar name={name} id={user.sub} src={picture} size="small" />,
      }}
      header={
        <p className={styles.who}>
          {words.signedInAs}
          <b>{user.email}</b>
        </p>
      }
      groups={[
        { items: [{ label: words.account, icon: <UserIcon />, to: paths.account }] },
        {
          items: [
            {
              label: words.signOut,
              icon: <SignOutIcon />,
              onSelect: () => void dispatch(signOut()),
            },
          ],
        },
      ]}
    />
  )
}
