import type { Plugin } from 'vite'

/**
 * In browsers the AWS SDK reads S3's answers with DOMParser, which the page's policy refuses: it is
 * a sink for markup, and no string is trusted here. The parser that the SDK has for Node takes none.
 */
export const xmlWithoutDom = (): Plugin => ({
  name: 'xml-without-dom',
  enforce: 'pre',
  resolveId(source, importer) {
    if (source !== './xml-parser' || !importer?.includes('@aws-sdk/xml-builder/dist-es/'))
      return null
    return importer.replace(/[^/]*$/, 'xml-parser.js')
  },
})
