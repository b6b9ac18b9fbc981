// A merchant's own statuses: made, translated, put in order, looked at before they are saved, deleted with
// another in their place, taken over from starter sets and from StatusPro. With and without script alike.
import { type Page, type TestInfo } from '@playwright/test';

import { expectNoSidewaysScroll, expectReadable } from './shopper';
import { expect, SHOP, test, toast } from './staff';

const LIST = `/admin/${SHOP}/statuses`;

/** A name of its own for each project, for all share one shop. */
const own = (name: string, info: TestInfo) => `${name} ${info.project.name}`;

const picture = (page: Page, info: TestInfo, what: string) =>
  page.screenshot({ path: `screenshots/admin-statuses-${what}-${info.project.name.replaceAll(' ', '-')}.png`, fullPage: true });

/** A new status of this name, shown though nothing is translated. */
async function make(page: Page, name: string) {
  await page.goto(`${LIST}/new`);
  await page.getByLabel('Public name in English').fill(name);
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByLabel('Show it anyway in English').check();
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(toast(page)).toContainText(`“${name}” is saved.`);
}

test('the list shows steps, languages and how many orders stand where', async ({ page }, info) => {
  await page.goto(LIST);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Statuses');
  await expect(page.getByRole('link', { name: 'Oak is drying' })).toBeVisible();
  await expectNoSidewaysScroll(page, 'the list');
  await expectReadable(page);
  await picture(page, info, 'list');
});

test('a status is made, corrected, translated and found again', async ({ page }, info) => {
  const name = own('Waxing', info);
  await page.goto(`${LIST}/new`);
  await page.getByLabel('Public text in English').fill('Thin coats of *wax*.');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByRole('alert')).toContainText('Nothing is saved yet');
  await expect(page.getByLabel('Public name in English')).toHaveAttribute('aria-invalid', 'true');
  await expect(page.getByLabel('Public text in English')).toHaveValue('Thin coats of *wax*.');

  await page.getByLabel('Public name in English').fill(name);
  await page.getByText('Its own', { exact: true }).click();
  await page.getByText('Drop', { exact: true }).click();
  await page.getByLabel('Usual working days, from').fill('2');
  await page.getByLabel('to', { exact: true }).fill('3');
  const danish = page.locator('details.tongue').filter({ hasText: 'Dansk' });
  await danish.locator('summary').click();
  await danish.getByLabel('Public name, Dansk').fill('Vokses');
  await danish.getByLabel('Public text, Dansk').fill('Tynde lag voks.');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByRole('alert')).toContainText('7 of 9 languages missing');
  await expectReadable(page);
  await picture(page, info, 'wrong');
  await page.getByLabel('Show it anyway in English').check();
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(toast(page)).toContainText('is saved.');
  await expectNoSidewaysScroll(page, 'the editor');
  await expectReadable(page);
  await picture(page, info, 'editor');
  await page.goto(LIST);
  await expect(page.getByRole('row', { name: new RegExp(name) }).first()).toContainText('2 to 3 days');
});

test('the preview shows the page as typed, on a sample and on a real order', async ({ page }, info) => {
  await page.goto(`${LIST}/oak-drying`);
  const frame = page.frameLocator('.stage iframe').first();
  await expect(frame.locator('h1')).toHaveText('Oak is drying');
  await page.getByLabel('Public name in English').fill('Oak is resting');
  await page.getByRole('button', { name: 'Show preview' }).click();
  await expect(frame.locator('h1')).toHaveText('Oak is resting');
  await page.getByLabel('Order', { exact: true }).fill('#1042');
  await page.getByLabel('Language', { exact: true }).selectOption('da');
  await page.getByRole('button', { name: 'Show preview' }).click();
  await expect(frame.locator('html')).toHaveAttribute('lang', 'da');
  await expect(frame.getByText('#1042').first()).toBeVisible();
  await page.getByText('Desktop', { exact: true }).click();
  await expectNoSidewaysScroll(page, 'the editor with a desktop beside it');
  await picture(page, info, 'preview');
  await page.goto(LIST);
  await expect(page.getByRole('link', { name: 'Oak is drying' })).toBeVisible();
});

test('a status is copied, archived, brought back and deleted', async ({ page }, info) => {
  const name = own('Gluing', info);
  await make(page, name);
  await page.getByRole('button', { name: 'Copy' }).click();
  await expect(toast(page)).toContainText('This is the copy');
  await page.getByRole('button', { name: 'Archive' }).click();
  await page.getByRole('button', { name: `Bring back ${name} (copy)` }).click();
  await page.getByRole('link', { name, exact: true }).first().click();
  await page.getByRole('link', { name: 'Delete…' }).click();
  await expectReadable(page);
  await page.getByRole('button', { name: 'Delete' }).click();
  await expect(toast(page)).toContainText(`“${name}” is deleted`);
});

test('a status that orders stand in asks for another in its place', async ({ page }, info) => {
  await page.goto(`${LIST}/workshop/delete`);
  await page.getByRole('button', { name: 'Delete' }).click();
  await expect(page.getByLabel('Status in its place')).toHaveAttribute('aria-invalid', 'true');
  await picture(page, info, 'delete');
});

test('starter sets are read in any language and taken over once', async ({ page }, info) => {
  await page.goto(`${LIST}/starter`);
  await page.getByRole('link', { name: 'العربية' }).click();
  await expect(page.getByRole('heading', { name: 'إصلاح' })).toBeVisible();
  await expectNoSidewaysScroll(page, 'starter sets in Arabic');
  await expectReadable(page);
  await picture(page, info, 'starter');
  await page.getByRole('link', { name: 'English' }).click();
  const take = page.getByRole('button', { name: /Take over \d statuses of “Print on demand”/ });
  if (await take.count()) await take.click();
  await page.goto(`${LIST}/starter`);
  await expect(page.getByText('You have all of them').first()).toBeVisible();
});

test('statuses of StatusPro are shown before they are taken over', async ({ page }, info) => {
  const code = `st${String(info.config.projects.findIndex((one) => one.name === info.project.name)).padStart(6, '0')}`;
  await page.goto(`${LIST}/import`);
  const field = page.getByLabel("What StatusPro's API answers");
  await field.fill('{ nonsense');
  await page.getByRole('button', { name: 'Look at what is in it' }).click();
  await expect(field).toHaveAttribute('aria-invalid', 'true');
  await field.fill(JSON.stringify([{ code, name: own('In Production', info), description: 'In the workshop.', color: 'pink' }]));
  await page.getByRole('button', { name: 'Look at what is in it' }).click();
  await expect(page.getByRole('heading', { name: '1 status found, 1 new' })).toBeVisible();
  await expectReadable(page);
  await picture(page, info, 'import');
  await page.getByRole('button', { name: 'Take over 1 status' }).click();
  await expect(toast(page)).toContainText('1 status was taken over');
});
