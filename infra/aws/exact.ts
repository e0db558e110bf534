/**
 * CDK's classes do not meet CDK's interfaces under exactOptionalPropertyTypes: they declare
 * `string | undefined` where the interface says `string` or absent. Says that no more is wrong.
 */
type Exact<T> = { [K in keyof T]: Exclude<T[K], undefined> }
export const exact = <T extends object>(construct: T) => construct as T & Exact<T>
