// Finding orders among many: each filter by its own box, every sort, the search for a tracking number, and a view
// opened from its tab, with and without script. What a shop's people look at from morning to evening.
import { type Page } from '@playwright/test';

import { signIn, test } from './own-shop';
import { expect, expectReadable } from './shopper';
import { toast } from './staff';

test.describe.configure({ timeout: 60_000 });
test.use({ shopOf: 'finding' });

const names = (page: Page) => page.locator('th[scope=row] a').allTextContents();

/** The day so many days from now, as a field for a day takes it. */
const day = (from: number) => new Date(Date.now() + from * 86_400_000).toISOString().slice(0, 10);

/** Opens one of the boxes above the list. */
async function box(page: Page, name: string) {
  await page.locator('details.pop > summary', { hasText: new RegExp(`^${name}\\b`) }).click();
  return page.locator('details.pop[open]');
}

/** Group, choice, an order that is found, one that is not. */
const FILTERS: [string, string, string, string][] = [
  ['Status', 'WS: on the bench', '#1010', '#1034'],
  ['Status', 'No status', '#1002', '#1010'],
  ['Stage', 'On hold', '#1020', '#1034'],
  ['Stage', 'Delayed by the carrier', '#1030', '#1029'],
  ['Payment', 'Authorized', '#1004', '#1003'],
  ['Shipping', 'Scheduled', '#1019', '#1001'],
  ['Returns', 'Return requested', '#1049', '#1052'],
  ['All of the tags', 'gift', '#1015', '#1010'],
  ['Any of the tags', 'gift', '#1015', '#1010'],
  ['More', 'Late', '#1014', '#1016'],
];

test('each filter finds its orders and no other, and says what is filtered', async ({ own, page }) => {
  const list = `${own.admin}/orders`;
  await signIn(page, own.url, list);
  for (const [group, choice, found, other] of FILTERS) {
    await page.goto(list);
    const panel = await box(page, group);
    await panel.getByLabel(choice, { exact: true }).check();
    await panel.getByRole('button', { name: 'Apply' }).click();
    const chips = page.getByRole('list', { name: 'Filtered by' });
    await expect(chips.getByRole('link').first(), `${group}: ${choice}`).toContainText(choice);
    const listed = await names(page);
    expect(listed, `${group}: ${choice}`).toContain(found);
    expect(listed, `${group}: ${choice}`).not.toContain(other);
  }
});

test('a range of due days finds what is due in it', async ({ own, page }) => {
  await signIn(page, own.url, `${own.admin}/orders`);
  const panel = await box(page, 'Due');
  await panel.getByLabel('From').fill(day(8));
  await panel.getByLabel('Until').fill(day(13));
  await panel.getByRole('button', { name: 'Apply' }).click();
  await expect(page.getByRole('list', { name: 'Filtered by' })).toContainText(`Due from ${day(8)}`);
  const listed = await names(page);
  expect(listed).toContain('#1016');
  for (const other of ['#1014', '#1019', '#1001']) expect(listed).not.toContain(other);
  await expectReadable(page);
});

test('two filters narrow the list together, and one taken away widens it', async ({ own, page }) => {
  await signIn(page, own.url, `${own.admin}/orders?stage=on_hold`);
  const held = await names(page);
  const panel = await box(page, 'Payment');
  await panel.getByLabel('Paid', { exact: true }).check();
  await panel.getByRole('button', { name: 'Apply' }).click();
  await expect(page).toHaveURL(/payment=paid/);
  const paid = await names(page);
  expect(paid.length).toBeGreaterThan(0);
  expect(paid.length).toBeLessThan(held.length);
  expect(paid.filter((name) => !held.includes(name))).toEqual([]);
  await page.getByRole('link', { name: /Payment: Paid/ }).click();
  await expect(page.getByRole('list', { name: 'Filtered by' })).toHaveText(/^Take away: Stage: On hold/);
  expect(await names(page)).toEqual(held);
});

test('every sort has its first order', async ({ own, page }) => {
  await signIn(page, own.url, `${own.admin}/orders`);
  const number = (name: string) => Number(name.replace(/\D/g, ''));
  for (const sort of ['Newest', 'Due first', 'Longest in step', 'Last changed', 'Number']) {
    await page.getByLabel('Sort', { exact: true }).selectOption({ label: sort });
    await page.getByRole('button', { name: 'Sort' }).click();
    await expect(page.getByLabel('Sort', { exact: true }).locator('option:checked')).toHaveText(sort);
    const listed = await names(page);
    // The one whose date is past longest, the one that came into its step first, the greatest number.
    if (sort === 'Due first') expect(listed[0]).toBe('#1014');
    if (sort === 'Longest in step') expect(listed[0]).toBe('#1014');
    if (sort === 'Number') expect(listed.map(number)).toEqual(listed.map(number).toSorted((a, b) => b - a));
  }
});

test('a tracking number finds its order, however it is spaced', async ({ own, page }) => {
  await signIn(page, own.url, `${own.admin}/orders`);
  for (const written of ['5128010624', '5128 0106 24', 'ua 482110519 dk']) {
    await page.getByRole('searchbox', { name: 'Search orders' }).fill(written);
    await page.getByRole('button', { name: 'Search' }).click();
    await expect(page.getByRole('searchbox', { name: 'Search orders' })).toHaveValue(written);
    expect(await names(page), written).toEqual([written.startsWith('ua') ? '#1051' : '#1062']);
  }
});

test('a view is opened from its tab, renamed, and leads to the same orders', async ({ own, page }, info) => {
  const [name, renamed] = [`Gifts ${info.project.name}`, `Presents ${info.project.name}`];
  const list = `${own.admin}/orders`;
  await signIn(page, own.url, `${list}?tag=gift&sort=due`);
  const gifts = await names(page);
  await page.getByText('Save view', { exact: true }).first().click();
  await page.getByLabel('Name').fill(name);
  await page.getByRole('button', { name: 'Save view' }).click();
  await expect(toast(page)).toContainText('The view is saved.');
  await page.goto(list);
  await page.getByRole('navigation', { name: 'Views' }).getByRole('link', { name }).click();
  await expect(page.getByRole('navigation', { name: 'Views' }).getByRole('link', { name })).toHaveAttribute('aria-current', 'page');
  expect(await names(page)).toEqual(gifts);
  await page.getByText('Edit view', { exact: true }).click();
  await page.getByLabel('Name').fill(renamed);
  await page.getByRole('button', { name: 'Rename' }).click();
  await expect(page.getByRole('navigation', { name: 'Views' }).getByRole('link', { name: renamed })).toBeVisible();
  await page.getByRole('navigation', { name: 'Views' }).getByRole('link', { name: 'Late' }).click();
  expect(await names(page)).toContain('#1014');
  await expectReadable(page);
});
