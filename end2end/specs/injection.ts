// What the tests of injection share: a shop whose orders are payloads, and counting what ran or asked somebody else.
import { writeFileSync } from 'node:fs';
import path from 'node:path';

import { type Page, type test } from '@playwright/test';

import { CANARY, MARK, payloads } from '../payloads.mjs';
import { ownShop } from './own-shop';

const PER_PAGE = 250;
/** The payloads, as many as the orders #91, #92 and so on hold. */
export const batches = Array.from({ length: 1000 / PER_PAGE }, (_, n) => payloads().slice(n * PER_PAGE, (n + 1) * PER_PAGE));

/** An order whose every text is a payload. */
function order(texts: string[], number: number) {
  const id = (kind: string, n: number) => `gid://shopify/${kind}/${number * 1000 + n}`;
  const one = (n: number) => texts[n % texts.length];
  return {
    id: id('Order', 0), name: `#9${number}`, number: 9000 + number, createdAt: '2026-11-02T09:00:00Z',
    processedAt: '2026-11-02T09:00:00Z', updatedAt: '2026-11-03T09:00:00Z', displayFinancialStatus: 'PAID',
    displayFulfillmentStatus: 'PARTIALLY_FULFILLED', email: 'shopper@example.com', note: one(1), tags: [one(2)],
    paymentGatewayNames: [one(3)], currencyCode: 'EUR',
    lineItems: { nodes: texts.map((text, n) => ({
      id: id('LineItem', n + 1), title: text, name: text, variantTitle: one(n + 7), quantity: 1, currentQuantity: 1,
      unfulfilledQuantity: 1, requiresShipping: true,
    })) },
    fulfillments: texts.slice(0, 40).map((text, n) => ({
      id: id('Fulfillment', n + 500), name: text, createdAt: '2026-11-03T09:00:00Z', updatedAt: '2026-11-03T09:00:00Z', status: 'SUCCESS',
      displayStatus: 'IN_TRANSIT', trackingInfo: [{ company: text, number: one(n + 40), url: one(n + 80) }],
      events: { nodes: [{ id: id('FulfillmentEvent', n + 600), status: 'IN_TRANSIT', happenedAt: '2026-11-03T10:00:00Z', message: one(n + 120), city: one(n + 160) }] },
    })),
  };
}

/** A shop with the orders of `batches`. */
function payloadShop() {
  return ownShop((run) => {
    const handle = run('shop', 'list').split('\t')[0].trim();
    const nodes = batches.map((texts, n) => order(texts, n + 1));
    for (const [n, node] of nodes.entries()) {
      const place = path.join(process.env.WAYMARK_TEST_FOLDER ?? '/tmp', `payloads-${process.pid}-${n}.json`);
      writeFileSync(place, JSON.stringify({ data: { orders: { nodes: [node] } } }));
      try { run('import', place, '--shop', handle); } catch { /* told by the tests: a page without its order fails */ }
    }
  });
}

/** Serves such a shop while the tests of a file run: asked within a test, it is there. */
export function servedPayloads(tests: typeof test) {
  let shop: Awaited<ReturnType<typeof payloadShop>>;
  tests.beforeAll(async () => {
    tests.setTimeout(120_000);
    shop = await payloadShop();
  });
  tests.afterAll(() => shop?.stop());
  return () => shop;
}

/** Counts what ran and who was asked on a page. */
export function watched(page: Page) {
  const seen = { executions: 0, requests: 0 };
  page.on('dialog', (dialog) => {
    // The page's own question before something unsaved is left: no text of anybody's brings it.
    if (dialog.type() === 'beforeunload') { void dialog.accept(); return; }
    seen.executions += 1;
    void dialog.dismiss();
  });
  page.on('console', (message) => { if (message.text().includes(MARK)) seen.executions += 1; });
  page.on('request', (request) => { if (request.url().includes(CANARY)) seen.requests += 1; });
  return seen;
}

/** How often something ran in the page itself, once all that focuses, toggles or loads did so. */
export async function ranIn(page: Page) {
  await page.evaluate(() => {
    for (const one of document.querySelectorAll<HTMLElement>('details')) one.setAttribute('open', '');
    for (const one of document.querySelectorAll<HTMLElement>('input, textarea, a, button')) one.focus();
  });
  return page.evaluate(() => (window as unknown as { injected?: number }).injected ?? 0);
}
