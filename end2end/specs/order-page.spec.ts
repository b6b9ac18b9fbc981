// What a shopper does on an order's page: read, change the language, copy, save the date, print.
import { readFileSync } from 'node:fs';

import { expect, mine, order, pageOf, test } from './shopper';

test('the first screen says which order, how it is and how far it is', async ({ page }) => {
  await page.goto(pageOf('#1042'));
  await expect(page.locator('main')).toContainText('#1042');
  await expect(page.locator('h1')).toBeInViewport();
  const steps = page.getByRole('list', { name: 'Progress' });
  await expect(steps.locator('[aria-current=step]')).toHaveCount(1);
  await expect(page.getByRole('heading', { name: 'Parcel 1 of 2' })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'What happened' })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Your order' })).toBeVisible();
});

test('changing the language keeps the order', async ({ page }) => {
  await page.goto(pageOf('#1042'));
  for (const [name, language] of [['Dansk', 'da'], ['Deutsch', 'de'], ['العربية', 'ar'], ['English', 'en']]) {
    await page.locator('nav summary').click();
    await page.getByRole('navigation').getByRole('link', { name, exact: true }).click();
    await expect(page.locator('html')).toHaveAttribute('lang', language);
    await expect(page).toHaveURL(new RegExp(order('#1042').path));
    await expect(page.locator('main')).toContainText('1042');
  }
});

test('the language goes with the shopper to the pages around the order', async ({ page }) => {
  await page.goto(pageOf('#1042', 'da'));
  await page.locator('a[href*="/share"]').click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'da');
  await page.locator('main a[href*="/o/"]').last().click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'da');
  await expect(page).toHaveURL(new RegExp(`${order('#1042').path}(\\?|$)`));
});

test('the tracking number can be copied with script, and without there is no idle button', async ({ page, context, script }) => {
  if (script) await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto(pageOf('#1042'));
  const button = page.locator('button[data-copy]').first();
  if (!script) {
    await expect(button).toBeHidden();
    return;
  }
  await expect(button).toHaveAccessibleName(/Copy tracking number/);
  await button.click();
  await expect(button).toHaveText('Copied');
  await expect(page.locator('#said')).toHaveText('Copied');
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toBe(await button.getAttribute('data-copy'));
  expect(copied).toMatch(/^[0-9A-Z ]+$/);
});

test('the date can be saved as a calendar file', async ({ page }) => {
  await page.goto(pageOf('#1042'));
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Add date to calendar' }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/\.ics$/);
  const text = readFileSync(await download.path(), 'utf8');
  expect(text).toMatch(/^BEGIN:VCALENDAR\r\n/);
  expect(text).toMatch(/DTSTART;VALUE=DATE:\d{8}/);
  expect(text).toContain('#1042');
  expect(text).toMatch(/END:VCALENDAR\r\n$/);
});

test('a carrier link leads to the carrier and tells it nothing', async ({ page }) => {
  await page.goto(pageOf('#1042'));
  const link = page.getByRole('link', { name: /^Track at/ }).first();
  await expect(link).toHaveAttribute('href', /^https:\/\//);
  await expect(link).toHaveAttribute('rel', /noreferrer/);
});

test('a link shows neither address nor messages before a code was entered', async ({ page }) => {
  const answer = await page.goto(pageOf('#1042'));
  const html = (await answer?.text()) ?? '';
  expect(html).not.toContain('shopper-1042@example.com');
  expect(html).not.toContain('A. Shopper');
  await expect(page.getByRole('heading', { name: 'Address' })).toHaveCount(0);
  await expect(page.getByRole('heading', { name: 'Messages we sent you' })).toHaveCount(0);
});

test('the printed page keeps what matters and drops what only works on a screen', async ({ page }, testInfo) => {
  await page.goto(pageOf('#1042'));
  await page.emulateMedia({ media: 'print' });
  await expect(page.locator('h1')).toBeVisible();
  await expect(page.locator('nav.tongues')).toBeHidden();
  await expect(page.locator('button[data-copy]').first()).toBeHidden();
  const project = testInfo.project.name.replaceAll(' ', '-');
  await page.screenshot({ path: `screenshots/print-1042-${project}.png`, fullPage: true });
});

test('a carrier that repeats itself is folded and can be unfolded', async ({ page }) => {
  await page.goto(pageOf('#1029'));
  const folded = page.locator('main details', { hasText: /earlier scan/ }).first();
  await expect(folded.locator('li').first()).toBeHidden();
  await folded.locator('summary').click();
  await expect(folded.locator('li').first()).toBeVisible();
});

test('a reason that is not for shoppers never reaches the page', async ({ page }, testInfo) => {
  const name = mine(testInfo, ['#1023', '#1043', '#1026', '#1023']);
  for (const language of ['en', 'da']) {
    const answer = await page.goto(pageOf(name, language));
    const html = (await answer?.text())?.toLowerCase() ?? '';
    for (const word of ['fraud', 'svindel', 'risk', 'internal']) expect(html).not.toContain(word);
  }
});

test('markup in a title stays text', async ({ page }) => {
  await page.goto(pageOf('#1060'));
  await expect(page.locator('main script:not([type="application/ld+json"]), main img, main iframe')).toHaveCount(0);
  await expect(page.locator('h1')).toHaveCount(1);
});
