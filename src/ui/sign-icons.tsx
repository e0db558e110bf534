import { circle, disc, icon } from './icon.tsx'

export const CheckIcon = /* @__PURE__ */ icon('M4 10.5l4 4 8-9')
export const CheckCircleIcon = /* @__PURE__ */ icon(`${disc}M6.8 10.3l2.2 2.2 4.3-4.8`)
export const CircleIcon = /* @__PURE__ */ icon(circle(10, 10, 5))
export const CloseIcon = /* @__PURE__ */ icon('M5 5l10 10M15 5L5 15')
export const AlertIcon = /* @__PURE__ */ icon(`${disc}M10 6.2v4.3M10 13.7v.1`)
export const InfoIcon = /* @__PURE__ */ icon(`${disc}M10 9.5v4.3M10 6.3v.1`)
export const WarningIcon = /* @__PURE__ */ icon(
  'M8.7 3.3L2.2 14.6a1.5 1.5 0 0 0 1.3 2.2h13a1.5 1.5 0 0 0 1.3-2.2L11.3 3.3a1.5 1.5 0 0 0-2.6 0zM10 7.5v3.6M10 14v.1',
)
export const EyeIcon = /* @__PURE__ */ icon(
  `M1.8 10C3.4 6.6 6.4 4.6 10 4.6s6.6 2 8.2 5.4c-1.6 3.4-4.6 5.4-8.2 5.4S3.4 13.4 1.8 10z${circle(10, 10, 2.4)}`,
)
export const EyeOffIcon = /* @__PURE__ */ icon(
  'M3 3l14 14M8.2 4.8A9 9 0 0 1 10 4.6c3.6 0 6.6 2 8.2 5.4a9.6 9.6 0 0 1-2.2 3M5 5.9A9.6 9.6 0 0 0 1.8 10c1.6 3.4 4.6 5.4 8.2 5.4a8.8 8.8 0 0 0 4-.9M8.3 8.3a2.4 2.4 0 0 0 3.4 3.4',
)
export const ChevronDownIcon = /* @__PURE__ */ icon('M5.5 8l4.5 4.5L14.5 8')
