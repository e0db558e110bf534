import { flag, map, record, required, text } from '../http/shape.ts'

/** Members that many requests share. */
export const clientId = required(text({ min: 1, max: 128, pattern: '[\\w+]+', sensitive: true }))
export const secretHash = text({ min: 1, max: 128, pattern: '[\\w+=/]+', sensitive: true })
export const username = required(
  text({ min: 1, max: 128, pattern: '[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]+', sensitive: true }),
)
/** Spaces count where they are neither first nor last. */
export const password = text({ max: 256, pattern: '^[\\S]+.*[\\S]+$', sensitive: true })
export const confirmationCode = required(text({ min: 1, max: 2048, pattern: '[\\S]+' }))
export const token = text({ pattern: '[A-Za-z0-9-_=.]+', sensitive: true })
export const accessToken = required(token)
export const session = text({ min: 20, max: 2048, sensitive: true })
export const deviceKey = text({ min: 1, max: 55, pattern: '[\\w-]+_[0-9a-f-]+' })
export const metadata = map(text({ max: 131_072 }))
export const parameters = map(text({ max: 131_072 }))
export const mfaSettings = record({ Enabled: flag, PreferredMfa: flag })

/** What a client says about itself, and is ignored here. */
export const about = {
  AnalyticsMetadata: record({ AnalyticsEndpointId: text({ max: 131_072 }) }),
  UserContextData: record({
    IpAddress: text({ max: 131_072 }),
    EncodedData: text({ max: 131_072 }),
  }),
  ClientMetadata: metadata,
}
