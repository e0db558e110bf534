/**
 * The code in whatever was typed, pasted or filled in: "123 456", "１２３４５６", "Your code is
 * 123456." A run of just the right length wins over digits elsewhere in the text.
 */
export function codeIn(text: string, length: number): string {
  const plain = text.normalize('NFKC')
  const groups = plain.match(/\d+(?:[\s-]\d+)*/g)?.map((group) => group.replace(/\D/g, '')) ?? []
  return groups.find((group) => group.length === length) ?? groups.join('').slice(0, length)
}
