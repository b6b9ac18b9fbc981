// Many orders changed at once: a list is looked at, confirmed, carried out, undone; with the keyboard
// alone, with and without script.
import { mkdirSync } from 'node:fs';
import path from 'node:path';

import { type Page } from '@playwright/test';

import { ownShop, signIn } from './own-shop';
import { expect, expectNoSidewaysScroll, expectReadable, test as base } from './shopper';

// Each worker has a shop of its own: what is changed here would disturb other specs.
const test = base.extend<object, { own: Awaited<ReturnType<typeof ownShop>> }>({
  own: [
    async ({}, use) => {
      const own = await ownShop();
      await use(own);
      await own.stop();
    },
    { scope: 'worker', timeout: 60_000 },
  ],
  baseURL: async ({ own }, use) => use(own.url),
});
test.describe.configure({ mode: 'serial', timeout: 60_000 });

const pictures = path.join(import.meta.dirname, '..', 'screenshots', 'admin-bulk');

async function keep(page: Page, project: string, name: string) {
  mkdirSync(pictures, { recursive: true });
  await page.screenshot({ path: path.join(pictures, `${name} ${project}.png`), fullPage: true });
  await expectReadable(page, false);
  await expectNoSidewaysScroll(page, name);
}

test('faults of a list are told by line, and the list is kept', async ({ own, page }, testInfo) => {
  await signIn(page, own.url, `${own.admin}/bulk`);
  await page.getByLabel('Paste the list').fill('order,status\n#99999,teak\n');
  await page.getByRole('button', { name: 'Preview the list' }).click();
  await expect(page.getByRole('alert')).toContainText('There is no order “#99999”');
  await expect(page.getByLabel('Paste the list')).toHaveValue(/#99999,teak/);
  await keep(page, testInfo.project.name, 'faults');
});

test('a list is looked at, confirmed and undone with the keyboard alone', async ({ own, page }, testInfo) => {
  await signIn(page, own.url, `${own.admin}/bulk`);
  await page.getByLabel('Paste the list').focus();
  await page.keyboard.insertText('order,note\n#1001,The wood has come\n#1002,The wood has come\n');
  await page.getByRole('button', { name: 'Preview the list' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Preview');
  await keep(page, testInfo.project.name, 'preview');
  const confirm = page.getByRole('button', { name: /^Change \d+ orders?$/ });
  await confirm.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Orders changed', { timeout: 15_000 });
  await keep(page, testInfo.project.name, 'done');
  await page.getByRole('button', { name: 'Undo all of it' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Undone', { timeout: 15_000 });
  await expect(page.getByRole('status').first()).toContainText('No message was sent.');
  await keep(page, testInfo.project.name, 'undone');
});
