import type { Request } from '#infra/local/http/message.ts'
import type { Context } from './principal.ts'

/**
 * The condition keys that every request has. It counts as one over TLS: on loopback there is no
 * wire to listen on, and a policy that insists on TLS would otherwise refuse everything.
 */
export const requestContext = ({ headers }: Request, now: number): Context => ({
  'aws:CurrentTime': new Date(now).toISOString(),
  'aws:EpochTime': String(Math.floor(now / 1000)),
  'aws:SecureTransport': 'true',
  'aws:SourceIp': '127.0.0.1',
  'aws:ViaAWSService': 'false',
  ...(headers['user-agent'] !== undefined && { 'aws:UserAgent': headers['user-agent'] }),
  ...(headers.referer !== undefined && { 'aws:Referer': headers.referer }),
})
