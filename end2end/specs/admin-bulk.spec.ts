// Many orders changed at once: chosen in the list or by a filter, looked at, confirmed, carried out, undone;
// lists with a change per order; with the keyboard alone, with and without script.
import { mkdirSync } from 'node:fs';
import path from 'node:path';

import { type Page } from '@playwright/test';

import { signIn, test } from './own-shop';
import { expect, expectNoSidewaysScroll, expectReadable } from './shopper';

test.describe.configure({ mode: 'default', timeout: 60_000 });
test.use({ shopOf: 'bulk' });

const pictures = path.join(import.meta.dirname, '..', 'screenshots', 'admin-bulk');

async function keep(page: Page, project: string, name: string) {
  mkdirSync(pictures, { recursive: true });
  await page.screenshot({ path: path.join(pictures, `${name} ${project}.png`), fullPage: true });
  // Axe is a script itself; the HTML is the same without.
  if (!project.includes('without script')) await expectReadable(page, false);
  await expectNoSidewaysScroll(page, name);
}

const heading = (page: Page) => page.getByRole('heading', { level: 1 });

/** Presses the button that has the words, with the keyboard. */
async function press(page: Page, name: string | RegExp) {
  const button = page.getByRole('button', { name, exact: true });
  await button.focus();
  await page.keyboard.press('Enter');
}

test('chosen orders come into a status together and back again', async ({ own, page }, testInfo) => {
  const project = testInfo.project.name;
  await signIn(page, own.url, `${own.admin}/orders`);
  const rows = page.locator('tbody tr');
  const names: string[] = [];
  for (const row of [0, 1, 2]) {
    const box = rows.nth(row).getByRole('checkbox');
    await box.focus();
    await page.keyboard.press('Space');
    await expect(box).toBeChecked();
    names.push((await rows.nth(row).getByRole('rowheader').getByRole('link').textContent())!);
  }
  const before = await rows.nth(0).locator('.status').textContent();
  await press(page, 'Change selected…');
  await expect(heading(page)).toHaveText('Change 3 orders');
  await keep(page, project, 'form');

  // What cannot be done comes back as typed.
  await page.getByLabel('Note to the shopper').fill('The boards are dry.');
  await page.getByLabel('Set it').check();
  await press(page, 'Preview');
  await expect(page.getByText('Write the day as 2026-11-26, or pick it.')).toBeVisible();
  await expect(page.getByLabel('Note to the shopper')).toHaveValue('The boards are dry.');
  await keep(page, project, 'form with a fault');

  await page.getByLabel('Leave as it is').check();
  await page.getByLabel('Status', { exact: true }).selectOption({ index: 2 });
  const status = await page.getByLabel('Status', { exact: true }).locator('option:checked').textContent();
  await page.getByLabel('Tell the shoppers by mail').selectOption('yes');
  await press(page, 'Preview');
  await expect(heading(page)).toHaveText('Preview');
  await expect(page.getByRole('status').first()).toContainText(/^(\d orders? changes?, \d messages?|No order changes)/);
  await keep(page, project, 'preview');
  await press(page, /^Change \d orders?$/);
  await expect(heading(page)).toHaveText('Orders changed', { timeout: 15_000 });
  await keep(page, project, 'done');

  // The undoing stays at hand on every other page.
  await page.goto(`${own.admin}/orders`);
  await expect(rows.locator('.status').filter({ hasText: status! }).first()).toBeVisible();
  await keep(page, project, 'orders with undo');
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  // With the browser half the page stays, and leads on; without it the form does.
  const further = page.getByRole('link', { name: 'It is being undone. See how it goes' });
  await expect(further.or(page.getByRole('heading', { level: 1, name: 'Undone' }))).toBeVisible({ timeout: 15_000 });
  if (await further.isVisible()) await further.click();
  await expect(heading(page)).toHaveText('Undone', { timeout: 15_000 });
  await expect(page.getByRole('status').first()).toContainText('No message was sent.');
  await keep(page, project, 'undone');
  await page.goto(`${own.admin}/orders`);
  await expect(rows.nth(0).locator('.status')).toHaveText(before!);
});

test('messages of many get a time, and until then all of it can be undone', async ({ own, page }, testInfo) => {
  const project = testInfo.project.name;
  await signIn(page, own.url, `${own.admin}/orders?q=${encodeURIComponent('#1003')}`);
  await page.getByRole('checkbox', { name: 'Select #1003' }).check();
  await press(page, 'Change selected…');
  await page.getByLabel('Status', { exact: true }).selectOption({ label: 'FAB: fabric at the mill' });
  await page.getByLabel('Tell the shoppers by mail').selectOption('yes');
  await page.getByLabel(/^Day and time/).fill('2020-01-02T09:15');
  await press(page, 'Preview');
  await expect(page.getByText('You typed a time: choose “At a day and time”')).toBeVisible();
  await page.getByLabel('At a day and time').check();
  await press(page, 'Preview');
  await expect(page.getByText('This time has passed.')).toBeVisible();
  const at = new Date(Date.now() + 5 * 86_400_000).toISOString().slice(0, 10);
  await page.getByLabel(/^Day and time/).fill(`${at}T09:15`);
  await keep(page, project, 'form with a time');
  await press(page, 'Preview');
  await expect(page.getByRole('heading', { level: 2 }).first()).toContainText(/messages on \w+day \d+ \w+ \d{4} at 09:15/);
  await press(page, 'Change 1 order');
  await expect(heading(page)).toHaveText('Orders changed', { timeout: 15_000 });
  await expect(page.getByText(/Possible until \w+day \d+ \w+ \d{4}, 09:15/)).toBeVisible();
  await page.goto(`${own.admin}/orders`);
  await page.getByRole('link', { name: 'From a list, or undo…' }).click();
  await keep(page, project, 'list with a change to undo');
  await page.getByRole('region', { name: 'Can still be undone' }).getByRole('link', { name: /^1 order: status “FAB: fabric at the mill”/ }).click();
  await press(page, 'Undo all of it');
  await expect(heading(page)).toHaveText('Undone', { timeout: 15_000 });
});

test('all orders that a filter finds are changed, also those on other pages', async ({ own, page }, testInfo) => {
  await signIn(page, own.url, `${own.admin}/orders`);
  const all = page.getByRole('button', { name: /^Change all [\d,]+ that match…$/ });
  const count = (await all.textContent())!.match(/[\d,]+/)![0];
  expect(Number(count)).toBeGreaterThan(50);
  await all.focus();
  await page.keyboard.press('Enter');
  await expect(heading(page)).toHaveText(`Change ${count} orders`);
  await page.getByLabel('Move it later').check();
  await page.getByLabel('Working days').fill('2');
  await page.getByLabel('Reason').fill('The oak came late.');
  await page.getByLabel('Tell the shoppers by mail').selectOption('No');
  await press(page, 'Preview');
  await expect(page.getByRole('status').first()).toContainText(/orders change, 0 messages, \d+ skipped/);
  await expect(page.getByText('it has no due date to move').first()).toBeVisible();
  await keep(page, testInfo.project.name, 'preview with skips');
});

test('faults of a list are told by line, and the list is kept', async ({ own, page }, testInfo) => {
  await signIn(page, own.url, `${own.admin}/bulk`);
  await keep(page, testInfo.project.name, 'list');
  await page.getByLabel('Paste the list').fill('order,status\n#99999,teak\n');
  await press(page, 'Preview the list');
  await expect(page.getByRole('alert')).toContainText('There is no order “#99999”');
  await expect(page.getByLabel('Paste the list')).toHaveValue(/#99999,teak/);
  await keep(page, testInfo.project.name, 'list with faults');
});

test('a list is looked at, confirmed and undone with the keyboard alone', async ({ own, page }, testInfo) => {
  const project = testInfo.project.name;
  await signIn(page, own.url, `${own.admin}/orders`);
  const names = await page.locator('tbody tr').getByRole('rowheader').getByRole('link').allTextContents();
  await page.goto(`${own.admin}/bulk`);
  await page.getByLabel('Paste the list').focus();
  await page.keyboard.insertText(`order,note,due from\n${names[4]},The wood has come,\n${names[5]},"Knots, all gone",2027-01-14\n`);
  await press(page, 'Preview the list');
  await expect(heading(page)).toHaveText('Preview');
  await keep(page, project, 'list preview');
  await press(page, /^Change \d+ orders?$/);
  await expect(heading(page)).toHaveText('Orders changed', { timeout: 15_000 });
  await press(page, 'Undo all of it');
  await expect(heading(page)).toHaveText('Undone', { timeout: 15_000 });
  await expect(page.getByRole('status').first()).toContainText('2 orders undone.');
});

test('a file with a change per order is looked at, confirmed and undone', async ({ own, page }, testInfo) => {
  const project = testInfo.project.name;
  await signIn(page, own.url, `${own.admin}/orders`);
  const names = await page.locator('tbody tr').getByRole('rowheader').getByRole('link').allTextContents();
  await page.goto(`${own.admin}/bulk`);
  // As spreadsheets write it: a mark at the beginning, semicolons, lines that end as on Windows.
  const list = ['order;note;due from', `${names[7]};The legs are turned;`, `${names[8]};"Oak; not pine";2027-02-11`].join('\r\n');
  await page.getByLabel('Paste the list').fill('order,status\n#99999,teak\n');
  await page.getByLabel('Or choose a file').setInputFiles({ name: 'changes.csv', mimeType: 'text/csv', buffer: Buffer.from(`\ufeff${list}\r\n`) });
  await press(page, 'Preview the list');
  await expect(heading(page)).toHaveText('Preview');
  await expect(page.getByRole('status').first()).toContainText('2 orders change');
  await keep(page, project, 'file preview');
  await press(page, /^Change 2 orders$/);
  await expect(heading(page)).toHaveText('Orders changed', { timeout: 15_000 });
  await press(page, 'Undo all of it');
  await expect(heading(page)).toHaveText('Undone', { timeout: 15_000 });
  await expect(page.getByRole('status').first()).toContainText('2 orders undone.');
});
