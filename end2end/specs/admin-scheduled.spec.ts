// A message at a chosen time: chosen beside the status, looked at, read in the list, sent now, or not at all. With
// and without script.
import { type Page } from '@playwright/test';

import { mailSaying, mailsTo } from './mails';
import { enter, test } from './own-shop';
import { emailOf, expect, expectNoSidewaysScroll, expectReadable } from './shopper';

test.describe.configure({ mode: 'serial', timeout: 60_000 });

const NAME = '#1042';

/** A day from now, as the field takes it. */
function inDays(days: number) {
  const at = new Date(Date.now() + days * 86_400_000);
  return `${at.toISOString().slice(0, 10)}T09:15`;
}

async function toOrder(page: Page, admin: string) {
  await page.goto(`${admin}/orders?q=${encodeURIComponent(NAME)}`);
  await page.getByRole('rowheader').getByRole('link', { name: NAME }).first().click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText(NAME);
}

/** Chooses a status that the shopper reads, other than the present one. */
async function chooseStatus(page: Page) {
  const select = page.getByLabel('Status', { exact: true });
  const texts = await select.locator('option').allTextContents();
  const public_ = texts.find((text) => text.includes('the shopper reads')) ?? '';
  await select.selectOption({ label: public_ });
}

test('a message goes at its time, now, or not at all', async ({ page, own, script }, testInfo) => {
  const project = testInfo.project.name.replaceAll(' ', '-');
  await enter(page, own.url, `${own.admin}/settings/messages`);
  await page.getByLabel('Seconds that a message waits').fill('0');
  await page.getByRole('button', { name: 'Save' }).first().click();
  await expect(page.locator('.toast[role=status]')).toBeVisible();

  await toOrder(page, own.admin);
  await chooseStatus(page);
  await page.getByLabel(/^Note to the shopper/).fill('It goes at its time.');
  await page.getByLabel('At a day and time').check();
  await page.getByLabel(/^Day and time/).fill(inDays(-2));
  await page.getByRole('button', { name: 'See what happens' }).click();
  await expect(page.getByText('This time has passed.')).toBeVisible();
  await expect(page.getByLabel(/^Note to the shopper/)).toHaveValue('It goes at its time.');
  await expect(page.getByLabel('At a day and time')).toBeChecked();
  if (script) await expectReadable(page);
  await page.getByLabel(/^Day and time/).fill(inDays(3));
  await expectNoSidewaysScroll(page, 'the form');
  await page.screenshot({ path: `screenshots/admin-scheduled-form-${project}.png`, fullPage: true });
  await page.getByRole('button', { name: 'See what happens' }).click();
  await expect(page.getByText(/1 message to .* goes out .* 09:15 \(/)).toBeVisible();
  if (script) await expectReadable(page);
  await page.screenshot({ path: `screenshots/admin-scheduled-review-${project}.png`, fullPage: true });
  await page.getByRole('button', { name: 'Confirm' }).click();
  await expect(page.locator('.toast[role=status]')).toContainText(/1 message goes out .* 09:15\./);

  const newest = page.getByRole('region', { name: 'Messages' }).getByRole('listitem').first();
  await expect(newest.getByText(/^Scheduled for .* 09:15$/)).toBeVisible();
  await expectNoSidewaysScroll(page, 'the list');
  if (script) await expectReadable(page);
  await page.getByRole('region', { name: 'Messages' }).screenshot({ path: `screenshots/admin-scheduled-list-${project}.png` });
  await newest.getByRole('button', { name: /^Do not send/ }).click();
  await expect(page.locator('.toast[role=status]')).toContainText('will not be sent');
  await expect(newest.getByText('it was decided not to send it')).toBeVisible();
  await expect(newest.getByRole('button', { name: /^Send now/ })).toHaveCount(0);

  await chooseStatus(page);
  await page.getByLabel(/^Note to the shopper/).fill('This one goes sooner.');
  await page.getByLabel('At a day and time').check();
  await page.getByLabel(/^Day and time/).fill(inDays(4));
  await page.getByRole('button', { name: 'See what happens' }).click();
  await page.getByRole('button', { name: 'Confirm' }).click();
  await expect(newest.getByText(/^Scheduled for .* 09:15$/)).toBeVisible();
  await newest.getByRole('button', { name: /^Send now/ }).click();
  await expect(page.locator('.toast[role=status]')).toContainText('goes out now');
  await mailSaying(own.folder, emailOf(NAME), 'This one goes sooner.');
  expect(mailsTo(own.folder, emailOf(NAME)).some(({ text }) => text.includes('It goes at its time.'))).toBe(false);
});
