// Plain JavaScript, because Node 20 reads nothing else.
import { loadBundled } from './bundled.js'

await loadBundled('infra/local/main.ts')
