// What a first visit to the order page costs over the wire, against the budget. Pictures do not
// count; everything else the page asks for does.
import http from 'node:http';

import { startShop } from './shop.mjs';

const LIMITS = { page: 8192, all: 12288, requests: 4, script: 1536 };

/** The bytes of an answer as they cross the wire, in the encoding asked for. */
function fetchRaw(url, encoding) {
  return new Promise((resolve, reject) => {
    const headers = { 'Accept-Encoding': encoding };
    http.get(url, { headers }, (answer) => {
      const parts = [];
      answer.on('data', (part) => parts.push(part));
      answer.on('end', () => resolve({ status: answer.statusCode, headers: answer.headers, body: Buffer.concat(parts) }));
    }).on('error', reject);
  });
}

/** Every address the page's HTML asks the browser to fetch. */
function references(html) {
  const found = [...html.matchAll(/<(?:link|script|img|source|iframe)\b[^>]*?\b(?:href|src)="([^"]+)"[^>]*>/g)]
    .filter(([tag]) => !/rel="(?:alternate|canonical)"/.test(tag))
    .map(([, address]) => address.replaceAll('&amp;', '&'));
  return [...new Set(found)];
}

const shop = await startShop();
let failed = 0;
let passed = 0;
try {
  const order = shop.links.find((link) => link.name === '#1042');
  const at = `${shop.url}${order.path}`;
  const plain = (await fetchRaw(at, 'identity')).body.toString('utf8');
  const page = await fetchRaw(at, 'br');
  const rows = [['page', 'html', page.body.length, page.headers['content-encoding'] ?? 'none', page.status]];
  let script = 0;
  for (const address of references(plain)) {
    const url = new URL(address, at).href;
    const answer = await fetchRaw(url, 'br');
    const type = String(answer.headers['content-type'] ?? '').split(';')[0];
    if (type === 'text/javascript') script += (await fetchRaw(url, 'identity')).body.length;
    rows.push([new URL(url).pathname.split('/').pop(), type, answer.body.length, answer.headers['content-encoding'] ?? 'none', answer.status]);
  }
  const sum = (keep) => rows.filter(keep).reduce((total, row) => total + row[2], 0);
  const noPicture = (row) => !/^image\/(?!svg)/.test(row[1]);
  console.table(rows.map(([name, type, bytes, coding, status]) => ({ name, type, bytes, coding, status })));
  console.log(`the page without compression: ${Buffer.byteLength(plain)} B`);

  const check = (what, value, most) => {
    const good = value <= most;
    if (good) passed += 1; else failed += 1;
    console.log(`${good ? 'ok  ' : 'OVER'} ${what}: ${value} of at most ${most}`);
  };
  check('HTML and CSS, compressed, in bytes', sum((row) => row[1] === 'html' || row[1] === 'text/css'), LIMITS.page);
  check('all bytes of a first visit without pictures', sum(noPicture), LIMITS.all);
  check('requests of a first visit', rows.length, LIMITS.requests);
  check('script before compression, in bytes', script, LIMITS.script);
  check('answers that are not 200', rows.filter((row) => row[4] !== 200).length, 0);
} finally {
  await shop.stop();
}
console.log(`${passed} passed, ${failed} failed, 0 skipped`);
process.exitCode = failed ? 1 : 0;
