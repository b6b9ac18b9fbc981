// The sender, the providers that tell when a message comes back, and what to paste into Shopify's own e-mails: looked
// at, used, and drawn on phone and desktop, with and without script.
import { createHmac } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import path from 'node:path';

import { type Page, type TestInfo } from '@playwright/test';

import { signIn, test } from './own-shop';
import { expect, expectNoSidewaysScroll, expectReadable } from './shopper';

test.describe.configure({ mode: 'serial', timeout: 60_000 });

const pictures = path.join(import.meta.dirname, '..', 'screenshots', 'sender');

/** The page fits and can be read; a picture of it. */
async function look(page: Page, testInfo: TestInfo, name: string) {
  await expectNoSidewaysScroll(page, name);
  await expectReadable(page);
  mkdirSync(pictures, { recursive: true });
  await page.emulateMedia({ colorScheme: 'light' });
  await page.screenshot({ path: path.join(pictures, `${name} ${testInfo.project.name}.png`), fullPage: true });
}

test('the sender’s page says that nobody gets anything while mails go into a folder', async ({ own, page }, testInfo) => {
  await signIn(page, own.url, `${own.admin}/settings`);
  await page.getByRole('navigation', { name: 'Settings' }).getByRole('link', { name: 'Sender' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Settings: Sender');
  await expect(page.getByText('and to nobody.')).toBeVisible();
  await expect(page.getByText('WAYMARK_SMTP_URL')).toBeVisible();
  await look(page, testInfo, 'folder');
});

test('a provider gets a password once, a key is checked, and what it tells is taken', async ({ own, page, request, script }, testInfo) => {
  await signIn(page, own.url, `${own.admin}/settings/sender`);
  const provider = (name: string) => page.locator('details.hook').filter({ has: page.getByText(name, { exact: true }) });
  const postmark = provider('Postmark');
  await postmark.locator('summary').click();
  await postmark.getByRole('button', { name: /^Draw a/ }).click();
  const password = page.getByLabel('Postmark: password', { exact: true });
  await expect(password).toHaveValue(/^[a-z2-7]{32}$/);
  const drawn = await password.inputValue();
  if (script) {
    await expect(page.getByRole('button', { name: 'Copy Postmark: password' })).toBeVisible();
  }
  await look(page, testInfo, 'password');
  const address = await page.getByLabel('Postmark: address', { exact: true }).inputValue();
  const told = await request.post(new URL(address).pathname, {
    headers: { Authorization: `Basic ${Buffer.from(`waymark:${drawn}`).toString('base64')}` },
    data: { RecordType: 'Delivery' },
  });
  expect(told.status()).toBe(200);
  await page.goto(`${own.admin}/settings/sender`);
  await expect(page.getByLabel('Postmark: password', { exact: true })).toHaveCount(0);
  await expect(postmark.getByText('Last told something on')).toBeVisible();

  const mailgun = provider('Mailgun');
  await mailgun.locator('summary').click();
  await mailgun.getByLabel('HTTP webhook signing key').fill('short');
  await mailgun.getByRole('button', { name: 'Turn on' }).click();
  await expect(page.locator('#key-mailgun-wrong')).toContainText('This is not a signing key');
  const key = 'a'.repeat(32);
  await mailgun.getByLabel('HTTP webhook signing key').fill(key);
  await mailgun.getByRole('button', { name: 'Turn on' }).click();
  await expect(page.getByRole('status')).toContainText('Mailgun can tell now.');
  await expect(mailgun.getByText('On, nothing told yet')).toBeVisible();
  const timestamp = `${Math.floor(Date.now() / 1000)}`;
  const token = testInfo.testId;
  const sign = (with_: string) => createHmac('sha256', with_).update(timestamp + token).digest('hex');
  const event = { event: 'failed', severity: 'temporary', recipient: 'nobody@example.com' };
  const tell = (signature: string) => request.post(`/hooks/mail/${own.handle}/mailgun`, { data: { signature: { timestamp, token, signature }, 'event-data': event } });
  expect((await tell(sign('another key'))).status()).toBe(401);
  expect((await tell(sign(key))).status()).toBe(200);
  await look(page, testInfo, 'providers');
  for (const name of ['Postmark', 'Mailgun']) {
    await provider(name).getByRole('button', { name: `Turn off ${name}` }).click();
    await expect(page.getByRole('status')).toContainText(`${name} is no longer believed.`);
  }
});

test('snippets to paste, and an e-mail of Shopify’s that is given back changed', async ({ own, page, script, context }, testInfo) => {
  const place = `${own.admin}/settings/shopify-emails`;
  await signIn(page, own.url, place);
  const button = page.locator('#snippet-0-0');
  await expect(button).toHaveValue(/\/find\?order=\{\{ order_name \| url_encode \}\}/);
  await look(page, testInfo, 'snippets');
  if (script) {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.getByRole('button', { name: 'Copy Button, Orders and shipping' }).click();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(await button.inputValue());
  }
  const source = '<html><body>\n<p>Thank you, {{ customer.first_name }}.</p>\n<a href="{{ order_status_url }}" class="button__text">View your order</a>\n</body></html>';
  await page.getByLabel('Code of the e-mail').fill(source);
  await page.getByRole('button', { name: 'Check it' }).click();
  await expect(page.getByRole('status')).toHaveText('This e-mail leads to Shopify’s order page, not to yours.');
  await expect(page.getByText('Line 3, column 10:').first()).toBeVisible();
  const made = page.locator('#made');
  await expect(made).toHaveValue(/<a href="http[^"]*\/find\?order=\{\{ order_name \| url_encode \}\}" class="button__text">/);
  await look(page, testInfo, 'checked');
  await page.getByLabel('Code of the e-mail').fill(await made.inputValue());
  await page.getByRole('button', { name: 'Check it' }).click();
  await expect(page.getByRole('status')).toHaveText('Shoppers get to your order pages from this e-mail.');
  // Where a shopper arrives, as Shopify fills the number in.
  await page.goto(`${own.url}/find?order=%231042`);
  await expect(page.getByLabel(/order number/i)).toHaveValue('#1042');
});
