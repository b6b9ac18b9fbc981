// Address and messages: hidden until a code from the order's own mailbox is entered, and then only in
// that browser.
import { emailOf, expect, mine, newestCode, pageOf, test, watch } from './shopper';

test('a code from the mail shows address and messages in this browser alone', async ({ page, browser, baseURL, javaScriptEnabled }, testInfo) => {
  const name = mine(testInfo, ['#1001', '#1003', '#1011', '#1014']);
  await page.goto(pageOf(name));
  await page.getByRole('link', { name: 'Show address and messages' }).click();
  await page.getByRole('button', { name: 'Send me a code' }).click();
  await expect(page.getByRole('status').first()).toContainText('a code is on its way');

  let code = '';
  await expect.poll(() => (code = newestCode(name)), { message: 'the mail with the code' }).toMatch(/^\d{8}$/);

  const wrong = code === '00000000' ? '00000001' : '00000000';
  await page.getByLabel('Code from the e-mail').fill(wrong);
  await page.getByRole('button', { name: 'Show everything' }).click();
  await expect(page.getByRole('alert')).toContainText('That is not the code');

  await page.getByLabel('Code from the e-mail').fill(`${code.slice(0, 4)} ${code.slice(4)}`);
  await page.getByRole('button', { name: 'Show everything' }).click();
  await page.waitForURL(/\/o\/[a-z2-7]{32}(\?.*)?$/);
  await expect(page.getByRole('heading', { name: 'Address' })).toBeVisible();
  await expect(page.getByText('A. Shopper')).toBeVisible();
  const messages = page.getByRole('region', { name: 'Messages we sent you' });
  await expect(messages).toContainText('sent');
  expect(await messages.innerText(), 'a code is never repeated on the page').not.toContain(code);

  const other = await browser.newContext({ baseURL, javaScriptEnabled });
  const wrongThere = watch(other, new URL(baseURL ?? '').origin);
  const there = await other.newPage();
  await there.goto(pageOf(name));
  await expect(there.locator('h1')).toBeVisible();
  await expect(there.getByRole('heading', { name: 'Address' })).toHaveCount(0);
  expect(await there.content()).not.toContain(emailOf(name));
  expect(wrongThere()).toEqual([]);
  await other.close();
});

test('five wrong codes end the code', async ({ page }, testInfo) => {
  const name = mine(testInfo, ['#1020', '#1023', '#1034', '#1037']);
  await page.goto(pageOf(name));
  await page.getByRole('link', { name: 'Show address and messages' }).click();
  await page.getByRole('button', { name: 'Send me a code' }).click();
  let code = '';
  await expect.poll(() => (code = newestCode(name)), { message: 'the mail with the code' }).toMatch(/^\d{8}$/);
  const wrong = code === '11111111' ? '22222222' : '11111111';
  for (let attempt = 0; attempt < 5; attempt += 1) {
    const field = page.getByLabel('Code from the e-mail');
    if ((await field.count()) === 0) break;
    await field.fill(wrong);
    await page.getByRole('button', { name: 'Show everything' }).click();
    await expect(page.getByRole('alert')).toBeVisible();
  }
  const field = page.getByLabel('Code from the e-mail');
  if ((await field.count()) > 0) {
    await field.fill(code);
    await page.getByRole('button', { name: 'Show everything' }).click();
  }
  await expect(page.getByRole('alert')).toContainText('no longer works');
  await page.goto(pageOf(name));
  await expect(page.getByRole('heading', { name: 'Address' })).toHaveCount(0);
});
