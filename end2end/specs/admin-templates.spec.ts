// The words of messages: looked at while they are typed, mended, saved with what is missing known, sent as a test,
// compared with earlier ones and put back. With and without script.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { type Page, type TestInfo } from '@playwright/test';

import { enter, OWNER, test } from './own-shop';
import { bodyOf, expect, expectNoSidewaysScroll, expectReadable } from './shopper';

test.describe.configure({ mode: 'serial', timeout: 120_000 });
test.use({ shopOf: 'templates' });
// Every look renders the message in a process of its own: quick in a release, seconds in a build for tests.
test.use({ actionTimeout: 20_000, navigationTimeout: 30_000 });
const soon = { timeout: 20_000 };

const picture = (page: Page, info: TestInfo, what: string) =>
  page.screenshot({ path: `screenshots/admin-templates-${what}-${info.project.name.replaceAll(' ', '-')}.png`, fullPage: true });

const toast = (page: Page) => page.locator('.toast[role=status]');
const message = (page: Page) => page.frameLocator('.stage iframe:not(.coming)');

/** Asks for the message as typed; with script it comes by itself. */
async function look(page: Page, script: boolean) {
  if (!script) await page.getByRole('button', { name: 'Check and preview' }).click();
}

/** The plain text of the newest test in the mail folder, as soon as its words are there. */
async function testMail(of: string, words: string): Promise<string> {
  const folder = path.join(of, 'mail');
  let found = '';
  await expect(() => {
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.eml'));
    const texts = files.map((name) => readFileSync(path.join(folder, name), 'utf8')).filter((text) => text.includes(`To: `) && text.includes(OWNER.email));
    found = texts.map(bodyOf).find((text) => text.includes(words)) ?? '';
    expect(found).not.toBe('');
  }).toPass();
  return found;
}

test('the list leads to the words, which are looked at before they are saved', async ({ page, own, script }, info) => {
  await enter(page, own.url, `${own.admin}/templates`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Messages');
  await expect(page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Messages' })).toHaveAttribute('aria-current', 'page');
  await expectNoSidewaysScroll(page, 'the list of messages');
  await expectReadable(page);
  await picture(page, info, 'list');

  await page.getByRole('link', { name: 'Delivered, Dansk' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Delivered, Dansk');
  await page.goto(`${own.admin}/templates/delivered/en`);
  await expect(message(page).locator('body')).toContainText('Sample product', soon);
  await page.getByLabel('Headline').fill('It is there, {{ custmer.first_name }}!');
  await page.getByLabel('Order', { exact: true }).fill('#1042');
  await look(page, script);
  const finding = page.locator('#found-headline li');
  await expect(finding).toContainText('Did you mean “customer.first_name”?', soon);
  await expect(finding).toContainText('Line 1, column 17');
  await expect(page.getByText('Tried on order #1042, with its real data.')).toBeVisible(soon);
  await expect(message(page).locator('body')).toContainText('It is there, !', soon);
  await expectNoSidewaysScroll(page, 'the editor with a finding');
  await expectReadable(page);
  await picture(page, info, 'finding');

  await page.getByLabel('Headline').fill('It is there, {{ customer.first_name }}!');
  await page.getByLabel('Order', { exact: true }).fill('');
  await page.getByLabel('Language', { exact: true }).selectOption('ar');
  await look(page, script);
  await expect(message(page).locator('html')).toHaveAttribute('dir', 'rtl', soon);
  await expect(message(page).locator('body')).toContainText('It is there, Sample!', soon);
  await expect(finding).toHaveCount(0, soon);
  await page.getByText('Plain text', { exact: true }).last().click();
  await expect(page.locator('.plain pre')).toContainText('It is there, Sample!');
  await page.getByLabel('Desktop').check();
  await expectNoSidewaysScroll(page, 'the editor with a desktop beside it');
  await picture(page, info, 'desktop');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(toast(page)).toContainText('Saved as version 1.');
  await picture(page, info, 'editor');
});

test('a source without the link is saved by who knows it, tested, compared and put back', async ({ page, own, script }, info) => {
  const words = `Words of ${info.project.name}`;
  await enter(page, own.url, `${own.admin}/templates/delivered/en`);
  await page.getByLabel('A whole source').check();
  await expect(page.getByLabel('Headline')).toBeHidden();
  const source = page.getByLabel(/^Source/);
  await expect(source).toHaveValue(/^<mjml>/);
  if (script) await expect(page.locator('.source pre .word').first()).toBeAttached();
  await source.fill(`<p>${words}: {{ order_name }}</p>`);
  await look(page, script);
  await expect(message(page).locator('body')).toContainText(`${words}: #1001`, soon);
  await page.getByRole('button', { name: /^Save/ }).click();
  await expect(page.getByRole('alert')).toContainText('Nothing is saved yet');
  await expect(source).toHaveAttribute('aria-invalid', 'true');
  await expect(source).toHaveValue(`<p>${words}: {{ order_name }}</p>`);
  await expect(page.locator('#found-html')).toContainText('The link to the order');
  await expectReadable(page);
  await picture(page, info, 'gate');
  await page.getByLabel('I know that the link is missing').check();
  await page.getByRole('button', { name: 'Save although…' }).click();
  await expect(toast(page)).toContainText('Saved as version 2.');

  await page.getByLabel('Order', { exact: true }).fill('#1042');
  await page.getByRole('button', { name: 'Send a test' }).click();
  await expect(page.getByRole('alert')).toContainText(`Look for it at ${OWNER.email}.`);
  expect(await testMail(own.folder, words)).toContain(`${words}: #1042`);
  await expectNoSidewaysScroll(page, 'the editor after a test');
  await picture(page, info, 'test');

  await page.getByRole('link', { name: 'Earlier versions' }).click();
  await expectReadable(page);
  await picture(page, info, 'versions');
  await page.getByRole('link', { name: 'See the difference of version 1' }).click();
  await expect(page.getByRole('deletion').filter({ hasText: words })).toBeVisible();
  await expectNoSidewaysScroll(page, 'a difference');
  await expectReadable(page);
  await picture(page, info, 'difference');
  await page.getByRole('button', { name: 'Restore version 1' }).click();
  await expect(toast(page)).toContainText('Version 1 is in use again, as version 3.');
  await expect(page.getByLabel('Headline')).toHaveValue('It is there, {{ customer.first_name }}!');
  await page.getByRole('button', { name: 'Back to the built-in words' }).click();
  await expect(toast(page)).toContainText('The built-in words are in use again.');
  await page.goto(`${own.admin}/settings/audit`);
  await expect(page.getByText('Put earlier words of a message back into use').first()).toBeVisible();
});

test('a finding leads to its letter, Tab leads on, and nothing unsaved is lost', { tag: '@script' }, async ({ page, own }) => {
  await enter(page, own.url, `${own.admin}/templates/shipped/en`);
  await page.getByLabel('A whole source').check();
  const source = page.locator('#html');
  await source.fill('<p>one</p>\n<p>{{ total_price | mony }}</p>\n<a href="{{ order_status_url }}">See it</a>');
  await page.locator('#found-html a').first().click();
  await expect(source).toBeFocused();
  expect(await source.evaluate((field: HTMLTextAreaElement) => field.value.slice(field.selectionStart, field.selectionStart + 4))).toBe('mony');
  await page.keyboard.press('Tab');
  await expect(source).not.toBeFocused();
  await expect(page.getByText('Not saved')).toBeVisible();
  let asked = '';
  page.once('dialog', (dialog) => { asked = dialog.type(); void dialog.accept(); });
  await page.getByRole('link', { name: 'All messages' }).click();
  await expect(page).toHaveURL(/\/templates$/);
  expect(asked).toBe('beforeunload');
});

test('what was typed before the browser half came is followed too', { tag: '@script' }, async ({ page, own }) => {
  await enter(page, own.url, `${own.admin}/templates`);
  let arrive = () => {};
  const held = new Promise<void>((resolve) => { arrive = resolve; });
  await page.route(/\.wasm$/, async (route) => {
    await held;
    await route.continue();
  });
  await page.goto(`${own.admin}/templates/shipped/en`, { waitUntil: 'commit' });
  await page.getByLabel('Headline').fill('Typed early, {{ custmer.first_name }}');
  arrive();
  await expect(page.locator('#found-headline li')).toContainText('Did you mean “customer.first_name”?', soon);
  await expect(page.getByText('Not saved')).toBeVisible();
});
