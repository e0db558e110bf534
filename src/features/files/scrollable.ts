/** What scrolls and holds nothing to focus is focused itself, or the keyboard could not scroll it. */
export const scrollable = { tabIndex: 0 }
