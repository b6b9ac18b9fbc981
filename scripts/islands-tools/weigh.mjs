// What a merchant's browser loads of script and WebAssembly, compressed as it is sent, against the budget:
// the islands, and every script in public/ but the shopper's.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const BUDGET = 150_000;
const [site] = process.argv.slice(2);
const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } };
const own = readdirSync('public').filter((name) => name.endsWith('.js') && name !== 'page.js');
const files = [...readdirSync(site).map((name) => path.join(site, name)), ...own.map((name) => path.join('public', name))];
let sum = 0;
for (const file of files) {
  const bytes = readFileSync(file);
  const brotli = brotliCompressSync(bytes, quality).length;
  sum += brotli;
  console.log(`${file}: ${bytes.length} bytes, brotli ${brotli}, gzip ${gzipSync(bytes, { level: 9 }).length}`);
}
const good = sum <= BUDGET;
console.log(`${good ? 'ok  ' : 'OVER'} all WebAssembly and script of the merchant's side, brotli: ${sum} of at most ${BUDGET} bytes`);
process.exitCode = good ? 0 : 1;
