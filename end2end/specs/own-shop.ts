// A shop of its own for specs that change it as a whole: its settings, its brand, what its orders say.
import { execFileSync } from 'node:child_process';
import path from 'node:path';

import { type Page } from '@playwright/test';

import { addPerson, binary, PEOPLE, startShop } from '../shop.mjs';
import { expect, test as shopper } from './shopper';

export const OWNER = PEOPLE.owner;

interface Options {
  cwd: string;
  env: Record<string, string>;
}

interface Person {
  name: string;
  email: string;
  password: string;
}

/**
 * A demo shop with an owner, served until `stop()`. `prepare` may run commands before it is served; `more`
 * goes to `startShop`.
 */
export async function ownShop(prepare?: (run: (...args: string[]) => string) => void, more: { host?: string; people?: object } = {}) {
  let run: (...args: string[]) => string = () => '';
  let reach: Options | undefined;
  const shop = await startShop({
    ...more,
    prepare: (options: Options) => {
      reach = options;
      run = (...args) => execFileSync(binary(), args, { ...options, encoding: 'utf8', stdio: ['pipe', 'pipe', 'inherit'] });
      prepare?.(run);
    },
  });
  const handle = run('shop', 'list').split('\t')[0].trim();
  let people = 0;
  /** Somebody new with this role, for flows that change how they sign in. */
  const somebody = (role: 'owner' | 'staff'): Person => {
    people += 1;
    const person = { name: `Person ${people}`, email: `person-${people}@example.com`, password: `four words for person ${people}` };
    addPerson(reach, role, person);
    return person;
  };
  return { ...shop, run, somebody, handle, admin: `${shop.url}/admin/${handle}` };
}

type Shop = Awaited<ReturnType<typeof ownShop>>;

/**
 * Each worker has a shop of its own: what is changed there would disturb other specs. Files whose changes would
 * disturb the files after them have yet another: `test.use({ shopOf: 'settings' })`.
 */
export const test = shopper.extend<{ shopOf: string; own: Shop }, { shops: (of: string) => Promise<Shop> }>({
  shopOf: ['everybody', { option: true }],
  shops: [
    async ({}, use) => {
      const kept = new Map<string, Promise<Shop>>();
      await use((of) => {
        if (!kept.has(of)) kept.set(of, ownShop());
        return kept.get(of) as Promise<Shop>;
      });
      for (const shop of kept.values()) await (await shop).stop();
    },
    { scope: 'worker', timeout: 60_000 },
  ],
  own: [async ({ shops, shopOf }, use) => use(await shops(shopOf)), { timeout: 60_000 }],
  baseURL: async ({ own }, use) => use(own.url),
});

/** Fills the form of signing in and sends it. */
export async function enter(page: Page, origin: string, to: string, person: { email: string; password: string } = OWNER) {
  await page.goto(`${origin}/sign-in?back=${encodeURIComponent(new URL(to).pathname)}`);
  await page.locator('input[name=email]').fill(person.email);
  await page.locator('input[type=password]').fill(person.password);
  await page.locator('main form button').first().click();
}

/** Signs the owner in, or `person`, and arrives at `to`. */
export async function signIn(page: Page, origin: string, to: string, person: { email: string; password: string } = OWNER) {
  await enter(page, origin, to, person);
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
  if (page.url() !== to) await page.goto(to);
}

/** Signs out and waits for the way back in. */
export async function signOut(page: Page) {
  await page.getByRole('button', { name: 'Sign out', exact: true }).click();
  await page.waitForURL(/\/sign-in/);
}

/** After Undo: with the browser half the page stays and leads on; without it the form does. */
export async function seeUndone(page: Page) {
  const further = page.getByRole('link', { name: 'It is being undone. See how it goes' });
  const button = page.getByRole('button', { name: 'Undo', exact: true });
  await expect(button).toHaveCount(0);
  if (await further.count()) await further.click();
}

/** A file of end2end/. */
export const file = (name: string) => path.join(import.meta.dirname, '..', name);
