/** Positioned boxes cannot be cells of a table; the roles say what they are all the same. */
export const roles = {
  grid: { role: 'grid', tabIndex: -1 },
  rowgroup: { role: 'rowgroup' } as const,
  row: { role: 'row' },
  columnheader: { role: 'columnheader' },
  rowheader: { role: 'rowheader' },
  gridcell: { role: 'gridcell' },
} as const
