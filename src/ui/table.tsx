import type { ReactNode } from 'react'
import { cx } from './cx.ts'
import styles from './table.module.css'
import { VisuallyHidden } from './visually-hidden.tsx'

export interface Column<R> {
  readonly id: string
  /** Read out, and shown beside each cell where there is no room for a head. */
  readonly header: string
  readonly hideHeader?: boolean | undefined
  readonly render: (row: R) => ReactNode
  readonly align?: 'start' | 'end' | undefined
}

export interface TableProps<R> {
  readonly caption: string
  /** The first names its row. */
  readonly columns: readonly Column<R>[]
  readonly rows: readonly R[]
  readonly rowKey: (row: R) => string
}

/** Written out because `display: grid`, on a narrow screen, takes them away in some browsers. */
const roles = {
  table: { role: 'table' },
  rowgroup: { role: 'rowgroup' },
  row: { role: 'row' },
  columnheader: { role: 'columnheader' },
  rowheader: { role: 'rowheader' },
  cell: { role: 'cell' },
} as const

export function Table<R>({ caption, columns, rows, rowKey }: TableProps<R>) {
  return (
    <table {...roles.table} className={styles.table}>
      <caption>
        <VisuallyHidden>{caption}</VisuallyHidden>
      </caption>
      <thead {...roles.rowgroup}>
        <tr {...roles.row}>
          {columns.map(({ id, header, hideHeader, align }) => (
            <th
              key={id}
              {...roles.columnheader}
              scope="col"
              className={cx(align === 'end' && styles.end)}
            >
              {hideHeader ? <VisuallyHidden>{header}</VisuallyHidden> : header}
            </th>
          ))}
        </tr>
      </thead>
      <tbody {...roles.rowgroup}>
        {rows.map((row) => (
          <tr key={rowKey(row)} {...roles.row}>
            {columns.map(({ id, header, hideHeader, render, align }, index) =>
              index === 0 ? (
                <th key={id} {...roles.rowheader} scope="row">
                  {render(row)}
                </th>
              ) : (
                <td
                  key={id}
                  {...roles.cell}
                  data-label={hideHeader ? undefined : header}
                  className={cx(align === 'end' && styles.end)}
                >
                  {render(row)}
                </td>
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
