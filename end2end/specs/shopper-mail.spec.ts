// What a shopper does about mails, and what becomes of it: unsubscribing and asking, correcting the address by a
// code, reading again what was sent. Staff's half goes through their own pages. With and without script.
import { type Browser, type BrowserContextOptions, type Page } from '@playwright/test';

import { codeIn, mailSaying, mailsTo, unsubscribeIn } from './mails';
import { enter, test } from './own-shop';
import { emailOf, expect, expectNoSidewaysScroll, expectReadable } from './shopper';

test.describe.configure({ mode: 'serial', timeout: 90_000 });
test.use({ shopOf: 'mails' });

interface Own {
  url: string;
  admin: string;
  folder: string;
  links: { name: string; path: string }[];
}

const pictured = (what: string, project: string) => `screenshots/${what}-${project.replaceAll(' ', '-')}.png`;

/** The order's page by the shopper's link. */
const pathOf = (own: Own, name: string) => `${own.links.find((link) => link.name === name)?.path}?lang=en`;

/** Somebody else's browser. */
async function guest(browser: Browser, own: Own, options: BrowserContextOptions) {
  const context = await browser.newContext({ baseURL: own.url, ...options });
  return context.newPage();
}

/** Messages wait for nothing; who gets reports. */
async function settings(page: Page, own: Own, consent?: string) {
  await page.goto(`${own.admin}/settings/messages`);
  if (page.url().includes('/sign-in')) await enter(page, own.url, `${own.admin}/settings/messages`);
  await page.getByLabel('Seconds that a message waits').fill('0');
  if (consent) await page.getByLabel(consent).check();
  await page.getByRole('button', { name: 'Save' }).first().click();
  await expect(page.locator('.toast[role=status]')).toBeVisible();
}

async function toOrder(page: Page, own: Own, name: string) {
  await page.goto(`${own.admin}/orders?q=${encodeURIComponent(name)}`);
  await page.getByRole('rowheader').getByRole('link', { name }).first().click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText(name);
}

/** Gives the order another date, for this reason, with a message. */
async function moveDate(page: Page, own: Own, name: string, day: string, reason: string) {
  await toOrder(page, own, name);
  await page.getByLabel('Set it to').check();
  await page.getByLabel('Day, or first day').fill(day);
  await page.getByLabel('Reason for the new date').fill(reason);
  await page.getByRole('button', { name: 'See what happens' }).click();
  await page.getByRole('button', { name: 'Confirm' }).click();
  await expect(page.locator('.toast[role=status]')).toContainText('Order changed.');
}

/** Full level by a code from the mailbox. */
async function prove(page: Page, own: Own, name: string) {
  await page.goto(pathOf(own, name));
  await page.getByRole('link', { name: 'Show address and messages' }).click();
  await page.getByRole('button', { name: 'Send me a code' }).click();
  const code = codeIn(await mailSaying(own.folder, emailOf(name), /^\s*\d{8}\s*$/m));
  await page.getByLabel('Code from the e-mail').fill(code);
  await page.getByRole('button', { name: 'Show everything' }).click();
  await page.waitForURL(/\/o\/[a-z2-7]{32}(\?.*)?$/);
}

test('a mail program unsubscribes by one request, and its page takes it back', async ({ page, own, request, script }, testInfo) => {
  const name = '#1042';
  await settings(page, own);
  await moveDate(page, own, name, '2027-01-11', 'The wood was wet.');
  const mail = await mailSaying(own.folder, emailOf(name), 'The wood was wet.');
  expect(mail.head).toMatch(/^List-Unsubscribe-Post: List-Unsubscribe=One-Click/im);
  const unsubscribe = unsubscribeIn(mail);
  expect(unsubscribe).toContain('/unsubscribe/');

  await page.goto(`${unsubscribe}?lang=en`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Fewer e-mails');
  await expectNoSidewaysScroll(page, 'unsubscribing');
  if (script) await expectReadable(page);
  await page.screenshot({ path: pictured('unsubscribe', testInfo.project.name), fullPage: true });
  await page.getByRole('button', { name: 'Stop progress e-mails' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Done: fewer e-mails');
  if (script) await expectReadable(page);
  await page.getByRole('button', { name: 'Send them again' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Fewer e-mails');

  const answer = await request.post(unsubscribe, { form: { 'List-Unsubscribe': 'One-Click' } });
  expect(answer.status()).toBe(200);
  await page.goto(`${unsubscribe}?lang=en`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Done: fewer e-mails');
  await moveDate(page, own, name, '2027-01-12', 'It is still wet.');
  const order = page.url();
  await expect(async () => {
    await page.goto(order);
    await expect(page.getByRole('region', { name: 'Messages' }).getByText('the shopper unsubscribed').first()).toBeVisible({ timeout: 1_000 });
  }).toPass();
  expect(mailsTo(own.folder, emailOf(name)).some(({ text }) => text.includes('It is still wet.'))).toBe(false);
  await page.goto(`${unsubscribe}?lang=en`);
  await page.getByRole('button', { name: 'Send them again' }).click();
  await moveDate(page, own, name, '2027-01-13', 'Now it is dry.');
  await mailSaying(own.folder, emailOf(name), 'Now it is dry.');
});

test('a comment comes by mail where staff want that, and not where they do not', async ({ page, own }) => {
  const name = '#1042';
  await settings(page, own);
  await toOrder(page, own, name);
  const sheet = page.getByRole('region', { name: 'Comment' });
  for (const [words, told] of [['Only on the page, please.', false], ['We oiled the top twice.', true]] as const) {
    await sheet.getByLabel(/^Comment/).fill(words);
    await sheet.getByLabel('The shopper too').check();
    await sheet.getByLabel('and an e-mail tells them').setChecked(told);
    await sheet.getByLabel(/^Signed towards the shopper/).fill('The workshop');
    await sheet.getByRole('button', { name: 'Write comment' }).click();
    await expect(page.locator('.toast[role=status]')).toContainText(told ? '1 message goes out' : 'Comment written.');
  }
  const mail = await mailSaying(own.folder, emailOf(name), 'We oiled the top twice.');
  expect(mail.text).toContain('The workshop');
  expect(mailsTo(own.folder, emailOf(name)).some(({ text }) => text.includes('Only on the page'))).toBe(false);
});

test('a shopper corrects the address by a code that goes to the new one', async ({ page, browser, own, script, viewport }, testInfo) => {
  const [name, right] = ['#1003', 'right@example.org'];
  await prove(page, own, name);
  const messages = page.getByRole('region', { name: 'Messages we sent you' });
  await messages.getByRole('link', { name: 'Correct the e-mail address' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Correct the e-mail address');
  await expect(page.getByText('s…@e….com')).toBeVisible();
  await expectNoSidewaysScroll(page, 'correcting the address');
  if (script) await expectReadable(page);
  await page.screenshot({ path: pictured('address', testInfo.project.name), fullPage: true });

  await page.getByLabel('Right e-mail address').fill(emailOf(name));
  await page.getByRole('button', { name: 'Send a code there' }).click();
  await expect(page.getByText('We write there already.')).toBeVisible();
  await page.getByLabel('Right e-mail address').fill(right);
  await page.getByRole('button', { name: 'Send a code there' }).click();
  await expect(page.getByRole('status').first()).toContainText('A code is on its way to r…@e….org.');
  expect(page.url()).not.toContain('right');
  if (script) await expectReadable(page);
  await page.screenshot({ path: pictured('address-code', testInfo.project.name), fullPage: true });
  const mail = await mailSaying(own.folder, right, /^\s*\d{8}\s*$/m);
  expect(mail.text, 'a stranger gets no link to the order').not.toContain('/o/');
  const wrong = codeIn(mail) === '00000000' ? '00000001' : '00000000';
  await page.getByLabel('Code from the e-mail').fill(wrong);
  await page.getByRole('button', { name: 'Use this address' }).click();
  await expect(page.getByRole('alert')).toContainText('That is not the code');
  await page.getByLabel('Code from the e-mail').fill(codeIn(mail));
  await page.getByRole('button', { name: 'Use this address' }).click();
  await expect(page.getByRole('status').first()).toContainText('from now on we write to r…@e….org');
  if (script) await expectReadable(page);
  await page.screenshot({ path: pictured('address-done', testInfo.project.name), fullPage: true });

  // Whoever only has the link is asked for a code first.
  const other = await guest(browser, own, { javaScriptEnabled: script, viewport });
  await other.goto(pathOf(own, name).replace('?', '/address?'));
  await expect(other.getByRole('button', { name: 'Send me a code' })).toBeVisible();
  await expect(other.getByLabel('Right e-mail address')).toHaveCount(0);
  await other.context().close();

  await settings(page, own);
  await toOrder(page, own, name);
  await expect(page.getByRole('region', { name: 'Customer' })).toContainText(`${right} (corrected by The shopper`);
  await moveDate(page, own, name, '2027-02-01', 'The new address is told.');
  await mailSaying(own.folder, right, 'The new address is told.');
});

test('what was sent is read again on the page at full level', async ({ page, own, script }, testInfo) => {
  const name = '#1011';
  await settings(page, own);
  await moveDate(page, own, name, '2027-03-01', 'The oak is late.');
  await mailSaying(own.folder, emailOf(name), 'The oak is late.');
  await page.goto(pathOf(own, name));
  await expect(page.getByRole('heading', { name: 'Messages we sent you' })).toHaveCount(0);
  await prove(page, own, name);
  const messages = page.getByRole('region', { name: 'Messages we sent you' });
  const told = messages.getByRole('group').filter({ hasText: 'The oak is late.' });
  await expect(told.getByText('The oak is late.')).toBeHidden();
  await told.locator('summary').click();
  await expect(told.getByText('The oak is late.')).toBeVisible();
  expect(await messages.innerText()).not.toMatch(/\/o\/[a-z2-7]{32}/);
  await expect(messages.getByRole('group').filter({ hasText: 'Your code' }), 'no text of a code').toHaveCount(0);
  await expectNoSidewaysScroll(page, 'messages');
  if (script) await expectReadable(page);
  await messages.screenshot({ path: pictured('messages', testInfo.project.name) });
});

test('reports are asked for and stopped where the shop sends them to who asks', async ({ page, browser, own, script, viewport }, testInfo) => {
  const name = '#1014';
  await settings(page, own, 'Who asks for them');
  const shopper = await guest(browser, own, { javaScriptEnabled: script, viewport });
  await shopper.goto(pathOf(own, name));
  const form = shopper.getByRole('region', { name: 'E-mails about this order' });
  await expect(form).toContainText('s…@e….com');
  await expectNoSidewaysScroll(shopper, 'asking for reports');
  if (script) await expectReadable(shopper);
  await form.screenshot({ path: pictured('updates', testInfo.project.name) });
  await moveDate(page, own, name, '2027-04-01', 'Nobody asked yet.');
  await form.getByRole('button', { name: 'Tell me by e-mail when something changes' }).click();
  await expect(form.getByRole('button', { name: 'Stop telling me' })).toBeVisible();
  await form.screenshot({ path: pictured('updates-on', testInfo.project.name) });
  await moveDate(page, own, name, '2027-04-02', 'Now somebody asked.');
  const mail = await mailSaying(own.folder, emailOf(name), 'Now somebody asked.');
  expect(mailsTo(own.folder, emailOf(name)).some(({ text }) => text.includes('Nobody asked yet.'))).toBe(false);
  await form.getByRole('button', { name: 'Stop telling me' }).click();
  await expect(form.getByRole('button', { name: 'Tell me by e-mail when something changes' })).toBeVisible();
  await shopper.goto(`${unsubscribeIn(mail)}?lang=en`);
  await expect(shopper.getByRole('heading', { level: 1 })).toHaveText('Done: fewer e-mails');
  await shopper.getByRole('button', { name: 'Send them again' }).click();
  await moveDate(page, own, name, '2027-04-03', 'Asked once more.');
  await mailSaying(own.folder, emailOf(name), 'Asked once more.');
  await shopper.context().close();
  await settings(page, own, 'Everybody, until they unsubscribe');
});
