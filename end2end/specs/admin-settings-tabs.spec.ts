// Each tab of the settings that has a form of its own is saved, holds, and says what is wrong: working days
// and holidays, messages, links and look-up, privacy, pages under the shop's own domain.
import { type Page } from '@playwright/test';

import { signIn, test } from './own-shop';
import { expect, expectReadable } from './shopper';

test.describe.configure({ mode: 'serial', timeout: 60_000 });
test.use({ shopOf: 'settings' });

async function save(page: Page) {
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('status')).toContainText('Saved');
}

/** Sends what is not right: it is told beside its field, and stays. */
async function refused(page: Page, field: string) {
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('alert')).toContainText('Nothing was saved yet');
  await expect(page.locator(`#${field}-wrong`)).toBeVisible();
  await expectReadable(page);
}

test('working days and holidays', async ({ own, page }) => {
  const place = `${own.admin}/settings/working-days`;
  await signIn(page, own.url, place);
  await page.getByLabel('Saturday').check();
  await page.getByLabel('Monday').uncheck();
  await page.getByLabel('Holidays').fill('12-24 Christmas Eve\nsome day in May');
  await refused(page, 'holidays');
  await expect(page.locator('#holidays-wrong')).toContainText('Line 2');
  await expect(page.getByLabel('Holidays')).toHaveValue('12-24 Christmas Eve\nsome day in May');
  await page.getByLabel('Holidays').fill('12-24 Christmas Eve\n2027-05-28 The workshop moves');
  await save(page);
  await page.goto(place);
  await expect(page.getByLabel('Saturday')).toBeChecked();
  await expect(page.getByLabel('Monday')).not.toBeChecked();
  await expect(page.getByLabel('Holidays')).toHaveValue('12-24 Christmas Eve\n2027-05-28 The workshop moves');
});

test('how long messages wait, as the order’s page says', async ({ own, page }) => {
  await signIn(page, own.url, `${own.admin}/settings/messages`);
  await page.getByLabel('Seconds that a message waits').fill('4000');
  await refused(page, 'hold_seconds');
  await page.getByLabel('Seconds that a message waits').fill('321');
  await save(page);
  await page.goto(`${own.admin}/orders?q=${encodeURIComponent('#1042')}`);
  await page.getByRole('rowheader').getByRole('link').first().click();
  await expect(page.getByText(/goes out after 321 s\./)).toBeVisible();
});

test('which messages go out, from whom, when, how many and to whom', async ({ own, page }) => {
  const place = `${own.admin}/settings/messages`;
  await signIn(page, own.url, place);
  const shipped = page.getByRole('checkbox', { name: /^Shipped/ });
  const sends = await shipped.isChecked();
  await shipped.setChecked(!sends);
  await page.getByLabel('Answers go to').fill('nobody at all');
  await refused(page, 'reply_to');
  await page.getByLabel('Answers go to').fill('answers@shop.example');
  await page.getByLabel('Name shown as sender').fill('The workshop');
  // One end of the quiet hours alone says nothing.
  await page.getByLabel('Quiet hours begin at').fill('22');
  await refused(page, 'quiet_to');
  await page.getByLabel('and end at').fill('7');
  await page.getByLabel('Most about one order in 24 hours').fill('6');
  await page.getByRole('radio', { name: /^Who asks for them/ }).check();
  await save(page);
  await page.goto(place);
  await expect(shipped).toBeChecked({ checked: !sends });
  await expect(page.getByLabel('Answers go to')).toHaveValue('answers@shop.example');
  await expect(page.getByLabel('Name shown as sender')).toHaveValue('The workshop');
  await expect(page.getByLabel('Quiet hours begin at')).toHaveValue('22');
  await expect(page.getByLabel('and end at')).toHaveValue('7');
  await expect(page.getByLabel('Most about one order in 24 hours')).toHaveValue('6');
  await expect(page.getByRole('radio', { name: /^Who asks for them/ })).toBeChecked();
});

test('lead times give an order its first date when it comes into a step', async ({ own, page }) => {
  const place = `${own.admin}/settings/lead-times`;
  await signIn(page, own.url, `${own.admin}/statuses/fabric-ordered`);
  await page.getByLabel('Usual working days, from').fill('3');
  await page.getByLabel('to', { exact: true }).fill('5');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.goto(place);
  await page.getByLabel('By order tag').fill('oak: 15-20\nash 3');
  await page.getByLabel('Working days for all other orders').fill('soon');
  await refused(page, 'lead_times');
  await expect(page.locator('#lead_times-wrong')).toContainText('Line 2');
  await expect(page.locator('#lead_default-wrong')).toBeVisible();
  await expect(page.getByLabel('By order tag')).toHaveValue('oak: 15-20\nash 3');
  await page.getByLabel('By order tag').fill('oak: 15-20\nash: 3');
  await page.getByLabel('Working days for all other orders').fill('5-7');
  await page.getByRole('checkbox', { name: /^Coming into a status gives a date/ }).check();
  await save(page);
  await page.goto(place);
  await expect(page.getByLabel('By order tag')).toHaveValue('oak: 15-20\nash: 3');
  await expect(page.getByLabel('Working days for all other orders')).toHaveValue('5-7');
  // What it does: an order without a date gets one, and the timeline says from what.
  await page.goto(`${own.admin}/orders?q=${encodeURIComponent('#1002')}`);
  await expect(page.locator('td.due').first()).toHaveText('–');
  await page.getByRole('rowheader').getByRole('link', { name: '#1002' }).click();
  const select = page.getByLabel('Status', { exact: true });
  const option = select.locator('option').filter({ hasText: 'FAB: fabric at the mill' });
  await select.selectOption((await option.getAttribute('value')) ?? '');
  await page.getByRole('button', { name: 'See what happens' }).click();
  await page.getByRole('button', { name: 'Confirm' }).click();
  await expect(page.locator('.toast[role=status]')).toContainText('Order changed.');
  await page.goto(`${own.admin}/orders?q=${encodeURIComponent('#1002')}`);
  await expect(page.locator('td.due').first()).toContainText(/\d/);
});

test('what links show and what the look-up form does', async ({ own, page }) => {
  const place = `${own.admin}/settings/links`;
  await signIn(page, own.url, place);
  await page.getByLabel('Days until a link shows the reduced level only').fill('0');
  await refused(page, 'reduced_after_days');
  await page.getByLabel('Days until a link shows the reduced level only').fill('33');
  await page.getByRole('radio', { name: /^Reduced/ }).check();
  await page.getByRole('radio', { name: /^Sends the link by e-mail/ }).check();
  await save(page);
  await page.goto(place);
  await expect(page.getByLabel('Days until a link shows the reduced level only')).toHaveValue('33');
  await expect(page.getByRole('radio', { name: /^Reduced/ })).toBeChecked();
  await expect(page.getByRole('radio', { name: /^Sends the link by e-mail/ })).toBeChecked();
  // A right number and a right address no longer open the page.
  await page.goto(`${own.url}/find?lang=en`);
  await page.getByLabel('Order number').fill('1042');
  await page.locator('main form input[name]:not([type=hidden])').nth(1).fill('shopper-1042@example.com');
  await page.locator('main form button').first().click();
  await expect(page).not.toHaveURL(/\/o\//);
});

test('what is kept of shoppers', async ({ own, page }) => {
  const place = `${own.admin}/settings/privacy`;
  await signIn(page, own.url, place);
  const keeps = await page.getByLabel('Keep street addresses').isChecked();
  await page.getByLabel('Keep street addresses').setChecked(!keeps);
  await page.getByLabel('Days that personal data is kept').fill('soon');
  await refused(page, 'personal_days');
  await page.getByLabel('Days that personal data is kept').fill('730');
  await save(page);
  await page.goto(place);
  await expect(page.getByLabel('Keep street addresses')).toBeChecked({ checked: !keeps });
  await expect(page.getByLabel('Days that personal data is kept')).toHaveValue('730');
});

test('pages under the shop’s own domain, where new links lead', async ({ own, page }) => {
  const place = `${own.admin}/settings/shopify`;
  await signIn(page, own.url, place);
  await page.getByLabel('Where new links lead').fill('javascript:alert(1)');
  await refused(page, 'proxy_path');
  await page.getByRole('radio', { name: /^Inside the theme/ }).check();
  await page.getByRole('radio', { name: /configuration file does/ }).check();
  await page.getByLabel('Where new links lead').fill('https://shop.example/apps/status');
  await save(page);
  await page.goto(place);
  await expect(page.getByRole('radio', { name: /^Inside the theme/ })).toBeChecked();
  await expect(page.getByRole('radio', { name: /configuration file does/ })).toBeChecked();
  expect(own.run('link', '#1003')).toMatch(/^https:\/\/shop\.example\/apps\/status\//);
  await page.getByLabel('Where new links lead').fill('');
  await save(page);
});
