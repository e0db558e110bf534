export const median = (numbers: readonly number[]) =>
  numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN

type Row = Readonly<Record<string, number>>

/** What each came to, and in brackets as a share of the first row that has a figure there. */
export function print(title: string, rows: Readonly<Record<string, Row>>) {
  const columns = [...new Set(Object.values(rows).flatMap((row) => Object.keys(row)))]
  const reference = (column: string) =>
    Object.values(rows).find((row) => row[column] !== undefined)?.[column] ?? 0
  const cell = (value: number | undefined, column: string) => {
    if (value === undefined) return '–'
    const exact = value.toFixed(Number.isInteger(value) || value >= 100 ? 0 : 1)
    const share = value / reference(column)
    return Number.isFinite(share) ? `${exact} (${share.toFixed(2)})` : exact
  }
  console.log(`\n${title}`)
  console.table(
    Object.fromEntries(
      Object.entries(rows).map(([name, row]) => [
        name,
        Object.fromEntries(columns.map((column) => [column, cell(row[column], column)])),
      ]),
    ),
  )
}
