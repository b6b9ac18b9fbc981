// A team by invitation: the owner invites, the mail leads to a page, somebody new joins and works, and is taken
// out again. With and without script.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { OWNER, signIn, test } from './own-shop';
import { bodyOf, expect, expectNoSidewaysScroll, expectReadable } from './shopper';

test.describe.configure({ mode: 'serial', timeout: 60_000 });

/** The path in the mail to this address, as soon as it is there. */
async function invitation(of: string, email: string): Promise<string> {
  const folder = path.join(of, 'mail');
  let found = '';
  await expect(() => {
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.eml'));
    const texts = files.map((name) => readFileSync(path.join(folder, name), 'utf8'));
    const mail = texts.find((text) => new RegExp(`^To: .*${email}`, 'm').test(text));
    found = bodyOf(mail ?? '').match(/\/join\/[a-z2-7]{32}/)?.[0] ?? '';
    expect(found).not.toBe('');
  }).toPass();
  return found;
}

test('somebody is invited, joins, works as staff, and is taken out of the team', async ({ page, browser, own, script }, testInfo) => {
  const email = `new-${testInfo.project.name.replace(/\W/g, '-')}@example.com`;
  await signIn(page, own.url, `${own.admin}/settings/team`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Settings: Team');
  await expect(page.getByRole('rowheader', { name: OWNER.email })).toBeVisible();
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Role', { exact: true }).selectOption('Staff');
  await page.getByRole('button', { name: 'Send invitation' }).click();
  await expect(page.locator('.toast[role=status]')).toContainText('on its way');
  await expect(page.getByRole('row', { name: email })).toBeVisible();
  await expectNoSidewaysScroll(page, 'the team');
  if (script) await expectReadable(page);
  await page.screenshot({ path: `screenshots/admin-team-${testInfo.project.name}.png`, fullPage: true });

  const join = await invitation(own.folder, email);
  const guest = await browser.newContext({ javaScriptEnabled: script });
  const other = await guest.newPage();
  await other.goto(own.url + join);
  await expect(other.getByRole('heading', { level: 1 })).toContainText('Join');
  if (script) await expectReadable(other);
  await other.screenshot({ path: `screenshots/admin-join-${testInfo.project.name}.png`, fullPage: true });
  await other.getByLabel('Your name').fill('New colleague');
  await other.getByLabel('Password').fill('three chairs and a stool');
  await other.getByRole('button', { name: 'Join the team' }).click();
  await expect(other).toHaveURL(`${own.admin}/orders`);
  await expect(other.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Settings' })).toHaveCount(0);
  await other.goto(own.url + join);
  await expect(other.getByRole('heading', { level: 1 })).toHaveText('This invitation is over');

  await page.goto(`${own.admin}/settings/team`);
  await page.getByRole('row', { name: email }).getByRole('button', { name: /^Remove/ }).click();
  await expect(page.locator('.toast[role=status]')).toContainText('no longer in the team');
  await other.goto(`${own.admin}/orders`);
  await expect(other.getByRole('heading', { level: 1 })).toHaveText('Sign in');
  await guest.close();

  await page.getByRole('navigation', { name: 'Settings' }).getByRole('link', { name: 'Audit log' }).click();
  await expect(page.getByRole('row', { name: new RegExp(`Removed from the team.*${email}`) })).toBeVisible();
});

test('a link of an order is copied', { tag: '@script' }, async ({ page, context, own }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await signIn(page, own.url, `${own.admin}/orders`);
  await page.locator('main tbody a').first().click();
  await page.getByRole('button', { name: 'Make link' }).click();
  const field = page.locator('input[data-copy]').first();
  await page.getByRole('button', { name: /^Copy the address/ }).first().click();
  await expect(page.getByRole('button', { name: /^Copy the address/ }).first()).toHaveText('Copied');
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(await field.inputValue());
});
