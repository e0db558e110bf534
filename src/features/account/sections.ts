import type { ComponentType } from 'react'
import type { Config } from '#src/config.ts'
import { paths } from '#src/paths.ts'
import {
  CodeIcon,
  DeviceIcon,
  DownloadIcon,
  KeyIcon,
  LockIcon,
  MailIcon,
  PhoneIcon,
  ShieldIcon,
  SignOutIcon,
  TrashIcon,
  UserIcon,
} from '#src/ui/icons.tsx'
import type { words as english } from '#src/words/en/account.ts'

interface Section {
  readonly id: keyof (typeof english)['sections']
  readonly path: string
  readonly Icon: ComponentType
  /** Left out where the user pool has nothing of the kind. */
  readonly isOffered?: (config: Config) => boolean
}

/** Whether there is anything a phone number would be for. */
export const sendsTexts = ({ mfa, mfaMethods, signInWith }: Config) =>
  (mfa !== 'OFF' && mfaMethods.includes('SMS')) || signInWith.includes('SMS_OTP')

/** A section more: a line here, its title in `words/en/account.ts`, its page in `app/routes.tsx`. */
export const sections: readonly Section[] = [
  { id: 'profile', path: paths.account, Icon: UserIcon },
  { id: 'email', path: paths.accountEmail, Icon: MailIcon },
  { id: 'phone', path: paths.accountPhone, Icon: PhoneIcon, isOffered: sendsTexts },
  { id: 'password', path: paths.accountPassword, Icon: LockIcon },
  {
    id: 'twoStep',
    path: paths.accountTwoStep,
    Icon: ShieldIcon,
    isOffered: ({ mfa }) => mfa !== 'OFF',
  },
  {
    id: 'passkeys',
    path: paths.accountPasskeys,
    Icon: KeyIcon,
    isOffered: ({ signInWith }) => signInWith.includes('WEB_AUTHN'),
  },
  {
    id: 'devices',
    path: paths.accountDevices,
    Icon: DeviceIcon,
    isOffered: ({ devices }) => devices !== 'off',
  },
  { id: 'sessions', path: paths.accountSessions, Icon: SignOutIcon },
  { id: 'data', path: paths.accountData, Icon: DownloadIcon },
  { id: 'delete', path: paths.accountDelete, Icon: TrashIcon },
  {
    id: 'developer',
    path: paths.accountDeveloper,
    Icon: CodeIcon,
    isOffered: () => import.meta.env.DEV,
  },
]
