// S7: 1,000 payloads on the shopper's page and in the merchant's forms, with our content security policy
// and without it. Nothing runs, and nobody else is asked for anything.
import { writeFileSync } from 'node:fs';
import path from 'node:path';

import { type Page, test as base } from '@playwright/test';

import { CANARY, MARK, payloads } from '../payloads.mjs';
import { ownShop, signIn } from './own-shop';

const { expect } = base;
const PER_PAGE = 250;
const batches = Array.from({ length: 1000 / PER_PAGE }, (_, n) => payloads().slice(n * PER_PAGE, (n + 1) * PER_PAGE));

let shop: Awaited<ReturnType<typeof ownShop>>;

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

base.beforeAll(async () => {
  base.setTimeout(120_000);
  shop = await ownShop((run) => {
    const handle = run('shop', 'list').split('\t')[0].trim();
    const nodes = batches.map((texts, n) => order(texts, n + 1));
    for (const [n, node] of nodes.entries()) {
      const place = path.join(process.env.WAYMARK_TEST_FOLDER ?? '/tmp', `payloads-${process.pid}-${n}.json`);
      writeFileSync(place, JSON.stringify({ data: { orders: { nodes: [node] } } }));
      try { run('import', place, '--shop', handle); } catch { /* told by the counts below: a page without its order fails */ }
    }
  });
});
base.afterAll(() => shop?.stop());

/** Counts what ran and who was asked on a page. */
function watched(page: Page) {
  const seen = { executions: 0, requests: 0 };
  page.on('dialog', (dialog) => { seen.executions += 1; void dialog.dismiss(); });
  page.on('console', (message) => { if (message.text().includes(MARK)) seen.executions += 1; });
  page.on('request', (request) => { if (request.url().includes(CANARY)) seen.requests += 1; });
  return seen;
}

for (const policy of ['on', 'off'] as const) {
  base(`nothing that was typed runs or asks anybody, policy ${policy}`, { tag: '@script' }, async ({ page }) => {
    base.setTimeout(120_000);
    const seen = watched(page);
    if (policy === 'off') {
      await page.route(`${shop.url}/**`, async (route) => {
        const answer = await route.fetch({ maxRedirects: 0 });
        const headers = answer.headers();
        delete headers['content-security-policy'];
        await route.fulfill({ response: answer, headers });
      });
    }
    const looked = async () => {
      // What focuses, toggles or loads does so now.
      await page.evaluate(() => {
        for (const one of document.querySelectorAll<HTMLElement>('details')) one.setAttribute('open', '');
        for (const one of document.querySelectorAll<HTMLElement>('input, textarea, a, button')) one.focus();
      });
      const ran = await page.evaluate(() => (window as unknown as { injected?: number }).injected ?? 0);
      seen.executions += ran;
    };
    let pages = 0;
    for (let n = 1; n <= batches.length; n += 1) {
      const link = shop.run('link', `#9${n}`).trim();
      await page.goto(link);
      await expect(page.locator('main')).toContainText('alert(1)');
      await looked();
      pages += 1;
    }
    // The merchant's forms show what was typed again: 60 payloads at a time.
    await signIn(page, shop.url, `${shop.admin}/settings`);
    const all = payloads();
    for (let at = 0; at < all.length;) {
      await page.goto(`${shop.admin}/settings`);
      const names = await page.locator('form.settings input:not([type=hidden])').evaluateAll((fields) => fields.map((f) => (f as HTMLInputElement).name));
      const batch = all.slice(at, at + names.length);
      await page.evaluate(({ names, batch }) => {
        names.forEach((name, n) => { (document.getElementsByName(name)[0] as HTMLInputElement).value = batch[n] ?? 'x'; });
        document.querySelector<HTMLFormElement>('form.settings')?.requestSubmit();
      }, { names, batch });
      await expect(page.getByRole('alert')).toBeVisible();
      await looked();
      at += batch.length;
      pages += 1;
    }
    for (let at = 0; at < all.length; at += 50) {
      await page.goto(`${shop.admin}/settings/brand`);
      const css = all.slice(at, at + 50).join('\n').slice(0, 15_000);
      await page.locator('textarea[name=custom_css]').evaluate((field, css) => { (field as HTMLTextAreaElement).value = css; }, css);
      await page.getByRole('button', { name: 'Save' }).click();
      await expect(page.getByRole('alert')).toBeVisible();
      await looked();
      pages += 1;
    }
    console.log(`S7, policy ${policy}: ${all.length} payloads, ${pages} pages, ${seen.executions} executions, ${seen.requests} requests to the canary`);
    expect(seen).toEqual({ executions: 0, requests: 0 });
  });
}
