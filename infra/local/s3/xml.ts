import { isUtf8 } from 'node:buffer'

import { XMLParser, XMLValidator } from 'fast-xml-parser'

import { s3Error } from './errors.ts'

/** A string is text; a list is the element repeated; an object holds elements; undefined is left out. */
export type Xml =
  | string
  | number
  | boolean
  | undefined
  | readonly Xml[]
  | { readonly [name: string]: Xml }

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
}

// Control characters have no place in XML 1.0; S3 writes them so all the same.
const escape = (text: string) =>
  text.replace(
    /[&<>"\u0000-\u001f\ufffe\uffff]/g,
    (character) => escapes[character] ?? `&#x${character.charCodeAt(0).toString(16)};`,
  )

function element(name: string, value: Xml): string {
  if (value === undefined) return ''
  if (isList(value)) return value.map((item) => element(name, item)).join('')
  if (typeof value !== 'object') return `<${name}>${escape(String(value))}</${name}>`
  return `<${name}>${elements(value)}</${name}>`
}

const isList = (value: Xml): value is readonly Xml[] => Array.isArray(value)

const elements = (value: { readonly [name: string]: Xml }) =>
  Object.entries(value)
    .map(([name, inner]) => element(name, inner))
    .join('')

const head = '<?xml version="1.0" encoding="UTF-8"?>\n'
const namespace = 'http://s3.amazonaws.com/doc/2006-03-01/'

export const document = (name: string, value: { readonly [name: string]: Xml }) =>
  `${head}<${name} xmlns="${namespace}">${elements(value)}</${name}>`

/** LocationConstraint has a text where the others have elements. */
export const textDocument = (name: string, text: string) =>
  `${head}<${name} xmlns="${namespace}">${escape(text)}</${name}>`

/** Errors have no namespace. */
export const plainDocument = (name: string, value: { readonly [name: string]: Xml }) =>
  `${head}<${name}>${elements(value)}</${name}>`

// Entities are decoded below: only those that XML itself knows, each of which gets no longer.
const parser = new XMLParser({
  processEntities: false,
  parseTagValue: false,
  trimValues: false,
  ignoreAttributes: true,
  removeNSPrefix: true,
  ignoreDeclaration: true,
})

export type Parsed = string | readonly Parsed[] | { readonly [name: string]: Parsed }

/** The content of the document's one element, which must have the given name. */
export function parseXml(bytes: Uint8Array, root: string): Elements {
  const text = decode(bytes)
  // Nothing a client of S3 says needs a document type, and every trick with XML does.
  if (text.includes('<!DOCTYPE') || text.includes('<!ENTITY')) throw s3Error.malformedXml()
  if (XMLValidator.validate(text) !== true) throw s3Error.malformedXml()
  let parsed: unknown
  try {
    parsed = parser.parse(text)
  } catch {
    throw s3Error.malformedXml()
  }
  const content = (parsed as Record<string, Parsed>)[root]
  if (content === undefined || Array.isArray(content)) throw s3Error.malformedXml()
  return elementsOf(content)
}

function decode(bytes: Uint8Array) {
  if (!isUtf8(bytes)) throw s3Error.malformedXml()
  return Buffer.from(bytes).toString()
}

export interface Elements {
  /** The text of an element that must not be there twice. */
  text(name: string): string | undefined
  texts(name: string): readonly string[]
  all(name: string): readonly Elements[]
}

function elementsOf(parsed: Parsed): Elements {
  const inside = typeof parsed === 'object' && !Array.isArray(parsed) ? parsed : {}
  const listed = (name: string): readonly Parsed[] => {
    const found = Object.hasOwn(inside, name) ? (inside as Record<string, Parsed>)[name] : undefined
    return found === undefined ? [] : Array.isArray(found) ? (found as readonly Parsed[]) : [found]
  }
  const texts = (name: string) =>
    listed(name).map((value) => {
      if (typeof value !== 'string') throw s3Error.malformedXml()
      return unescape(value)
    })
  return {
    texts,
    text(name) {
      const [first, ...more] = texts(name)
      if (more.length > 0) throw s3Error.malformedXml()
      return first
    },
    all: (name) => listed(name).map(elementsOf),
  }
}

const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
}

const unescape = (text: string) =>
  text.replace(/&(?:#(\d+)|#x([0-9a-f]+)|(\w+));/gi, (_, decimal, hex, name) => {
    if (name !== undefined) return entities[String(name)] ?? malformed()
    const point = decimal === undefined ? Number.parseInt(String(hex), 16) : Number(decimal)
    return point <= 0x10ffff ? String.fromCodePoint(point) : malformed()
  })

const malformed = (): never => {
  throw s3Error.malformedXml()
}
