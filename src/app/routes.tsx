import type { ComponentType, ReactNode } from 'react'
import { matchPath } from 'react-router-dom'
import type { Services } from '#src/aws/create-services.ts'
import { SignInPage } from '#src/features/auth/sign-in-page.tsx'
import { paths } from '#src/paths.ts'
import { GroupOnly, SignedInOnly, SignedOutOnly } from './guard.tsx'
import { type LazyPage, lazyPage } from './lazy-page.ts'

interface AppPage extends LazyPage {
  /** For somebody who is on the way, and has yet to sign in. */
  readonly prepare?: (services: Services) => void
}

export interface AppRoute {
  readonly pattern: string
  readonly page: AppPage
}

type Guard = ComponentType<{ children: ReactNode }>

function route(
  pattern: string,
  load: () => Promise<ComponentType>,
  Guard?: Guard,
  prepare?: AppPage['prepare'],
): AppRoute {
  const { preload, Page } = lazyPage(load)
  const Guarded = Guard
    ? () => (
        <Guard>
          <Page />
        </Guard>
      )
    : Page
  return { pattern, page: { preload, Page: Guarded, ...(prepare && { prepare }) } }
}

const Admins: Guard = ({ children }) => <GroupOnly group="admins">{children}</GroupOnly>

const notFound = lazyPage(() =>
  import('./not-found-page.tsx').then((module) => module.NotFoundPage),
)

export const routes: readonly AppRoute[] = [
  route(paths.home, () => import('#src/features/home/home-page.tsx').then((m) => m.HomePage)),
  route(paths.about, () => import('#src/features/home/about-page.tsx').then((m) => m.AboutPage)),

  route(paths.signIn, async () => SignInPage, SignedOutOnly),
  route(
    paths.signInChoose,
    () => import('#src/features/auth/choose-factor-page.tsx').then((m) => m.ChooseFactorPage),
    SignedOutOnly,
  ),
  route(
    paths.signInCode,
    () => import('#src/features/auth/code-page.tsx').then((m) => m.CodePage),
    SignedOutOnly,
  ),
  route(
    paths.signInChooseMfa,
    () => import('#src/features/auth/choose-mfa-page.tsx').then((m) => m.ChooseMfaPage),
    SignedOutOnly,
  ),
  route(
    paths.signInSetUpMfa,
    () => import('#src/features/auth/set-up-mfa-page.tsx').then((m) => m.SetUpMfaPage),
    SignedOutOnly,
  ),
  route(
    paths.signInNewPassword,
    () => import('#src/features/auth/new-password-page.tsx').then((m) => m.NewPasswordPage),
    SignedOutOnly,
  ),
  route(
    paths.signUp,
    () => import('#src/features/auth/sign-up-page.tsx').then((m) => m.SignUpPage),
    SignedOutOnly,
  ),
  route(
    paths.confirmSignUp,
    () => import('#src/features/auth/confirm-page.tsx').then((m) => m.ConfirmPage),
    SignedOutOnly,
  ),
  route(
    paths.forgotPassword,
    () => import('#src/features/auth/forgot-password-page.tsx').then((m) => m.ForgotPasswordPage),
    SignedOutOnly,
  ),
  route(
    paths.resetPassword,
    () => import('#src/features/auth/reset-password-page.tsx').then((m) => m.ResetPasswordPage),
    SignedOutOnly,
  ),
  route(
    paths.signedOut,
    () => import('#src/features/auth/signed-out-page.tsx').then((m) => m.SignedOutPage),
    SignedOutOnly,
  ),
  route(
    paths.account,
    () => import('#src/features/account/profile-page.tsx').then((m) => m.ProfilePage),
    SignedInOnly,
  ),
  route(
    paths.accountPassword,
    () => import('#src/features/account/password-page.tsx').then((m) => m.PasswordPage),
    SignedInOnly,
  ),
  route(
    paths.accountTwoStep,
    () => import('#src/features/account/two-step-page.tsx').then((m) => m.TwoStepPage),
    SignedInOnly,
  ),
  route(
    paths.accountEmail,
    () => import('#src/features/account/email-page.tsx').then((m) => m.EmailPage),
    SignedInOnly,
  ),
  route(
    paths.accountPhone,
    () => import('#src/features/account/phone-page.tsx').then((m) => m.PhonePage),
    SignedInOnly,
  ),
  route(
    paths.accountPasskeys,
    () => import('#src/features/account/passkeys-page.tsx').then((m) => m.PasskeysPage),
    SignedInOnly,
  ),
  route(
    paths.accountDevices,
    () => import('#src/features/account/devices-page.tsx').then((m) => m.DevicesPage),
    SignedInOnly,
  ),
  route(
    paths.accountSessions,
    () => import('#src/features/account/sessions-page.tsx').then((m) => m.SessionsPage),
    SignedInOnly,
  ),
  route(
    paths.accountData,
    () => import('#src/features/account/data-page.tsx').then((m) => m.DataPage),
    SignedInOnly,
  ),
  route(
    paths.accountDelete,
    () => import('#src/features/account/delete-page.tsx').then((m) => m.DeletePage),
    SignedInOnly,
  ),
  route(
    paths.admins,
    () => import('#src/features/admins/admins-page.tsx').then((m) => m.AdminsPage),
    Admins,
  ),
  route(
    `${paths.files}/*`,
    async () => {
      const [{ FilesPage }, { fetchFileStore }] = await Promise.all([
        import('#src/features/files/files-page.tsx'),
        import('#src/features/files/files-services.ts'),
      ])
      fetchFileStore()
      return FilesPage
    },
    SignedInOnly,
    (services) =>
      void import('#src/features/files/files-services.ts')
        .then(({ prepareFiles }) => prepareFiles(services))
        // What fails now is asked for again by the page, which says so.
        .catch(() => undefined),
  ),
  ...(import.meta.env.DEV
    ? [
        route(
          paths.accountDeveloper,
          () => import('#src/features/account/developer-page.tsx').then((m) => m.DeveloperPage),
          SignedInOnly,
        ),
        route(paths.gallery, () =>
          import('#src/features/gallery/gallery-page.tsx').then((m) => m.GalleryPage),
        ),
      ]
    : []),
]

export const pageAt = (pathname: string): AppPage =>
  routes.find(({ pattern }) => matchPath(pattern, pathname))?.page ?? notFound
