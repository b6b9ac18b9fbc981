// Every kind of message as a mail program with a web view shows it: complete, in the built-in design, in both
// schemes, on a phone and on a desk. Pictures for people to look at: end2end/screenshots/mails/.
import { mkdtempSync, readFileSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { type Page } from '@playwright/test';

import { test as shop } from './own-shop';
import { expect, expectNoSidewaysScroll, expectReadable } from './shopper';

const KINDS = [
  'order_received', 'status_changed', 'due_changed', 'comment_added', 'on_hold', 'shipped', 'out_for_delivery', 'ready_for_pickup',
  'delivered', 'canceled', 'refunded', 'return_changed', 'code', 'link_requested', 'status_copy',
];
/** Everything known in English, next to nothing in Danish, and the other way of writing. */
const VERSIONS = ['en', 'da-sparse', 'ar'];
/** Mail programs cut off or ask before they show more. */
const LIMIT = 60_000;

const test = shop.extend<object, { mails: string }>({
  mails: [
    async ({ shops }, use) => {
      const own = await shops('everybody');
      const folder = mkdtempSync(path.join(tmpdir(), 'waymark-mails-'));
      own.run('template', 'preview', 'all', '--out', folder, '--language', 'en');
      own.run('template', 'preview', 'all', '--out', folder, '--language', 'ar');
      own.run('template', 'preview', 'all', '--out', folder, '--language', 'da', '--sparse');
      await use(folder);
    },
    { scope: 'worker', timeout: 60_000 },
  ],
});

/** Shows a message at an address of the shop's own, which serves its logo. */
async function show(page: Page, origin: string, html: string) {
  const at = `${origin}/a-message`;
  await page.route(at, (route) => route.fulfill({ contentType: 'text/html; charset=utf-8', body: html }));
  await page.goto(at);
}

for (const kind of KINDS) {
  test(`${kind} fits, can be read and leads to the order`, { tag: '@script' }, async ({ page, own, mails }, testInfo) => {
    test.setTimeout(60_000);
    for (const version of VERSIONS) {
      const file = path.join(mails, `${kind}-${version}.html`);
      expect(statSync(file).size, `bytes of ${kind}-${version}`).toBeLessThanOrEqual(LIMIT);
      await show(page, own.url, readFileSync(file, 'utf8'));
      await expect(page).toHaveTitle(/.+/);
      const link = page.locator('a[href*="/o/"]').first();
      await expect(link, 'the way to the order').toBeVisible();
      const box = await link.boundingBox();
      expect(box?.height, 'it can be hit with a finger').toBeGreaterThanOrEqual(24);
      await expectNoSidewaysScroll(page, `${kind}-${version}`);
      await expectReadable(page);
      const text = readFileSync(file.replace(/html$/, 'txt'), 'utf8');
      const address = (await link.getAttribute('href')) ?? '';
      expect(text, 'both parts lead to the same place').toContain(address);
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        const name = `${kind}-${version}-${testInfo.project.name}-${colorScheme}.png`;
        await page.screenshot({ path: `screenshots/mails/${name}`, fullPage: true });
      }
    }
  });
}
