import type { Policy } from './document.ts'

/** Condition keys and their values; the names are compared without regard to case. */
export type Context = Readonly<Record<string, string | readonly string[]>>

export interface Root {
  readonly type: 'root'
  readonly accountId: string
  readonly arn: string
}

export interface AssumedRole {
  readonly type: 'assumed-role'
  readonly accountId: string
  /** Of the session: arn:aws:sts::…:assumed-role/NAME/SESSION */
  readonly arn: string
  readonly roleArn: string
  readonly roleName: string
  /** `AROA…:SESSION`, which STS calls the user id. */
  readonly userId: string
  readonly sessionName: string
  /** What the session itself brings to each request: `cognito-identity.amazonaws.com:sub` and so on. */
  readonly context: Context
  /** Of the role as it is now: a session feels a change of its role's policies at once. */
  readonly policies: readonly Policy[]
  /** Limits the session on top of its role; absent: no limit. */
  readonly sessionPolicies?: readonly Policy[]
}

/** A request that carries no signature. */
export interface Anonymous {
  readonly type: 'anonymous'
}

/** Somebody who holds a token of an identity provider and asks for a role, or a service of AWS. */
export interface Outsider {
  readonly type: 'federated' | 'service'
  /** `cognito-identity.amazonaws.com`, `cloudfront.amazonaws.com` */
  readonly name: string
  readonly context: Context
}

export type Principal = Root | AssumedRole | Anonymous | Outsider

export const anonymous: Anonymous = { type: 'anonymous' }

export const rootOf = (accountId: string, partition = 'aws'): Root => ({
  type: 'root',
  accountId,
  arn: `arn:${partition}:iam::${accountId}:root`,
})

/** The name under which AWS speaks of the principal in its errors. */
export const nameOf = (principal: Principal): string => {
  switch (principal.type) {
    case 'root':
    case 'assumed-role':
      return principal.arn
    case 'anonymous':
      return 'anonymous'
    case 'federated':
    case 'service':
      return principal.name
  }
}

/** The condition keys that follow from who is asking. */
export const contextOf = (principal: Principal): Context => {
  switch (principal.type) {
    case 'anonymous':
      return { 'aws:PrincipalType': 'Anonymous', 'aws:userid': 'anonymous' }
    case 'federated':
    case 'service':
      return principal.context
    case 'root':
      return {
        'aws:PrincipalType': 'Account',
        'aws:PrincipalArn': principal.arn,
        'aws:PrincipalAccount': principal.accountId,
        'aws:userid': principal.accountId,
      }
    case 'assumed-role':
      return {
        'aws:PrincipalType': 'AssumedRole',
        // Of the role, not of the session: so that a condition need not know session names.
        'aws:PrincipalArn': principal.roleArn,
        'aws:PrincipalAccount': principal.accountId,
        'aws:userid': principal.userId,
        ...principal.context,
      }
  }
}
