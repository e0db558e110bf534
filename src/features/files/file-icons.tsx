import { circle, icon } from '#src/ui/icon.tsx'

export const PauseIcon = /* @__PURE__ */ icon('M7 5v10M13 5v10')
export const PlayIcon = /* @__PURE__ */ icon('M7 4.5l8.5 5.5L7 15.5z')
export const ChevronUpIcon = /* @__PURE__ */ icon('M5.5 12.5L10 8l4.5 4.5')
export const ListIcon = /* @__PURE__ */ icon(
  `M7.5 5h9M7.5 10h9M7.5 15h9${[5, 10, 15].map((y) => circle(3.8, y, 0.5)).join('')}`,
)
export const TilesIcon = /* @__PURE__ */ icon(
  'M3 3h5.5v5.5H3zM11.5 3H17v5.5h-5.5zM3 11.5h5.5V17H3zM11.5 11.5H17V17h-5.5z',
)
export const RefreshIcon = /* @__PURE__ */ icon('M16.5 10a6.5 6.5 0 1 1-2-4.7L16.5 7M16.5 3v4h-4')
