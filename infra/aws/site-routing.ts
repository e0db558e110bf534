import { freelyNamed, prerendered } from '#infra/prerendered.ts'

/**
 * Runs in CloudFront before the cache. What looks like a file passes untouched, so that a missing
 * script is a 404 and never a page; every other address is answered by a page.
 */
export const routingFunction = () => `var pages = ${JSON.stringify(pages())};
var freelyNamed = ${JSON.stringify(freelyNamed)};

function handler(event) {
  var request = event.request;
  var path = request.uri.replace(/\\/+$/, '') || '/';
  var named = freelyNamed.some(function (start) { return path.startsWith(start); });
  if (!named && /\\.[^\\/]*$/.test(path)) return request;
  request.uri = pages[path] || '/app.html';
  return request;
}
`

const pages = () =>
  Object.fromEntries(
    prerendered.map((path) => [path, path === '/' ? '/index.html' : `${path}/index.html`]),
  )
