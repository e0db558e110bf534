/** What the components of `src/ui` say by themselves. */
export const words = {
  part: 'ui',
  close: 'Close',
} as const
