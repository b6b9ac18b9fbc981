// A message as staff follow it: recorded with the change, sent, looked at as it was sent, sent again, and where
// the order's messages go corrected. With and without script.
import { enter, test } from './own-shop';
import { expect, expectNoSidewaysScroll, expectReadable } from './shopper';

test.describe.configure({ mode: 'serial', timeout: 60_000 });

test('a change is told, and the message can be read, sent again and led elsewhere', async ({ page, own, script }, testInfo) => {
  await enter(page, own.url, `${own.admin}/settings/messages`);
  await page.getByLabel('Seconds that a message waits').fill('0');
  await page.getByRole('button', { name: 'Save' }).first().click();
  await page.goto(`${own.admin}/orders?q=${encodeURIComponent('#1042')}`);
  await page.getByRole('rowheader').getByRole('link', { name: '#1042' }).first().click();
  await page.getByLabel('Set it to').check();
  await page.getByLabel('Day, or first day').fill('2027-01-11');
  await page.getByLabel('Reason for the new date').fill('The wood was wet.');
  await page.getByRole('button', { name: 'See what happens' }).click();
  await page.getByRole('button', { name: 'Confirm' }).click();
  const order = page.url();

  const messages = page.getByRole('region', { name: 'Messages' });
  const newest = messages.getByRole('listitem').first();
  await expect(async () => {
    await page.goto(order);
    await expect(newest.getByText('Sent', { exact: true })).toBeVisible({ timeout: 1_000 });
  }).toPass();
  await newest.getByRole('link').click();
  await expect(page.getByRole('heading', { name: 'Plain text' })).toBeVisible();
  await expect(page.locator('pre.mail')).toContainText('The wood was wet.');
  await expect(page.locator('pre.mail')).toContainText(/\/o\/[a-z2-7]{32}/);
  const framed = page.frameLocator('iframe.mail');
  await expect(framed.locator('body')).toContainText('The wood was wet.');
  await expectNoSidewaysScroll(page, 'a message');
  if (script) await expectReadable(page);
  await page.screenshot({ path: `screenshots/admin-message-${testInfo.project.name.replaceAll(' ', '-')}.png`, fullPage: true });

  await page.goto(order);
  await messages.getByText('Correct the address').click();
  await messages.getByLabel(/^Messages about this order go to/).fill('right@example.org');
  await messages.getByRole('button', { name: 'Correct' }).click();
  await expect(page.locator('.toast[role=status]')).toContainText('Corrected.');
  await newest.getByRole('button', { name: /^Send again/ }).click();
  await expect(async () => {
    await page.goto(order);
    await expect(newest.getByText('to right@example.org')).toBeVisible({ timeout: 1_000 });
  }).toPass();
});
