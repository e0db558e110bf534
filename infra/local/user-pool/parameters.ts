import { checkSecretHash } from './context.ts'
import type { Context } from './context.ts'
import { invalidParameter } from './errors.ts'
import { findVisitor } from './first-factor.ts'
import type { Visitor } from './first-factor.ts'
import type { Client } from './model.ts'

export type Parameters = Readonly<Record<string, string>>

export function need(parameters: Parameters, name: string): string {
  const value = parameters[name]
  if (!value) throw invalidParameter(`Missing required parameter ${name}`)
  return value
}

/** Whoever wants to sign in; and the client proves that it knows its secret. */
export function readVisitor(context: Context, client: Client, parameters: Parameters): Visitor {
  const login = need(parameters, 'USERNAME')
  checkSecretHash(client, login, parameters['SECRET_HASH'])
  return findVisitor(context, client, login)
}
