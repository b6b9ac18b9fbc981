// Every page of the merchant's side, narrow and wide, light and dark: nothing to scroll sideways, nothing
// that axe finds, a picture of each. The pages come from the tables of routes: a new one fails here until
// PLACES says how to get there.
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { type Page } from '@playwright/test';

import { expectNoSidewaysScroll, expectReadable } from './shopper';
import { expect, SHOP, test } from './staff';

const shop = `/admin/${SHOP}`;
const src = path.join(import.meta.dirname, '..', '..', 'src');
const pictures = path.join(import.meta.dirname, '..', 'screenshots', 'admin-pages');

/** The first order of the list. */
async function order(page: Page) {
  await page.goto(`${shop}/orders?q=${encodeURIComponent('#1042')}`);
  return `${await page.locator('th[scope=row] a').first().getAttribute('href')}`;
}

/** A change of two orders, looked at and not confirmed. */
async function batch(page: Page) {
  await page.goto(`${shop}/bulk`);
  await page.getByLabel('Paste the list').fill('order,status\n1042,oak-drying\n1011,oak-drying\n');
  await page.getByRole('button', { name: 'Preview the list' }).click();
  await page.waitForURL(/\/bulk\/[0-9a-f-]+$/);
  return new URL(page.url()).pathname;
}

/** Where a page is found; `null` for what only leads on or is no page. */
const PLACES: Record<string, string | null | ((page: Page) => Promise<string>)> = {
  // Without an account it is the first start's page; with one it leads to signing in (admin-sign-in.spec.ts).
  SET_UP: null,
  SIGN_IN: null,
  // Only while somebody signs in.
  SIGN_IN_SECOND: null,
  ACCOUNT: '/account',
  CONFIRM: '/account/confirm',
  SECOND_FACTOR: '/account/second-factor',
  ADMIN: null,
  SHOP: null,
  ORDERS: `${shop}/orders`,
  ORDER: order,
  ORDER_AS_SHOPPER: async (page) => `${await order(page)}/as-shopper?level=full`,
  ORDER_PICTURE: null,
  // A message is there once something was told (admin-messages.spec.ts).
  ORDER_MESSAGE: null,
  ORDER_MESSAGE_HTML: null,
  BULK: `${shop}/bulk`,
  BATCH: batch,
  STATUSES: `${shop}/statuses`,
  STATUS: `${shop}/statuses/oak-drying`,
  STATUS_NEW: `${shop}/statuses/new`,
  STATUS_DELETE: `${shop}/statuses/oak-drying/delete`,
  STATUS_IMPORT: `${shop}/statuses/import`,
  STATUS_PREVIEW: null,
  STARTER_SETS: `${shop}/statuses/starter`,
  TEMPLATES: `${shop}/templates`,
  TEMPLATE: `${shop}/templates/shipped/en`,
  TEMPLATE_VERSIONS: `${shop}/templates/shipped/en/versions`,
  // A version is there once something was saved (admin-templates.spec.ts).
  TEMPLATE_VERSION: null,
  TEMPLATE_DRAWN: null,
  SHOPIFY: `${shop}/shopify`,
  SETTINGS: `${shop}/settings`,
  SETTINGS_BRAND: `${shop}/settings/brand`,
  SETTINGS_PREVIEW: null,
  SETTINGS_LANGUAGES: `${shop}/settings/languages`,
  SETTINGS_DAYS: `${shop}/settings/working-days`,
  SETTINGS_MESSAGES: `${shop}/settings/messages`,
  SETTINGS_SENDER: `${shop}/settings/sender`,
  SETTINGS_SHOPIFY_MAILS: `${shop}/settings/shopify-emails`,
  SETTINGS_LINKS: `${shop}/settings/links`,
  SETTINGS_PRIVACY: `${shop}/settings/privacy`,
  SETTINGS_SHOPIFY: `${shop}/settings/shopify`,
  AUDIT: `${shop}/settings/audit`,
  TEAM: `${shop}/settings/team`,
  SETTINGS_LEAD_TIMES: `${shop}/settings/lead-times`,
  JOIN: null,
};

/** The constants of the routes that answer to GET, out of the tables ROUTES. */
const served = readdirSync(path.join(src, 'web', 'admin'), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.rs'))
  .flatMap((file) => [...readFileSync(path.join(src, 'web', 'admin', file), 'utf8').matchAll(/\(([A-Z_]+), &\[[^\]]*"GET"/g)])
  .map((found) => found[1]);

test('every page is in the list', { tag: '@script' }, () => {
  expect(served.filter((name) => !(name in PLACES)), 'say in PLACES where these are').toEqual([]);
  expect(served.length).toBeGreaterThan(20);
});

for (const name of new Set(served)) {
  const place = PLACES[name];
  if (!place) continue;
  test(`${name} fits and can be read, light and dark`, { tag: '@script' }, async ({ page }, testInfo) => {
    const wide = testInfo.project.name === 'desktop';
    await page.setViewportSize(wide ? { width: 1280, height: 900 } : { width: 360, height: 780 });
    await page.goto(typeof place === 'string' ? place : await place(page));
    await expect(page.locator('h1').first()).toBeVisible();
    await expectNoSidewaysScroll(page, name);
    mkdirSync(pictures, { recursive: true });
    const file = `${name.toLowerCase().replaceAll('_', '-')} ${wide ? 1280 : 360}`;
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await page.screenshot({ path: path.join(pictures, `${file} ${colorScheme}.png`), fullPage: true });
    }
    // Both schemes.
    await expectReadable(page);
  });
}
