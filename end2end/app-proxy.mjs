// Stands where Shopify stands: a shop's domain whose app proxy leads to Waymark.
//
// Two instances of the demo shop, one that answers with whole pages and one inside the theme, behind
// one "shop's domain" with two proxies. What Shopify does on the way is done here too: it signs the
// query, takes cookies out in both directions, follows redirects itself, takes headers out, and runs
// application/liquid inside the theme. `GET /seen` tells what came that Shopify would have swallowed.
//
// `node app-proxy.mjs` serves at WAYMARK_PROXY_PORT out of WAYMARK_PROXY_FOLDER until told to stop.

import { execFileSync } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { mkdirSync, rmSync } from 'node:fs';
import http from 'node:http';
import path from 'node:path';

import { binary, freePort, startShop } from './shop.mjs';

const SECRET = 'the secret of the app in the tests';
const SHOP = 'fjord-and-fir';
const DOMAIN = 'fjord-and-fir.myshopify.com';
// Shopify's own address, as the last proxy before Waymark would note it.
const EGRESS = '192.0.2.80';
const PROXIES = { '/apps/status': 'page', '/community/my-orders': 'theme' };

/** What Shopify takes out of an answer. */
const SWALLOWED = [
  'accept-patch', 'accept-ranges', 'connection', 'cookie', 'date', 'delta-base', 'im', 'p3p', 'pragma',
  'preference-applied', 'proxy-authenticate', 'public-key-pins', 'server', 'service-worker-allowed',
  'set-cookie', 'trailer', 'tk', 'warning', 'x-powered-by',
];

/** A theme as many are: its own steps of type, its own headlines, links and fields. */
const theme = (body) => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Fjord &amp; Fir</title>
<meta name="viewport" content="width=device-width,initial-scale=1">
<style>
  html { font-size: 62.5%; } body { margin: 0; font: 1.6rem/1.6 sans-serif; letter-spacing: .06rem; color: #222; background: #fff; }
  h1, h2 { text-transform: uppercase; color: #555; } p { margin: 0 0 2rem; } ul { padding-left: 3rem; list-style: disc; }
  input { border: 4px double #777; } .theirs { padding: 1.5rem 2rem; border-bottom: 1px solid #ddd; } .theirs a { color: #00508c; }
</style></head>
<body><header class="theirs"><a href="/">Fjord &amp; Fir, the theme's header</a></header>
<main id="MainContent">${body}</main>
<footer class="theirs"><p>The theme's footer</p></footer></body></html>`;

/** Liquid, as far as a page that must hold none needs it. */
const liquid = (text) => text.replace(/\{\{.*?\}\}|\{%.*?%\}/gs, 'LIQUID RAN HERE');

/** The query with what Shopify adds, signed. */
export function sign(query, prefix) {
  const pairs = new URLSearchParams(query);
  pairs.append('shop', DOMAIN);
  pairs.append('logged_in_customer_id', '');
  pairs.append('path_prefix', prefix);
  pairs.append('timestamp', String(Math.floor(Date.now() / 1000)));
  const lines = [...new Set(pairs.keys())].map((name) => `${name}=${pairs.getAll(name).join(',')}`).sort();
  pairs.append('signature', createHmac('sha256', SECRET).update(lines.join('')).digest('hex'));
  return pairs.toString();
}

/** A body to its end. */
function read(stream) {
  return new Promise((resolve, reject) => {
    const pieces = [];
    stream.on('data', (piece) => pieces.push(piece));
    stream.on('end', () => resolve(Buffer.concat(pieces)));
    stream.on('error', reject);
  });
}

/** One request to Waymark. */
function forward(url, method, headers, body) {
  return new Promise((resolve, reject) => {
    const request = http.request(url, { method, headers }, async (answer) => {
      resolve({ status: answer.statusCode, headers: answer.headers, body: await read(answer) });
    });
    request.on('error', reject);
    request.end(body);
  });
}

/** The shop's domain. `waymarks` maps each form to the address of its instance. */
function shopDomain(waymarks, port) {
  const seen = [];
  return http.createServer(async (request, response) => {
    const url = new URL(request.url, `http://127.0.0.1:${port}`);
    if (url.pathname === '/seen') return response.end(JSON.stringify(seen));
    const prefix = Object.keys(PROXIES).find((one) => url.pathname === one || url.pathname.startsWith(`${one}/`));
    if (!prefix) {
      response.statusCode = url.pathname === '/' ? 200 : 404;
      response.setHeader('content-type', 'text/html; charset=utf-8');
      return response.end(theme('<h1>The shop</h1>'));
    }
    try {
      const body = await read(request);
      const headers = { ...request.headers, 'x-forwarded-host': request.headers.host };
      // The tests name each browser's address; Shopify would see it. A proxy of ours notes Shopify's.
      headers['x-forwarded-for'] = `${request.headers['x-forwarded-for'] ?? '198.51.100.1'}, ${EGRESS}`;
      for (const name of ['cookie', 'host', 'connection', 'accept-encoding']) delete headers[name];
      const base = `${waymarks[PROXIES[prefix]]}/proxy/${SHOP}`;
      const rest = url.pathname.slice(prefix.length);
      let answer = await forward(`${base}${rest}?${sign(url.search, prefix)}`, request.method, headers, body);
      for (let hops = 0; answer.status >= 300 && answer.status < 400 && hops < 5; hops += 1) {
        seen.push(`redirect from ${request.method} ${rest}`);
        const to = new URL(answer.headers.location, base);
        answer = await forward(to, 'GET', { 'x-forwarded-for': headers['x-forwarded-for'] }, undefined);
      }
      for (const name of Object.keys(answer.headers)) {
        if (['set-cookie', 'cookie'].includes(name)) seen.push(`${name} from ${request.method} ${rest}`);
        if (!SWALLOWED.includes(name) && name !== 'content-length') response.setHeader(name, answer.headers[name]);
      }
      response.statusCode = answer.status;
      let text = answer.body;
      if (/^application\/liquid/.test(answer.headers['content-type'] ?? '')) {
        response.setHeader('content-type', 'text/html; charset=utf-8');
        text = theme(liquid(text.toString('utf8')));
      }
      response.end(text);
    } catch (error) {
      response.statusCode = 502;
      response.end(String(error));
    }
  });
}

/** One instance that answers in this form behind the proxy. */
async function instance(folder, form) {
  const place = path.join(folder, form);
  mkdirSync(place, { recursive: true });
  const prepare = (options) => {
    const run = (input, ...args) => execFileSync(binary(), args, { ...options, input, stdio: ['pipe', 'pipe', 'inherit'] });
    run(`${SECRET}\n`, 'shop', 'connect', '--shop', SHOP, '--domain', DOMAIN, '--client-id', 'tests', '--secret-stdin', '--offline');
    run('', 'shop', 'pages', '--shop', SHOP, '--form', form);
  };
  return startShop({ port: await freePort(), folder: place, prepare });
}

const folder = process.env.WAYMARK_PROXY_FOLDER;
const port = Number(process.env.WAYMARK_PROXY_PORT);
const [page, inTheme] = await Promise.all([instance(folder, 'page'), instance(folder, 'theme')]);
const server = shopDomain({ page: page.url, theme: inTheme.url }, port);
server.listen(port, '127.0.0.1');
const stop = async () => {
  server.close();
  server.closeAllConnections();
  await Promise.all([page.stop(), inTheme.stop()]);
  rmSync(folder, { recursive: true, force: true });
  process.exit(0);
};
for (const signal of ['SIGTERM', 'SIGINT']) process.once(signal, stop);
await Promise.race([page.ended, inTheme.ended]);
await stop();
