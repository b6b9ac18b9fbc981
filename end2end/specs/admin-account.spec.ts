// The own account: name, password, where one is signed in, the second factor with its recovery codes; and
// the audit log that tells of it.
import { type Page, type TestInfo } from '@playwright/test';

import { codeOf } from './one-time-code';
import { enter, OWNER, signIn, signOut, test } from './own-shop';
import { expect, expectNoSidewaysScroll, expectReadable } from './shopper';
import { toast } from './staff';

test.describe.configure({ timeout: 60_000 });

async function look(page: Page, info: TestInfo, what: string) {
  await expectNoSidewaysScroll(page, what);
  await expectReadable(page);
  await page.screenshot({ path: `screenshots/admin-account-${what}-${info.project.name.replaceAll(' ', '-')}.png`, fullPage: true });
}

test('a name and a password are changed, and the other browsers are signed out', async ({ own, page, browser }, info) => {
  const person = own.somebody('staff');
  const other = await browser.newPage();
  await signIn(other, own.url, `${own.url}/account`, person);
  await signIn(page, own.url, `${own.url}/account`, person);
  await page.getByLabel('Name', { exact: true }).fill('   ');
  await page.getByRole('button', { name: 'Save name' }).click();
  await expect(page.getByLabel('Name', { exact: true })).toHaveAttribute('aria-invalid', 'true');
  await page.getByLabel('Name', { exact: true }).fill('Ida of the workshop');
  await page.getByRole('button', { name: 'Save name' }).click();
  await expect(toast(page)).toContainText('Your name is saved.');
  await expect(page.getByRole('navigation', { name: 'Main' })).toContainText('Ida of the workshop');

  await page.getByLabel('Present password').fill('not the one');
  await page.getByLabel('New password').fill('short');
  await page.getByRole('button', { name: 'Change password' }).click();
  await expect(page.getByText('This is not your password.')).toBeVisible();
  await expect(page.getByLabel('New password')).toHaveAttribute('aria-invalid', 'true');
  await look(page, info, 'wrong');
  await page.getByLabel('Present password').fill(person.password);
  await page.getByLabel('New password').fill('five other words for me');
  await page.getByRole('button', { name: 'Change password' }).click();
  await expect(toast(page)).toContainText('Your password is changed.');
  await other.reload();
  await expect(other.locator('h1')).toHaveText('Sign in');
  await other.close();
  await signOut(page);
  await signIn(page, own.url, `${own.url}/account`, { ...person, password: 'five other words for me' });
  await expect(page.locator('h1')).toHaveText('Your account');
});

test('sessions are listed and ended, one and all', async ({ own, page, browser }, info) => {
  const person = own.somebody('staff');
  const others = [await browser.newPage(), await browser.newPage()];
  for (const other of others) await signIn(other, own.url, `${own.url}/account`, person);
  await signIn(page, own.url, `${own.url}/account`, person);
  const rows = page.getByRole('table', { name: 'Browsers you are signed in with' }).locator('tbody tr');
  await expect(rows).toHaveCount(3);
  await expect(page.getByText('This browser')).toHaveCount(1);
  await look(page, info, 'sessions');
  await page.getByRole('button', { name: /^End the session in / }).first().click();
  await expect(toast(page)).toContainText('The session has ended.');
  await expect(rows).toHaveCount(2);
  await page.getByRole('button', { name: 'Sign out everywhere else' }).click();
  await expect(rows).toHaveCount(1);
  for (const other of others) {
    await other.reload();
    await expect(other.locator('h1')).toHaveText('Sign in');
    await other.close();
  }
});

test('an authenticator app is set up, asked for, replaced by a recovery code and turned off', async ({ own, page }, info) => {
  const person = own.somebody('staff');
  await signIn(page, own.url, `${own.url}/account/second-factor`, person);
  await page.getByRole('button', { name: 'Set up an authenticator app' }).click();
  const key = (await page.locator('code.key').textContent()) ?? '';
  await expect(page.getByRole('img', { name: /QR code/ })).toBeVisible();
  await look(page, info, 'new-app');
  await page.getByLabel('Code that the app shows').fill('000000');
  await page.getByRole('button', { name: 'Turn on' }).click();
  await expect(page.getByLabel('Code that the app shows')).toHaveAttribute('aria-invalid', 'true');
  await page.getByLabel('Code that the app shows').fill(codeOf(key));
  await page.getByRole('button', { name: 'Turn on' }).click();
  const codes = await page.locator('ul.codes code').allTextContents();
  expect(codes).toHaveLength(10);
  await look(page, info, 'recovery-codes');

  await signOut(page);
  await enter(page, own.url, `${own.url}/account`, person);
  await expect(page.locator('h1')).toHaveText('Second factor');
  await look(page, info, 'second-step');
  await page.getByLabel('Code').fill('000000');
  await page.getByRole('button', { name: 'Go on' }).click();
  await expect(page.getByRole('alert')).toContainText('This is not a code that counts now.');
  // The present one turned it on: each counts once, and the next one counts a little early.
  await page.getByLabel('Code').fill(codeOf(key, 1));
  await page.getByRole('button', { name: 'Go on' }).click();
  await expect(page.locator('h1')).toHaveText('Your account');
  await expect(page.getByText('On: an authenticator app. 10 recovery codes are left.')).toBeVisible();

  await signOut(page);
  await enter(page, own.url, `${own.url}/account/second-factor`, person);
  await page.getByLabel('Code').fill(codes[3]);
  await page.getByRole('button', { name: 'Go on' }).click();
  await expect(page.getByText('9 recovery codes are left.')).toBeVisible();
  await look(page, info, 'second-factor-on');
  await page.getByRole('button', { name: 'Turn off' }).click();
  await expect(toast(page)).toContainText('The second factor is off.');
  await signOut(page);
  await signIn(page, own.url, `${own.url}/account`, person);
  await expect(page.getByText('Off: your password alone lets you in.')).toBeVisible();
});

test('owners read in the audit log who changed what, and staff do not', async ({ own, page }, info) => {
  await signIn(page, own.url, `${own.admin}/settings/privacy`);
  const days = page.getByLabel('Days that personal data is kept');
  const before = await days.inputValue();
  const after = String(200 + Math.floor(Math.random() * 700));
  await days.fill(after);
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('status')).toContainText('Saved');
  await page.goto(`${own.admin}/settings/audit`);
  const line = page.locator('table.audit tbody tr').filter({ hasText: 'Privacy' }).first();
  await expect(line).toContainText(OWNER.name);
  await expect(line).toContainText(before);
  await expect(line).toContainText(after);
  await expect(page.locator('table.audit')).toContainText('Signed in');
  await look(page, info, 'audit');
  await signOut(page);
  await signIn(page, own.url, `${own.url}/account`, own.somebody('staff'));
  expect((await page.goto(`${own.admin}/settings/audit`))?.status()).toBe(403);
});
