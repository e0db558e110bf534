import { prerendered } from '#infra/prerendered.ts'
import { runInNewContext } from 'node:vm'
import { describe, expect, test } from 'vitest'
import { plain, production, synthesise } from './synthesise.ts'

const development = synthesise(plain)
const deployed = synthesise(production)
const config = (template: ReturnType<typeof synthesise>) =>
  template.one('AWS::CloudFront::Distribution').Properties['DistributionConfig'] as Record<
    string,
    unknown
  >
const bucket = development.one('AWS::S3::Bucket', /^Site/)

describe('the site', () => {
  test('is read from a private bucket by this distribution alone', () => {
    expect(bucket.Properties['PublicAccessBlockConfiguration']).toEqual({
      BlockPublicAcls: true,
      BlockPublicPolicy: true,
      IgnorePublicAcls: true,
      RestrictPublicBuckets: true,
    })
    const policy = development.one('AWS::S3::BucketPolicy', /^Site/).Properties['PolicyDocument']
    expect(policy).toMatchObject({
      Statement: [
        { Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } },
        {
          Effect: 'Allow',
          Principal: { Service: 'cloudfront.amazonaws.com' },
          Action: ['s3:GetObject', 's3:ListBucket'],
          Condition: { StringEquals: { 'AWS:SourceArn': expect.anything() as unknown } },
        },
      ],
    })
    expect(config(development)['Origins']).toMatchObject([
      { OriginAccessControlId: expect.anything() as unknown },
    ])
  })

  test('speaks HTTP/2 and 3, compressed, and moves http to https', () => {
    expect(config(development)).toMatchObject({
      HttpVersion: 'http2and3',
      IPV6Enabled: true,
      DefaultCacheBehavior: {
        Compress: true,
        ViewerProtocolPolicy: 'redirect-to-https',
        AllowedMethods: ['GET', 'HEAD'],
      },
    })
  })

  test('is cached as each file says: no-cache is asked for each time', () => {
    const { Properties } = development.one('AWS::CloudFront::CachePolicy')
    expect(Properties['CachePolicyConfig']).toMatchObject({
      MinTTL: 0,
      MaxTTL: 365 * 24 * 3600,
      ParametersInCacheKeyAndForwardedToOrigin: {
        EnableAcceptEncodingBrotli: true,
        EnableAcceptEncodingGzip: true,
        QueryStringsConfig: { QueryStringBehavior: 'none' },
        CookiesConfig: { CookieBehavior: 'none' },
      },
    })
  })

  test('answers a missing file with 404, not with a page', () => {
    expect(config(development)['CustomErrorResponses']).toEqual([
      { ErrorCode: 404, ErrorCachingMinTTL: 0 },
    ])
  })

  test('has an own domain, its certificate and its DNS records where settings name them', () => {
    expect(config(deployed)).toMatchObject({
      Aliases: ['app.example.com'],
      ViewerCertificate: {
        AcmCertificateArn: 'arn:aws:acm:us-east-1:123456789012:certificate/12345678',
        MinimumProtocolVersion: 'TLSv1.2_2021',
      },
    })
    expect(
      deployed.all('AWS::Route53::RecordSet').map(({ Properties }) => Properties),
    ).toMatchObject([
      { Name: 'app.example.com.', Type: 'A', HostedZoneId: 'Z0123456789ABC' },
      { Name: 'app.example.com.', Type: 'AAAA', HostedZoneId: 'Z0123456789ABC' },
    ])
    expect(config(development)).not.toHaveProperty('Aliases')
  })

  test('keeps logs in production, for a while', () => {
    expect(config(deployed)['Logging']).toMatchObject({ Prefix: 'site/' })
    for (const id of [/^Site/, /^Files/])
      expect(deployed.one('AWS::S3::Bucket', id).Properties['LoggingConfiguration']).toBeDefined()
    expect(
      JSON.stringify(deployed.one('AWS::S3::Bucket', /^Logs/).Properties['LifecycleConfiguration']),
    ).toContain('"ExpirationInDays":90')
    expect(config(development)).not.toHaveProperty('Logging')
  })
})

describe('routing', () => {
  const { Properties } = development.one('AWS::CloudFront::Function')
  const route = (uri: string) => {
    const code = String(Properties['FunctionCode'])
    const request = runInNewContext(`${code}\nhandler({ request: { uri } })`, { uri }) as {
      uri: string
    }
    return request.uri
  }

  test.each([
    ['/', '/index.html'],
    ['/sign-in', '/sign-in/index.html'],
    ['/sign-in/', '/sign-in/index.html'],
    ['/about', '/about/index.html'],
    ['/sign-in/code', '/app.html'],
    ['/files/a%20folder/deep', '/app.html'],
    ['/files/..%2F', '/app.html'],
    ['/files/photos.old', '/app.html'],
    ['/files/2026.01/b.c/', '/app.html'],
    ['/files.js', '/files.js'],
    ['/unknown', '/app.html'],
    ['//', '/index.html'],
    ['/constructor', '/app.html'],
    ['/__proto__', '/app.html'],
    ['/config.json', '/config.json'],
    ['/favicon.svg', '/favicon.svg'],
    ['/assets/index-B1x2.js', '/assets/index-B1x2.js'],
    ['/assets/gone-0000.js', '/assets/gone-0000.js'],
    ['/v1.2/page', '/app.html'],
    ['/.well-known/security.txt', '/.well-known/security.txt'],
    ['/index.html', '/index.html'],
  ])('%s is answered by %s', (uri, file) => {
    expect(route(uri)).toBe(file)
  })

  test.each(prerendered)('the prerendered %s has its page', (path) => {
    expect(route(path)).toBe(path === '/' ? '/index.html' : `${path}/index.html`)
  })

  test('runs before the cache, on the current runtime', () => {
    expect(Properties).toMatchObject({
      AutoPublish: true,
      FunctionConfig: { Runtime: 'cloudfront-js-2.0' },
    })
    expect(config(development)['DefaultCacheBehavior']).toMatchObject({
      FunctionAssociations: [{ EventType: 'viewer-request' }],
    })
  })
})

describe('headers', () => {
  const headersOf = (template: typeof development) =>
    (
      template.one('AWS::CloudFront::ResponseHeadersPolicy').Properties as {
        ResponseHeadersPolicyConfig: Record<string, Record<string, unknown>>
      }
    ).ResponseHeadersPolicyConfig
  const headers = headersOf(development)
  const security = headers['SecurityHeadersConfig'] as Record<string, Record<string, unknown>>

  /** Intrinsics as marks, so that the hosts can be read. */
  const joined = (value: unknown): string => {
    if (typeof value === 'string') return value
    const [[kind, argument] = []] = Object.entries(value as object) as [string, unknown][]
    if (kind === 'Ref') return `<${String(argument).replace('AWS::', '')}>`
    if (kind === 'Fn::Join') return (argument as [string, unknown[]])[1].map(joined).join('')
    return `<${kind ?? ''}>`
  }
  const textOf = (it: typeof security) =>
    joined(it['ContentSecurityPolicy']?.['ContentSecurityPolicy'])
  const parse = (text: string) =>
    Object.fromEntries(text.split('; ').map((directive) => directive.split(/ (.*)/, 2))) as Record<
      string,
      string
    >
  const policy = parse(textOf(security))
  const files = 'https://files-<Fn::Select>.s3.<Region>.<URLSuffix>'

  test('let scripts, styles and fonts come from the site alone, and nothing by default', () => {
    expect(policy).toMatchObject({
      'default-src': "'none'",
      'script-src': "'self'",
      'style-src': "'self'",
      'font-src': "'self'",
      'object-src': "'none'",
      'base-uri': "'none'",
    })
    expect(JSON.stringify(policy)).not.toMatch(/unsafe|\*/)
  })

  test('let code stand in a page only where its hash is named', () => {
    const hash = (count: number) => `'sha256-${String(count).padEnd(44, '=')}'`
    const inlineCode = { scripts: [hash(1), hash(2)], styles: [3, 4, 5, 6, 7, 8, 9, 10].map(hash) }
    const text = textOf(
      headersOf(synthesise(plain, inlineCode))['SecurityHeadersConfig'] as typeof security,
    )
    expect(parse(text)['script-src']).toBe(`'self' ${hash(1)} ${hash(2)}`)
    expect(parse(text)['style-src']).toBe(`'self' ${inlineCode.styles.join(' ')}`)
    expect(text).not.toContain('unsafe')
    // Two builds' worth, as while one replaces the other; CloudFront has a limit near 1,800.
    expect(text.length).toBeLessThan(1500)
  })

  test('let the app talk to the site, Cognito and its own bucket, to nobody else', () => {
    expect(policy['connect-src']?.split(' ')).toEqual([
      "'self'",
      'https://cognito-idp.<Region>.<URLSuffix>',
      'https://cognito-identity.<Region>.<URLSuffix>',
      files,
    ])
    expect(policy['img-src']).toBe(`'self' data: blob: ${files}`)
  })

  test('frame and play what the bucket answers, or where links are forbidden, what is in memory', () => {
    expect(policy).toMatchObject({ 'frame-src': files, 'media-src': files })
    const settings = { ...plain, files: { ...plain.files, shareLinks: false } }
    const { SecurityHeadersConfig: without } = headersOf(synthesise(settings))
    const withoutLinks = parse(textOf(without as typeof security))
    expect(withoutLinks).toMatchObject({ 'frame-src': 'blob:', 'media-src': 'blob:' })
  })

  test('send no form anywhere, so that a password cannot end up in an address', () => {
    expect(policy['form-action']).toBe("'none'")
  })

  test('turn text into markup nowhere', () => {
    expect(policy['require-trusted-types-for']).toBe("'script'")
    expect(policy['trusted-types']).toBe("'none'")
  })

  test('keep the pages out of other people’s frames', () => {
    expect(policy['frame-ancestors']).toBe("'none'")
    expect(security['FrameOptions']).toEqual({ FrameOption: 'DENY', Override: true })
  })

  test('keep browsers on https, for this host alone', () => {
    expect(security['StrictTransportSecurity']).toEqual({
      AccessControlMaxAgeSec: 365 * 24 * 3600,
      IncludeSubdomains: false,
      Preload: false,
      Override: true,
    })
  })

  test('let nothing be sniffed, referred, opened or used that the app does not need', () => {
    expect(security['ContentTypeOptions']).toEqual({ Override: true })
    expect(security['ReferrerPolicy']).toEqual({ ReferrerPolicy: 'no-referrer', Override: true })
    expect(headers['CustomHeadersConfig']?.['Items']).toEqual(
      expect.arrayContaining([
        { Header: 'Cross-Origin-Opener-Policy', Value: 'same-origin', Override: true },
        {
          Header: 'Permissions-Policy',
          Value: expect.stringContaining('camera=()') as unknown,
          Override: true,
        },
      ]),
    )
  })

  test('go with every answer', () => {
    expect(config(development)['DefaultCacheBehavior']).toMatchObject({
      ResponseHeadersPolicyId: { Ref: expect.stringMatching(/^SiteSecurityHeaders/) as unknown },
    })
  })
})
