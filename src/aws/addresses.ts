import type { Config } from '#src/config.ts'

/** Where the services are: at AWS, or at what stands in for it. */
export const addressesOf = ({
  region,
  bucket,
  endpoints,
}: Pick<Config, 'region' | 'bucket' | 'endpoints'>) =>
  endpoints ?? {
    userPool: `https://cognito-idp.${region}.amazonaws.com`,
    identityPool: `https://cognito-identity.${region}.amazonaws.com`,
    s3: `https://${bucket}.s3.${region}.amazonaws.com`,
  }
