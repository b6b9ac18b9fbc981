// Signing in as the shop's people: every spec of the merchant's side starts from this `test`.
//
//   import { expect, signIn, test, SHOP } from './staff';
//   test.use({ role: 'staff' });            // the owner without it
//   test('…', async ({ page }) => { await page.goto(`/admin/${SHOP}/orders`); … });
//
// Each worker signs in once per role, by the real form; its tests share that session. A test that signs
// out, or looks at signing in itself, takes `test` of ./shopper and calls `signIn` with a browser of its
// own, so that nobody else's session ends.
import { createHash } from 'node:crypto';

import type { BrowserContextOptions, Page } from '@playwright/test';

import { PEOPLE } from '../shop.mjs';
import { expect, test as shopper } from './shopper';

export type Role = 'owner' | 'staff';
type State = Exclude<BrowserContextOptions['storageState'], string | undefined>;

/** The demo shop's handle. */
export const SHOP = 'fjord-and-fir';

/** Signs in by the form and waits until inside. */
export async function signIn(page: Page, role: Role, back = '') {
  const { email, password } = PEOPLE[role];
  await page.goto(back ? `/sign-in?back=${encodeURIComponent(back)}` : '/sign-in');
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page).not.toHaveURL(/\/sign-in/);
}

/** What the page says about the change that was just made. */
export const toast = (page: Page) => page.locator('.toast[role=status]');

export const test = shopper.extend<{ role: Role }, { signedIn: (role: Role) => Promise<State> }>({
  role: ['owner', { option: true }],
  signedIn: [
    async ({ browser }, use, workerInfo) => {
      const kept = new Map<Role, Promise<State>>();
      const { baseURL } = workerInfo.project.use;
      const net = createHash('sha256').update(`worker ${workerInfo.workerIndex}`).digest('hex').slice(0, 4);
      const extraHTTPHeaders = { 'X-Forwarded-For': `2001:db8:5:${net}::1` };
      const enter = async (role: Role) => {
        const context = await browser.newContext({ baseURL, extraHTTPHeaders });
        await signIn(await context.newPage(), role);
        const state = await context.storageState();
        await context.close();
        return state;
      };
      await use((role) => {
        if (!kept.has(role)) kept.set(role, enter(role));
        return kept.get(role) as Promise<State>;
      });
    },
    { scope: 'worker' },
  ],
  storageState: async ({ signedIn, role }, use) => use(await signedIn(role)),
});

export { expect };
