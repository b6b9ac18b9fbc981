// A second link to pass on: no prices, no address, no messages, ended at any time.
import { expect, mine, pageOf, test, watch } from './shopper';

test('a share link shows no prices, cannot be shared on, and ends when it is ended', async ({ page, browser, baseURL, javaScriptEnabled }, testInfo) => {
  const name = mine(testInfo, ['#1042', '#1037', '#1045', '#1034']);
  await page.goto(pageOf(name));
  await expect(page.getByText('Total', { exact: true })).toBeVisible();
  await page.getByRole('link', { name: 'Share' }).click();
  await page.getByRole('button', { name: 'Make a link' }).click();
  const link = await page.getByLabel('Link to share').inputValue();
  expect(link).toMatch(/^http.*\/o\/[a-z2-7]{32}/);
  expect(link).not.toContain(pageOf(name).split('?')[0]);

  const other = await browser.newContext({ baseURL, javaScriptEnabled });
  const wrong = watch(other, new URL(baseURL ?? '').origin);
  const guest = await other.newPage();
  const shared = `${new URL(link).pathname}?lang=en`;
  expect((await guest.goto(shared))?.status()).toBe(200);
  await expect(guest.locator('main')).toContainText(name);
  const text = await guest.content();
  expect(text).not.toMatch(/\bkr\.|\bDKK\b|£|\$\s?\d|€/);
  expect(text).not.toContain('example.com');
  await expect(guest.getByText('Total', { exact: true })).toHaveCount(0);
  await expect(guest.getByRole('link', { name: 'Show address and messages' })).toHaveCount(0);
  await guest.goto(`${new URL(link).pathname}/share?lang=en`);
  await expect(guest.getByRole('button', { name: 'Make a link' })).toHaveCount(0);

  await page.getByRole('button', { name: 'End this link' }).click();
  await expect(page.getByRole('button', { name: 'Make a link' })).toBeVisible();
  expect((await guest.goto(shared))?.status()).toBe(404);
  await expect(guest.locator('h1')).toHaveText('This link does not work');
  expect((await page.goto(pageOf(name)))?.status(), "the shopper's own link is not touched").toBe(200);
  expect(wrong()).toEqual([]);
  await other.close();
});

test('opening the page on sharing makes no link', async ({ page }) => {
  await page.goto(pageOf('#1039'));
  await page.getByRole('link', { name: 'Share' }).click();
  await expect(page.getByRole('button', { name: 'Make a link' })).toBeVisible();
  await page.reload();
  await expect(page.getByRole('button', { name: 'Make a link' })).toBeVisible();
});
