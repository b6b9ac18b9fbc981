// The look-up form: who has lost the link finds the order with its number and something only the
// shopper knows.
import type { Page } from '@playwright/test';

import { emailOf, expect, mine, pageOf, test } from './shopper';

const MISS = 'We found no order with this number';

async function lookUp(page: Page, number: string, proof: string) {
  await page.goto('/find?lang=en');
  await page.getByLabel('Order number').fill(number);
  await page.getByLabel('E-mail address or postcode').fill(proof);
  await page.getByRole('button', { name: 'Show my order' }).click();
}

async function expectOrder(page: Page, name: string) {
  await page.waitForURL(/\/o\/[a-z2-7]{32}/);
  await expect(page.locator('main')).toContainText(name);
  await expect(page.locator('h1')).toHaveCount(1);
}

test('the front door leads to the look-up form', async ({ page }) => {
  await page.goto('/');
  await expect(page).toHaveURL(/\/find/);
  await expect(page.getByLabel('Order number')).toBeVisible();
});

const spellings: [string, (name: string) => string, (name: string) => string, string[]][] = [
  ['as printed, "#1001"', (n) => n, emailOf, ['#1001', '#1003', '#1011', '#1014']],
  ['without the sign, "1001"', (n) => n.slice(1), emailOf, ['#1020', '#1023', '#1034', '#1037']],
  ['with blanks, " 1001 "', (n) => ` ${n.slice(1)} `, emailOf, ['#1039', '#1043', '#1045', '#1047']],
  ['and an e-mail address in other case', (n) => n, (n) => emailOf(n).toUpperCase(), ['#1049', '#1054', '#1055', '#1058']],
  ['and an e-mail address with blanks', (n) => n, (n) => ` ${emailOf(n)} `, ['#1060', '#1002', '#1008', '#1009']],
];
for (const [how, number, proof, names] of spellings) {
  test(`an order number ${how}, opens the order`, async ({ page }, testInfo) => {
    const name = mine(testInfo, names);
    await lookUp(page, number(name), proof(name));
    await expectOrder(page, name);
  });
}

test('a postcode opens the order too', async ({ page }, testInfo) => {
  const places: Record<string, string> = { '#1021': '08002', '#1030': '24937', '#1033': '69002', '#1051': '111 20' };
  const name = mine(testInfo, Object.keys(places));
  await lookUp(page, name, places[name]);
  await expectOrder(page, name);
});

test('a wrong guess never says what was wrong', async ({ page }, testInfo) => {
  const stranger = `nobody-${testInfo.testId}@example.com`;
  await lookUp(page, '#1042', stranger);
  const told = page.getByRole('alert');
  await expect(told).toContainText(MISS);
  const knownOrder = await told.innerText();
  await expect(page.getByLabel('Order number')).toHaveValue('#1042');

  await lookUp(page, '#999999', stranger);
  await expect(told).toContainText(MISS);
  expect(await told.innerText()).toBe(knownOrder);
  await expect(page).toHaveURL(/\/find/);
});

test('many wrong guesses are slowed down, and a link still opens its order', async ({ page, request }, testInfo) => {
  const stranger = `guesser-${testInfo.testId}@example.com`;
  let last = '';
  for (let guess = 0; guess < 6; guess += 1) {
    const answer = await request.post('/find', { form: { order: `#${2000 + guess}`, proof: stranger } });
    last = await answer.text();
  }
  expect(last).toContain('quarter of an hour');
  const answer = await page.goto(pageOf('#1042'));
  expect(answer?.status()).toBe(200);
});

test('the form opens in the language of the browser', async ({ browser, baseURL, javaScriptEnabled }) => {
  for (const [locale, language] of [['da-DK', 'da'], ['de-AT', 'de'], ['nb-NO', 'nb'], ['ar-EG', 'ar'], ['ja-JP', 'en']]) {
    const context = await browser.newContext({ locale, baseURL, javaScriptEnabled });
    const page = await context.newPage();
    await page.goto('/find');
    await expect(page.locator('html')).toHaveAttribute('lang', language);
    await context.close();
  }
});

test('a dead link offers the look-up form', async ({ page }) => {
  for (const path of ['/o/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa?lang=en', '/o/tooshort?lang=en']) {
    const answer = await page.goto(path);
    expect(answer?.status()).toBe(404);
    await expect(page.locator('h1')).toHaveText('This link does not work');
    await page.getByRole('link', { name: 'Look up an order' }).click();
    await expect(page).toHaveURL(/\/find/);
  }
});
