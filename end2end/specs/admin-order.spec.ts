// Staff work on one order: everything in one form, two people at once, a photo for the shopper, items with
// a status of their own, links, and what a shopper sees.
import type { Page } from '@playwright/test';

import { expectNoSidewaysScroll, expectReadable, mine, order, pageOf } from './shopper';
import { SHOP, expect, signIn, test, toast } from './staff';

test.use({ role: 'staff' });

/** A picture of one gray pixel, as PNG. */
const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==',
  'base64',
);

/** Opens the order's page from the list, as staff do. */
async function open(page: Page, name: string) {
  await page.goto(`/admin/${SHOP}/orders?q=${encodeURIComponent(name)}`);
  await page.getByRole('rowheader').getByRole('link', { name }).first().click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`Order ${name}`);
}

/** Takes the first status that may follow and that shoppers are told of. */
async function chooseStatus(page: Page) {
  const select = page.getByLabel('Status', { exact: true });
  const value = await select.locator('option').filter({ hasNotText: 'supplier call-back' }).nth(1).getAttribute('value');
  await select.selectOption(value ?? '');
}

const confirm = (page: Page) => page.getByRole('button', { name: 'Confirm' }).click();
const look = (page: Page) => page.getByRole('button', { name: 'See what happens' }).click();

test('everything in one form, one confirmation, and the shopper reads it', async ({ page }, testInfo) => {
  const name = mine(testInfo, ['#1042', '#1037', '#1045', '#1034']);
  await open(page, name);
  await expectReadable(page);
  await expectNoSidewaysScroll(page);
  await page.screenshot({ path: `screenshots/admin-order-${testInfo.project.name.replaceAll(' ', '-')}.png`, fullPage: true });
  await chooseStatus(page);
  await page.getByLabel('Note to the shopper').fill('It smells of oak already.');
  await page.getByLabel('Note among staff').fill('Board seven has a knot.');
  await page.getByLabel('Set it to').check();
  await page.getByLabel('Day, or first day').fill('2027-01-11');
  await page.getByLabel('Reason for the new date').fill('The wood was wet.');
  await look(page);
  await expect(page.getByText('This will happen')).toBeVisible();
  await expect(page.getByText(/1 message to s…@example.com/)).toBeVisible();
  await expectReadable(page);
  await page.screenshot({ path: `screenshots/admin-order-confirm-${testInfo.project.name.replaceAll(' ', '-')}.png`, fullPage: true });
  await confirm(page);
  await expect(toast(page)).toContainText('Order changed.');
  await expect(page.getByRole('button', { name: 'Undo' })).toBeVisible();
  await page.goto(pageOf(name));
  await expect(page.locator('main')).toContainText('It smells of oak already.');
  await expect(page.locator('main')).not.toContainText('Board seven');
});

test('the second of two people is told and loses nothing', async ({ page, browser, baseURL }, testInfo) => {
  const name = mine(testInfo, ['#1039', '#1036', '#1044', '#1033']);
  await open(page, name);
  const other = await browser.newContext({ baseURL, storageState: undefined });
  const owner = await other.newPage();
  await signIn(owner, 'owner');
  await open(owner, name);
  await owner.getByLabel('Note among staff').fill('The first one.');
  await look(owner);
  await confirm(owner);
  await page.getByLabel('Note among staff').fill('The second one.');
  await look(page);
  await confirm(page);
  await expect(page.getByRole('alert')).toContainText('wrote a note');
  await page.getByRole('button', { name: 'Look again' }).click();
  await expect(page.getByLabel('Note among staff')).toHaveValue('The second one.');
  await look(page);
  await confirm(page);
  await expect(page.getByText('The second one.')).toBeVisible();
  await other.close();
});

test('a photo beside a comment is seen by the shopper', async ({ page }, testInfo) => {
  const name = mine(testInfo, ['#1035', '#1040', '#1041', '#1038']);
  await open(page, name);
  await page.getByRole('textbox', { name: /^Comment/ }).fill('Your boards are joined.');
  await page.getByLabel('The shopper too').check();
  await page.getByText('Add pictures').click();
  await page.getByLabel('Picture 1').setInputFiles({ name: 'oak.png', mimeType: 'image/png', buffer: PIXEL });
  await page.getByLabel('What it shows').first().fill('Joined oak boards');
  await page.getByRole('button', { name: 'Write comment' }).click();
  await expect(toast(page)).toContainText('Comment written.');
  await page.goto(pageOf(name));
  const photo = page.getByRole('img', { name: 'Joined oak boards' }).first();
  await expect(photo).toBeVisible();
  expect(await photo.evaluate((image) => (image as HTMLImageElement).naturalWidth)).toBe(1);
});

test('links are made and ended; the shopper page is looked at', async ({ page }, testInfo) => {
  const name = mine(testInfo, ['#1042', '#1037', '#1045', '#1034']);
  await open(page, name);
  await page.getByLabel('New link').selectOption('share');
  await page.getByRole('button', { name: 'Make link' }).click();
  const link = await page.getByLabel('Address of the link “To pass on, without prices”').first().inputValue();
  const path = new URL(link).pathname;
  expect((await page.goto(path))?.status()).toBe(200);
  await open(page, name);
  await page.getByLabel('Level').selectOption('reduced');
  await page.getByRole('button', { name: 'Open' }).click();
  await expect(page.locator('main')).toContainText('reduced level');
  await open(page, name);
  await page.getByRole('button', { name: /End the link “To pass on/ }).first().click();
  await expect(toast(page)).toContainText('1 link ended.');
  expect((await page.goto(path))?.status()).toBe(404);
  expect((await page.goto(order(name).path))?.status()).toBe(200);
});

test('one item has a status of its own, and only that item', async ({ page }, testInfo) => {
  const name = mine(testInfo, ['#1042', '#1037', '#1045', '#1034']);
  await open(page, name);
  await page.getByText('Only some items').click();
  await page.getByRole('group', { name: 'Items that get the status' }).getByRole('checkbox').first().check();
  await chooseStatus(page);
  await page.getByLabel('Tell the shopper by e-mail').selectOption('no');
  await look(page);
  await expect(page.getByText('This will happen')).toBeVisible();
  await confirm(page);
  await expect(page.getByText(/Status of 1 item:/).first()).toBeVisible();
  await page.goto(pageOf(name));
  await expect(page.locator('main')).toContainText('for part of your order');
});

test('the form is filled and sent by keys alone', async ({ page }, testInfo) => {
  const name = mine(testInfo, ['#1039', '#1036', '#1044', '#1033']);
  await open(page, name);
  await page.getByLabel('Note among staff').focus();
  await page.keyboard.type('Typed by keys.');
  for (let presses = 0; presses < 30; presses += 1) {
    await page.keyboard.press('Tab');
    const text = await page.evaluate(() => document.activeElement?.textContent ?? '');
    if (text === 'See what happens') break;
  }
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'This will happen' })).toBeVisible();
  await page.getByRole('button', { name: 'Confirm' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByText('Typed by keys.')).toBeVisible();
});
