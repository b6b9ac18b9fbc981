// Signing in and out in a real browser, with and without script.
import { PEOPLE } from '../shop.mjs';
import { expect, expectNoSidewaysScroll, expectReadable, test } from './shopper';
import { SHOP, signIn } from './staff';

test('somebody who is not signed in is asked to, and led back', async ({ page, script }, testInfo) => {
  await page.goto(`/admin/${SHOP}/shopify`);
  await expect(page.locator('h1')).toHaveText('Sign in');
  await expectNoSidewaysScroll(page, 'signing in');
  if (script) await expectReadable(page);
  await page.screenshot({ path: `screenshots/admin-sign-in-${testInfo.project.name}.png`, fullPage: true });
  await page.getByLabel('E-mail').fill(PEOPLE.staff.email);
  await page.getByLabel('Password').fill(PEOPLE.staff.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page).toHaveURL(new RegExp(`/admin/${SHOP}/shopify$`));
  await expect(page.locator('h1')).toHaveText('Shopify');
});

test('a wrong password is answered with what to do, and the address stays', async ({ page, script }, testInfo) => {
  // An address of its own per project: wrong tries are counted by address.
  const email = `nobody-${testInfo.project.name.replace(/ /g, '-')}@example.com`;
  await page.goto('/sign-in');
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password').fill('not the password');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('alert')).toHaveText(/is not right\. Check both and try again\./);
  await expect(page.getByLabel('E-mail')).toHaveValue(email);
  await expect(page.getByLabel('Password')).toHaveValue('');
  if (script) await expectReadable(page);
  await page.screenshot({ path: `screenshots/admin-sign-in-wrong-${testInfo.project.name}.png`, fullPage: true });
});

test('owners see the settings and staff do not, and signing out ends it', async ({ page }) => {
  await signIn(page, 'owner', `/admin/${SHOP}/shopify`);
  await expect(page.getByRole('navigation').getByRole('link', { name: 'Settings' })).toBeVisible();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.locator('h1')).toHaveText('Sign in');
  await page.goto(`/admin/${SHOP}/shopify`);
  await expect(page.locator('h1')).toHaveText('Sign in');
  await signIn(page, 'staff', `/admin/${SHOP}/shopify`);
  await expect(page.getByRole('navigation').getByRole('link', { name: 'Settings' })).toHaveCount(0);
});
