import type { ComponentType } from 'react'
import { matchPath } from 'react-router-dom'
import { paths } from '#src/paths.ts'
import { type LazyPage, lazyPage } from './lazy-page.ts'

export interface AppRoute {
  readonly pattern: string
  readonly page: LazyPage
}

const route = (pattern: string, load: () => Promise<ComponentType>): AppRoute => ({
  pattern,
  page: lazyPage(load),
})

export const notFound = lazyPage(() =>
  import('./not-found-page.tsx').then((module) => module.NotFoundPage),
)

export const routes: readonly AppRoute[] = [
  route(paths.home, () => import('#src/features/home/home-page.tsx').then((m) => m.HomePage)),
  route(paths.about, () => import('#src/features/home/about-page.tsx').then((m) => m.AboutPage)),
  ...(import.meta.env.DEV
    ? [
        route(paths.gallery, () =>
          import('#src/features/gallery/gallery-page.tsx').then((m) => m.GalleryPage),
        ),
      ]
    : []),
]

export const pageAt = (pathname: string): LazyPage =>
  routes.find(({ pattern }) => matchPath(pattern, pathname))?.page ?? notFound
