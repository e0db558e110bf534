/** Paths with a page of their own in the build. The build writes them, CloudFront routes to them. */
export const prerendered = ['/', '/about', '/sign-in', '/sign-up', '/forgot-password'] as const
