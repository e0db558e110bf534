import { createContext, use } from 'react'

export const SiteName = createContext('')

/** The title of the browser's tab. The page's own words come first: tabs are narrow. */
export function PageTitle({ children }: { readonly children: string }) {
  const site = use(SiteName)
  return <title>{site ? `${children} · ${site}` : children}</title>
}
