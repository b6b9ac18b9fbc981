// Passkeys, with a device that the browser plays: added on the account page, asked for at signing in,
// removed. Without script the pages say that passkeys need it, and the other ways stay open.
import { type BrowserContext, type Page } from '@playwright/test';

import { enter, ownShop, signIn, signOut } from './own-shop';
import { expect, expectNoSidewaysScroll, expectReadable, test as shopper } from './shopper';
import { toast } from './staff';

// Passkeys belong to a host with a name.
const test = shopper.extend<object, { own: Awaited<ReturnType<typeof ownShop>> }>({
  own: [
    async ({}, use) => {
      const own = await ownShop(undefined, { host: 'localhost' });
      await use(own);
      await own.stop();
    },
    { scope: 'worker', timeout: 60_000 },
  ],
  baseURL: async ({ own }, use) => use(own.url),
});
test.describe.configure({ timeout: 60_000 });

/** A phone with a fingerprint reader, whose owner is there and agrees. */
async function device(context: BrowserContext, page: Page) {
  const session = await context.newCDPSession(page);
  await session.send('WebAuthn.enable');
  const { authenticatorId } = await session.send('WebAuthn.addVirtualAuthenticator', {
    options: { protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true },
  });
  return {
    agrees: (isUserVerified: boolean) => session.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified }),
  };
}

const picture = (page: Page, what: string) =>
  page.screenshot({ path: `screenshots/admin-passkeys-${what}-${test.info().project.name.replaceAll(' ', '-')}.png`, fullPage: true });

test('a passkey is added, lets in after the password, and is removed', { tag: '@script' }, async ({ own, page, context }) => {
  const person = own.somebody('staff');
  const phone = await device(context, page);
  await signIn(page, own.url, `${own.url}/account`, person);
  await expect(page.getByText('Passkeys need JavaScript')).toBeHidden();
  await expectReadable(page);
  await page.getByLabel('Name of the new passkey').fill('Phone <b>of</b> Ida');
  await page.getByRole('button', { name: 'Add a passkey' }).click();
  const codes = page.locator('ul.codes code');
  await expect(codes).toHaveCount(10);
  const recovery = (await codes.first().textContent()) ?? '';
  await page.goto('/account');
  await expect(page.getByRole('row', { name: /Phone <b>of<\/b> Ida/ })).toContainText('Never used');
  await expectNoSidewaysScroll(page, 'the account with a passkey');
  await expectReadable(page);
  await picture(page, 'account');

  await signOut(page);
  await enter(page, own.url, `${own.url}/account`, person);
  await expect(page.locator('h1')).toHaveText('Second factor');
  await expectNoSidewaysScroll(page, 'the second step');
  await expectReadable(page);
  await picture(page, 'sign-in');
  // Whoever holds the phone is not recognized: nothing comes of it, and the other ways are still there.
  await phone.agrees(false);
  await page.getByRole('button', { name: 'Use a passkey' }).click();
  await expect(page.getByRole('alert')).toContainText('The browser gave no passkey.');
  await phone.agrees(true);
  await page.getByRole('button', { name: 'Use a passkey' }).click();
  await expect(page.locator('h1')).toHaveText('Your account');
  await expect(page.getByRole('row', { name: /Phone/ })).toContainText(/^Phone.*Used /);
  await signOut(page);
  await enter(page, own.url, `${own.url}/account`, person);
  await page.getByLabel('Code').fill(recovery);
  await page.getByRole('button', { name: 'Go on' }).click();
  await expect(page.locator('h1')).toHaveText('Your account');

  await page.getByRole('button', { name: 'Remove the passkey Phone <b>of</b> Ida' }).click();
  await expect(toast(page)).toContainText('is removed');
  await expect(page.getByText('Off: your password alone lets you in.')).toBeVisible();
  await signOut(page);
  await signIn(page, own.url, `${own.url}/account`, person);
  await expect(page.locator('h1')).toHaveText('Your account');
});

test('the same device is not taken twice', { tag: '@script' }, async ({ own, page, context }) => {
  await device(context, page);
  await signIn(page, own.url, `${own.url}/account`, own.somebody('staff'));
  for (const name of ['First', 'Second']) {
    await page.goto('/account');
    await page.getByLabel('Name of the new passkey').fill(name);
    await page.getByRole('button', { name: 'Add a passkey' }).click();
    if (name === 'First') await expect(page.locator('ul.codes code')).toHaveCount(10);
  }
  await expect(page.getByText('The browser gave no passkey.')).toBeVisible();
  await page.goto('/account');
  await expect(page.getByRole('row', { name: /First/ })).toHaveCount(1);
  await expect(page.getByRole('row', { name: /Second/ })).toHaveCount(0);
});

test('without script the page says what passkeys need, and offers the app', async ({ own, page, script }) => {
  await signIn(page, own.url, `${own.url}/account`, own.somebody('staff'));
  const sentence = page.getByText('Passkeys need JavaScript, which does not run here.');
  await expect(sentence).toBeVisible({ visible: !script });
  await expect(page.getByLabel('Name of the new passkey')).toBeVisible({ visible: script });
  await expect(page.getByRole('link', { name: 'Set up an authenticator app' })).toBeVisible();
});
