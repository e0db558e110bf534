import type { Clock } from '#infra/local/clock.ts'
import type { Policy } from '#infra/local/iam/document.ts'
import { rootOf } from '#infra/local/iam/principal.ts'
import type { AssumedRole, Context } from '#infra/local/iam/principal.ts'
import type { Iam, Role } from '#infra/local/iam/read-iam.ts'
import type { Random } from '#infra/local/random.ts'
import type { CredentialSource } from '#infra/local/signature/credentials.ts'
import type { Store } from '#infra/local/store/store.ts'
import type { Place } from '#infra/local/template/physical-names.ts'

interface Session {
  readonly secretAccessKey: string
  readonly sessionToken: string
  readonly roleArn: string
  readonly sessionName: string
  readonly context: Context
  readonly sessionPolicies?: readonly Policy[]
  readonly expiresAt: number
}

interface Settings {
  readonly store: Store
  readonly clock: Clock
  readonly random: Random
  readonly place: Place
  readonly iam: () => Iam
}

type NewSession = Pick<Session, 'sessionName' | 'context' | 'sessionPolicies'> & {
  readonly seconds: number
}

/** So long an expired key is answered with "expired" instead of "unknown". */
const remembered = 7 * 24 * 3600 * 1000

const keyLetters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

export type Sessions = ReturnType<typeof createSessions>

/** Temporary credentials: made, kept across restarts, and looked up for each signature. */
export function createSessions({ store, clock, random, place, iam }: Settings) {
  const sessions = store.collection<Session>('sessions')
  const { accountId, partition } = place

  function principalOf(role: Role, session: Session): AssumedRole {
    const { sessionName, context, sessionPolicies } = session
    return {
      type: 'assumed-role',
      accountId,
      arn: `arn:${partition}:sts::${accountId}:assumed-role/${role.name}/${sessionName}`,
      roleArn: role.arn,
      roleName: role.name,
      userId: `${role.id}:${sessionName}`,
      sessionName,
      context,
      policies: role.policies,
      ...(sessionPolicies && { sessionPolicies }),
    }
  }

  function forgetOld() {
    for (const [id, { expiresAt }] of sessions.entries())
      if (expiresAt + remembered < clock.now()) sessions.delete(id)
  }

  return {
    issue(role: Role, { seconds, sessionName, context, sessionPolicies }: NewSession) {
      forgetOld()
      const letters = Array.from(random.bytes(16), (byte) => keyLetters[byte % keyLetters.length])
      const accessKeyId = `ASIA${letters.join('')}`
      // Both clients and policies count in whole seconds.
      const issuedAt = Math.floor(clock.now() / 1000) * 1000
      const session: Session = {
        secretAccessKey: random.bytes(30).toString('base64'),
        sessionToken: random.bytes(600).toString('base64'),
        roleArn: role.arn,
        sessionName,
        context: { ...context, 'aws:TokenIssueTime': new Date(issuedAt).toISOString() },
        ...(sessionPolicies && { sessionPolicies }),
        expiresAt: issuedAt + seconds * 1000,
      }
      sessions.set(accessKeyId, session)
      const { secretAccessKey, sessionToken, expiresAt } = session
      const principal = principalOf(role, session)
      return { accessKeyId, secretAccessKey, sessionToken, expiresAt, principal }
    },

    credentials: (async (accessKeyId, now) => {
      if (accessKeyId === 'test')
        return { secretAccessKey: 'test', principal: rootOf(accountId, partition) }
      const session = sessions.get(accessKeyId)
      const role = session && iam().role(session.roleArn)
      if (!role) return undefined
      if (session.expiresAt <= now) return 'expired'
      const { secretAccessKey, sessionToken } = session
      return { secretAccessKey, sessionToken, principal: principalOf(role, session) }
    }) satisfies CredentialSource as CredentialSource,
  }
}
