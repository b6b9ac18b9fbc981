// The first start in a real browser: nobody can sign in, the console shows a code, whoever reads it makes
// the owner, and then the door is closed.
import { expect, expectNoSidewaysScroll, expectReadable, test as shopper } from './shopper';
import { ownShop } from './own-shop';

const test = shopper.extend<{ own: Awaited<ReturnType<typeof ownShop>> }>({
  own: [
    async ({}, use) => {
      const own = await ownShop(undefined, { people: {} });
      await use(own);
      await own.stop();
    },
    { timeout: 60_000 },
  ],
  baseURL: async ({ own }, use) => use(own.url),
});

test('the code of the console makes the owner, once', async ({ own, page }, testInfo) => {
  const picture = (what: string) => page.screenshot({ path: `screenshots/admin-set-up-${what}-${testInfo.project.name.replaceAll(' ', '-')}.png`, fullPage: true });
  await expect.poll(own.printed).toMatch(/enter this code: /);
  const code = own.printed().match(/enter this code: (\S+)/)?.[1] ?? '';
  expect(code.length).toBeGreaterThan(8);
  await page.goto('/sign-in');
  await expect(page.locator('h1')).toHaveText('Set up Waymark');
  await expect(page.locator('main')).toContainText('You become the owner of Fjord & Fir.');
  await expectNoSidewaysScroll(page, 'the first start');
  await expectReadable(page);
  await picture('empty');

  await page.getByLabel('Code from the server’s console').fill('AAAA-AAAA-AAAA');
  await page.getByLabel('Your name').fill('Ida');
  await page.getByLabel('E-mail').fill('ida@example.com');
  await page.getByLabel('Password').fill('too short');
  await page.getByRole('button', { name: 'Make the account' }).click();
  await expect(page.getByText('This is not the code.')).toBeVisible();
  await expect(page.getByLabel('Password')).toHaveAttribute('aria-invalid', 'true');
  await expect(page.getByLabel('E-mail')).toHaveValue('ida@example.com');
  await expect(page.getByLabel('Password')).toHaveValue('');
  await expectReadable(page);
  await picture('wrong');

  await page.getByLabel('Code from the server’s console').fill(code.toLowerCase());
  await page.getByLabel('Password').fill('a plane and three chisels');
  await page.getByRole('button', { name: 'Make the account' }).click();
  await expect(page.locator('h1')).toHaveText('Orders');
  await expect(page.getByRole('navigation', { name: 'Main' })).toContainText('Owner');
  expect((await page.goto('/set-up'))?.status()).toBe(404);
});
