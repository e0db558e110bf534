/** Paths with a page of their own in the build. The build writes them, CloudFront routes to them. */
export const prerendered = ['/', '/about', '/sign-in', '/sign-up', '/forgot-password'] as const

/**
 * Below these, addresses end in what people named their folders: `/files/photos.old` is a page, while
 * everywhere else an ending like that is a file's.
 */
export const freelyNamed = ['/files/'] as const
