// What happens in the shop shows on the page by itself: holds, split shipments, returns. The shop is a
// stand-in for Shopify; everything between it and the page is real.
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';

import { type Page } from '@playwright/test';

import { binary } from '../shop.mjs';
import { expect, expectNoSidewaysScroll, expectReadable, test as base } from './shopper';

const folder = process.env.WAYMARK_LIVE_FOLDER ?? '';
const origin = `http://127.0.0.1:${process.env.WAYMARK_LIVE_PORT}`;
const run = promisify(execFile);

interface Made {
  name: string;
  fulfillment: string;
}

/** Something happens in the shop. */
async function happens(action: Record<string, unknown>): Promise<Made> {
  const { control } = JSON.parse(readFileSync(path.join(folder, 'live.json'), 'utf8'));
  const answer = await fetch(`${control}/act`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(action),
  });
  const made = await answer.json();
  expect(answer.status, JSON.stringify(made)).toBe(200);
  return made;
}

/** A new order, with a number that none of the demo's has. */
const ordered = () => happens({
  do: 'create_order', number: 100_000 + Math.floor(Math.random() * 800_000), items: ITEMS, email: 'shopper@example.com',
});

/** The order's link, as soon as the order has arrived. */
async function linkOf(name: string): Promise<string> {
  let link = '';
  const env = {
    ...process.env,
    DATABASE_URL: `sqlite:${path.join(folder, 'waymark.sqlite3')}`,
    WAYMARK_KEYS: path.join(folder, 'keys'),
    WAYMARK_URL: origin,
  };
  await expect(async () => {
    link = (await run(binary(), ['link', name], { env, cwd: folder })).stdout.trim();
  }).toPass({ timeout: 15_000 });
  return link;
}

/** The page says this as its headline, at the latest some seconds after it happened. */
async function says(page: Page, headline: string | RegExp) {
  await expect(async () => {
    await page.reload();
    await expect(page.locator('h1')).toHaveText(headline, { timeout: 500 });
  }).toPass({ timeout: 20_000 });
}

const test = base.extend({ baseURL: origin });
test.describe.configure({ timeout: 90_000 });

const WORDS = {
  en: {
    stock: 'On hold: we are waiting for stock',
    preparing: /We have your order|We are preparing your order/,
    part: /Part of your order/,
    arrived: 'Part of your order has arrived',
    all: /^Delivered/,
    requested: 'Return requested',
    underWay: 'Your return is under way',
    returned: /Returned|refunded/i,
    refund: 'Refunded',
    approved: 'Return approved',
  },
  da: {
    stock: 'På pause: vi venter på varer',
    preparing: /Vi har modtaget din ordre|Vi gør din ordre klar|din ordre/,
    part: /En del af din ordre/,
    arrived: 'En del af din ordre er ankommet',
    all: /^Leveret/,
    requested: 'Der er bedt om retur',
    underWay: 'Din retur er i gang',
    returned: /Returneret|refunderet|betalt tilbage|tilbagebetalt/i,
    refund: /efunder|etalt tilbage|ilbagebetal/,
    approved: 'Retur godkendt',
  },
} as const;

const ITEMS = [
  { title: 'Dining table, oak', quantity: 1, price: '8900.00' },
  { title: 'Bench, oak', quantity: 1, price: '3200.00' },
];

for (const language of ['en', 'da'] as const) {
  const words = WORDS[language];

  test(`a hold placed in the shop shows with its reason, and its release too, ${language}`, async ({ page, script }, testInfo) => {
    const order = await ordered();
    await page.goto(`${await linkOf(order.name)}?lang=${language}`);
    await expect(page.locator('h1')).toHaveText(words.preparing);
    await happens({ do: 'hold', order: order.name, reason: 'INVENTORY_OUT_OF_STOCK', notes: 'only for staff' });
    await says(page, words.stock);
    await expect(page.locator('body')).not.toContainText('only for staff');
    await expectNoSidewaysScroll(page, 'hold');
    await page.screenshot({ path: `screenshots/live-hold-${language}-${testInfo.project.name}.png`, fullPage: true });
    if (script) await expectReadable(page);
    await happens({ do: 'release', order: order.name });
    await says(page, words.preparing);
  });

  test(`a split shipment, and a parcel that arrives while another is open, ${language}`, async ({ page }, testInfo) => {
    const order = await ordered();
    await page.goto(`${await linkOf(order.name)}?lang=${language}`);
    const ship = (line: number, number: string) => happens({
      do: 'fulfill', order: order.name, items: [{ line, quantity: 1 }], tracking: [{ company: 'PostNord', number }],
    });
    const first = await ship(0, '00370730254738185201');
    await says(page, words.part);
    await expect(page.locator('body')).toContainText('0037 0730 2547 3818 5201');
    await happens({ do: 'carrier_event', order: order.name, fulfillment: first.fulfillment, status: 'DELIVERED' });
    await says(page, words.arrived);
    const second = await ship(1, '00370730254738185202');
    await expect(async () => {
      await page.reload();
      await expect(page.locator('body')).toContainText('0037 0730 2547 3818 5202', { timeout: 500 });
    }).toPass({ timeout: 20_000 });
    await expect(page.locator('h1'), 'one parcel is still under way').not.toHaveText(words.all);
    await page.screenshot({ path: `screenshots/live-split-${language}-${testInfo.project.name}.png`, fullPage: true });
    await happens({ do: 'carrier_event', order: order.name, fulfillment: second.fulfillment, status: 'DELIVERED' });
    await says(page, words.all);
  });

  test(`a return from request to refund, ${language}`, async ({ page }, testInfo) => {
    const order = await ordered();
    const parcel = await happens({ do: 'fulfill', order: order.name, tracking: [{ company: 'GLS', number: '12345678901' }] });
    await happens({ do: 'carrier_event', order: order.name, fulfillment: parcel.fulfillment, status: 'DELIVERED' });
    await page.goto(`${await linkOf(order.name)}?lang=${language}`);
    await says(page, words.all);
    await happens({ do: 'request_return', order: order.name, items: [{ line: 1, quantity: 1 }] });
    await says(page, words.requested);
    await happens({ do: 'approve_return', order: order.name });
    await says(page, words.underWay);
    await happens({ do: 'process_return', order: order.name });
    await happens({ do: 'close_return', order: order.name });
    await happens({ do: 'refund', order: order.name, amount: '3200.00', items: [{ line: 1, quantity: 1 }] });
    await says(page, words.returned);
    await expect(page.locator('body')).toContainText(words.approved);
    await expect(page.locator('body')).toContainText(words.refund);
    await page.screenshot({ path: `screenshots/live-return-${language}-${testInfo.project.name}.png`, fullPage: true });
  });
}
