import { circle, icon } from './icon.tsx'

export const MoreIcon = /* @__PURE__ */ icon(
  `${circle(4.5, 10, 0.5)}${circle(10, 10, 0.5)}${circle(15.5, 10, 0.5)}`,
)
export const PlusIcon = /* @__PURE__ */ icon('M10 4v12M4 10h12')
export const SearchIcon = /* @__PURE__ */ icon(`${circle(8.8, 8.8, 5.6)}M13 13l4 4`)
export const CopyIcon = /* @__PURE__ */ icon(
  'M7.5 9a1.5 1.5 0 0 1 1.5-1.5h6A1.5 1.5 0 0 1 16.5 9v6a1.5 1.5 0 0 1-1.5 1.5H9A1.5 1.5 0 0 1 7.5 15zM4.8 12.5A1.3 1.3 0 0 1 3.5 11.2V5A1.5 1.5 0 0 1 5 3.5h6.2a1.3 1.3 0 0 1 1.3 1.3',
)
export const DownloadIcon = /* @__PURE__ */ icon('M10 3.5v9M6 8.7l4 4 4-4M3.5 16.5h13')
export const UploadIcon = /* @__PURE__ */ icon('M10 12.5v-9M6 7.3l4-4 4 4M3.5 16.5h13')
export const TrashIcon = /* @__PURE__ */ icon(
  'M3.5 5.5h13M7.5 5.5V4A1 1 0 0 1 8.5 3h3a1 1 0 0 1 1 1v1.5M5 5.5l.7 10a1.5 1.5 0 0 0 1.5 1.5h5.6a1.5 1.5 0 0 0 1.5-1.5l.7-10M8.5 9v4.5M11.5 9v4.5',
)
export const PencilIcon = /* @__PURE__ */ icon(
  'M12.8 4.2l3 3M3.5 16.5l.8-3.8L13.6 3.4a1.4 1.4 0 0 1 2 0l1 1a1.4 1.4 0 0 1 0 2L7.3 15.7z',
)
export const UserIcon = /* @__PURE__ */ icon(
  `${circle(10, 6.8, 3.3)}M3.5 17c.6-3.4 3.2-5.2 6.5-5.2s5.9 1.8 6.5 5.2`,
)
export const MailIcon = /* @__PURE__ */ icon(
  'M4 4.5h12A1.5 1.5 0 0 1 17.5 6v8a1.5 1.5 0 0 1-1.5 1.5H4A1.5 1.5 0 0 1 2.5 14V6A1.5 1.5 0 0 1 4 4.5zM2.8 5.5L10 11l7.2-5.5',
)
export const PhoneIcon = /* @__PURE__ */ icon(
  'M7 2.5h6A1.5 1.5 0 0 1 14.5 4v12a1.5 1.5 0 0 1-1.5 1.5H7A1.5 1.5 0 0 1 5.5 16V4A1.5 1.5 0 0 1 7 2.5zM9.3 14.8h1.4',
)
export const LockIcon = /* @__PURE__ */ icon(
  'M5.5 9h9A1.5 1.5 0 0 1 16 10.5V15a1.5 1.5 0 0 1-1.5 1.5h-9A1.5 1.5 0 0 1 4 15v-4.5A1.5 1.5 0 0 1 5.5 9zM6.5 9V6.5a3.5 3.5 0 0 1 7 0V9',
)
export const KeyIcon = /* @__PURE__ */ icon(
  `${circle(6.7, 13.3, 3.7)}M9.4 10.6l7.1-7.1M13.2 6.8l2.6 2.6`,
)
export const ShieldIcon = /* @__PURE__ */ icon(
  'M10 2.5l6.5 2.3v4.7c0 3.8-2.5 6.6-6.5 8-4-1.4-6.5-4.2-6.5-8V4.8zM7 9.9l2.2 2.2L13 8',
)
export const DeviceIcon = /* @__PURE__ */ icon(
  'M4.5 4h11A1.5 1.5 0 0 1 17 5.5V12H3V5.5A1.5 1.5 0 0 1 4.5 4zM1.5 15.5h17',
)
export const FolderIcon = /* @__PURE__ */ icon(
  'M2.5 14.5v-9A1.5 1.5 0 0 1 4 4h3.5L9.5 6H16a1.5 1.5 0 0 1 1.5 1.5v7A1.5 1.5 0 0 1 16 16H4a1.5 1.5 0 0 1-1.5-1.5z',
)
export const FileIcon = /* @__PURE__ */ icon(
  'M11.5 2.5H6A1.5 1.5 0 0 0 4.5 4v12A1.5 1.5 0 0 0 6 17.5h8a1.5 1.5 0 0 0 1.5-1.5V6.5zM11.5 2.5v4h4',
)
export const SignOutIcon = /* @__PURE__ */ icon(
  'M8 3.5H5A1.5 1.5 0 0 0 3.5 5v10A1.5 1.5 0 0 0 5 16.5h3M12.5 6.5L16 10l-3.5 3.5M8 10h8',
)
export const CodeIcon = /* @__PURE__ */ icon(
  'M7 6.5 3.5 10 7 13.5M13 6.5l3.5 3.5-3.5 3.5M11.3 4.5l-2.6 11',
)
export const ExternalIcon = /* @__PURE__ */ icon(
  'M11.5 3.5h5v5M16.5 3.5L9.5 10.5M8 4.5H5A1.5 1.5 0 0 0 3.5 6v9A1.5 1.5 0 0 0 5 16.5h9a1.5 1.5 0 0 0 1.5-1.5v-3',
)
