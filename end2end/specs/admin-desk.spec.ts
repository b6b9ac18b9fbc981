// What staff rely on at an order and what owners set for it: undo, pictures among staff, which status may
// follow and which follows by itself, a status deleted with another in its place.
import { type Page } from '@playwright/test';

import { seeUndone, signIn, test } from './own-shop';
import { expect, expectNoSidewaysScroll, expectReadable } from './shopper';
import { toast } from './staff';

test.describe.configure({ timeout: 60_000 });

/** A picture of one gray pixel, as PNG. */
const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==',
  'base64',
);

interface Own {
  url: string;
  admin: string;
  links: { name: string; path: string }[];
}

const shopperPage = (own: Own, name: string) => `${own.url}${own.links.find((one) => one.name === name)?.path}?lang=en`;

/** Opens the order's page from the list. */
async function open(page: Page, own: Own, name: string) {
  await page.goto(`${own.admin}/orders?q=${encodeURIComponent(name)}`);
  await page.getByRole('rowheader').getByRole('link', { name }).first().click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`Order ${name}`);
}

/** Moves the order into the status with these words, by the form. */
async function move(page: Page, status: string) {
  const select = page.getByLabel('Status', { exact: true });
  const option = select.locator('option').filter({ hasText: status });
  await select.selectOption((await option.getAttribute('value')) ?? '');
  await page.getByRole('button', { name: 'See what happens' }).click();
  await page.getByRole('button', { name: 'Confirm' }).click();
}

test('Undo takes a change back before anybody is told', async ({ own, page }, info) => {
  await signIn(page, own.url, `${own.admin}/orders`);
  await open(page, own, '#1009');
  const before = await page.locator('.reads strong').textContent();
  await page.getByLabel('Note to the shopper').fill('A word too early.');
  await move(page, 'WS: on the bench');
  await expect(toast(page)).toContainText('Order changed.');
  await expect(page.locator('.reads strong')).not.toHaveText(before!);
  await page.goto(shopperPage(own, '#1009'));
  await expect(page.locator('main')).toContainText('A word too early.');
  await open(page, own, '#1009');
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await seeUndone(page);
  await expect(page.locator('.reads strong')).toHaveText(before!);
  await expect(page.locator('.staff-tale')).toContainText('Undone');
  await expect(page.getByRole('button', { name: 'Undo', exact: true })).toHaveCount(0);
  await expect(page.locator('main')).toContainText('Canceled before it was sent');
  await expectNoSidewaysScroll(page, 'an order with a change undone');
  await expectReadable(page);
  await page.screenshot({ path: `screenshots/admin-desk-undone-${info.project.name.replaceAll(' ', '-')}.png`, fullPage: true });
  await page.goto(shopperPage(own, '#1009'));
  await expect(page.locator('main')).not.toContainText('A word too early.');
});

test('a picture among staff is not on the shopper’s page', async ({ own, page }) => {
  await signIn(page, own.url, `${own.admin}/orders`);
  await open(page, own, '#1035');
  await page.getByRole('textbox', { name: /^Comment/ }).fill('The crack we filled, for the file.');
  await expect(page.getByLabel('Only staff')).toBeChecked();
  await page.getByText('Add pictures').click();
  await page.getByLabel('Picture 1').setInputFiles({ name: 'crack.png', mimeType: 'image/png', buffer: PIXEL });
  await page.getByLabel('What it shows').first().fill('A filled crack');
  await page.getByRole('button', { name: 'Write comment' }).click();
  await expect(toast(page)).toContainText('Comment written.');
  const kept = page.getByRole('img', { name: 'A filled crack' }).first();
  await kept.evaluate((image) => image.scrollIntoView());
  await expect(kept).toHaveJSProperty('naturalWidth', 1);
  const source = new URL((await kept.getAttribute('src')) ?? '', own.url);
  await page.goto(shopperPage(own, '#1035'));
  await expect(page.locator('main')).not.toContainText('The crack we filled');
  await expect(page.getByRole('img', { name: 'A filled crack' })).toHaveCount(0);
  // Nor by its number, at the shopper's own address of pictures.
  const number = source.pathname.split('/').pop();
  const order = own.links.find((one) => one.name === '#1035');
  expect((await page.request.get(`${own.url}${order?.path}/picture/${number}`)).status()).toBe(404);
});

test('only statuses that may follow are offered', async ({ own, page }, info) => {
  await signIn(page, own.url, `${own.admin}/statuses/workshop`);
  const next = page.getByRole('group', { name: /Statuses that may follow/ });
  await expect(next.getByLabel('OIL: surface')).toBeChecked();
  for (const box of await next.getByRole('checkbox').all()) await box.uncheck();
  await next.getByLabel('QC: last look').check();
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(toast(page)).toContainText('is saved.');
  await expect(next.getByLabel('QC: last look')).toBeChecked();
  await expect(next.getByLabel('OIL: surface')).not.toBeChecked();
  await open(page, own, '#1010');
  const offered = page.getByLabel('Status', { exact: true }).locator('option');
  await expect(offered.filter({ hasText: 'QC: last look' })).toHaveCount(1);
  await expect(offered.filter({ hasText: 'OIL: surface' })).toHaveCount(0);
  await page.getByText('Not possible now').click();
  await expect(page.getByText('is not among the steps that may follow “WS: on the bench”').first()).toBeVisible();
  await expectReadable(page);
  await page.screenshot({ path: `screenshots/admin-desk-next-${info.project.name.replaceAll(' ', '-')}.png`, fullPage: true });
});

test('a status that follows by itself needs a time and a target, and keeps both', async ({ own, page }, info) => {
  await signIn(page, own.url, `${own.admin}/statuses/surface`);
  await page.getByLabel('Moves on by itself').selectOption({ label: 'After working days' });
  await page.getByLabel('After how many').fill('2');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByRole('alert')).toContainText('Nothing is saved yet');
  await expect(page.getByLabel('To', { exact: true })).toHaveAttribute('aria-invalid', 'true');
  await expect(page.getByLabel('After how many')).toHaveValue('2');
  await page.getByLabel('To', { exact: true }).selectOption({ label: 'QC: last look' });
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(toast(page)).toContainText('is saved.');
  await page.goto(`${own.admin}/statuses/surface`);
  await expect(page.getByLabel('Moves on by itself').locator('option:checked')).toHaveText('After working days');
  await expect(page.getByLabel('After how many')).toHaveValue('2');
  await expect(page.getByLabel('To', { exact: true }).locator('option:checked')).toHaveText('QC: last look');
  await expectReadable(page);
  await page.screenshot({ path: `screenshots/admin-desk-then-${info.project.name.replaceAll(' ', '-')}.png`, fullPage: true });
  await page.getByLabel('Moves on by itself').selectOption({ label: 'On the last day of its due date' });
  await page.getByLabel('At which hour').fill('25');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByLabel('At which hour')).toHaveAttribute('aria-invalid', 'true');
  await page.getByLabel('At which hour').fill('14');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(toast(page)).toContainText('is saved.');
  await page.goto(`${own.admin}/statuses`);
  await expect(page.locator('tr[data-handle=surface]')).toContainText('on the last due day at 14:00: QC: last look');
});

test('a status is deleted with another in its place, and history keeps its words', async ({ own, page }) => {
  await signIn(page, own.url, `${own.admin}/statuses/upholstery`);
  const name = (await page.getByLabel('Public name in English').inputValue()) ?? '';
  await page.getByRole('link', { name: 'Delete…' }).click();
  await page.getByRole('button', { name: 'Delete' }).click();
  await expect(page.getByLabel('Status in its place')).toHaveAttribute('aria-invalid', 'true');
  await page.getByLabel('Status in its place').selectOption({ label: 'QC: last look' });
  await expect(page.getByLabel('Write to the shoppers')).not.toBeChecked();
  await page.getByRole('button', { name: 'Delete' }).click();
  await expect(toast(page)).toContainText('is deleted');
  await page.goto(`${own.admin}/statuses`);
  await expect(page.getByRole('link', { name, exact: true })).toHaveCount(0);
  expect((await page.goto(`${own.admin}/statuses/upholstery`))?.status()).toBe(404);
  await open(page, own, '#1011');
  await expect(page.locator('.staff-tale')).toContainText('Status: QC: last look');
  await expect(page.locator('.staff-tale')).toContainText('Status: SADDLER: out for upholstery');
  await page.goto(shopperPage(own, '#1011'));
  await expect(page.locator('main')).toContainText(name);
});
