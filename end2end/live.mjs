// The demo shop connected to a stand-in for Shopify: what happens there arrives by signed webhooks and
// is read back by API, as in a real shop.
//
// `node live.mjs` serves at WAYMARK_LIVE_PORT out of WAYMARK_LIVE_FOLDER until told to stop; where the
// stand-in takes orders stands in live.json there.

import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { binary, startShop } from './shop.mjs';

export const DOMAIN = 'fjord-and-fir.myshopify.com';

/** Starts the stand-in; resolves with its address. */
function startShopify() {
  const file = path.join(path.dirname(binary()), 'fake-shopify');
  const shopify = spawn(file, ['--addr', '127.0.0.1:0', '--shop', DOMAIN], { stdio: ['ignore', 'pipe', 'inherit'] });
  return new Promise((resolve, reject) => {
    let said = '';
    shopify.stdout.on('data', (text) => {
      said += text;
      const ready = said.match(/listening on (http:\S+)/);
      if (ready) resolve({ shopify, url: ready[1] });
    });
    shopify.once('error', reject);
    shopify.once('exit', (code) => reject(new Error(`fake-shopify ended with ${code}`)));
  });
}

const folder = process.env.WAYMARK_LIVE_FOLDER;
mkdirSync(folder, { recursive: true });
const { shopify, url } = await startShopify();
const shop = await startShop({
  port: process.env.WAYMARK_LIVE_PORT,
  folder,
  prepare: (options) => Object.assign(options.env, {
    WAYMARK_SHOPIFY_URL: `${url}/{shop}`,
    WAYMARK_SHOPIFY_SHOP: DOMAIN,
    WAYMARK_SHOPIFY_CLIENT_ID: 'fake-client-id',
    WAYMARK_SHOPIFY_CLIENT_SECRET: 'fake-client-secret',
  }),
});
writeFileSync(path.join(folder, 'live.json'), JSON.stringify({ control: `${url}/control/${DOMAIN}` }));
for (const signal of ['SIGTERM', 'SIGINT']) {
  process.once(signal, async () => {
    shopify.kill();
    await shop.stop();
    process.exit(0);
  });
}
await shop.ended;
shopify.kill();
