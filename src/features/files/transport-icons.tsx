import { icon } from '#src/ui/icon.tsx'

export const PauseIcon = /* @__PURE__ */ icon('M7 5v10M13 5v10')
export const PlayIcon = /* @__PURE__ */ icon('M7 4.5l8.5 5.5L7 15.5z')
