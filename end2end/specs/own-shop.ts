// A shop of its own for specs that change it as a whole: its settings, its brand, what its orders say.
import { execFileSync } from 'node:child_process';
import path from 'node:path';

import { type Page } from '@playwright/test';

import { binary, PEOPLE, startShop } from '../shop.mjs';

export const OWNER = PEOPLE.owner;

interface Options {
  cwd: string;
  env: Record<string, string>;
}

/** A demo shop with an owner, served until `stop()`. `prepare` may run commands before it is served. */
export async function ownShop(prepare?: (run: (...args: string[]) => string) => void) {
  let run: (...args: string[]) => string = () => '';
  const shop = await startShop({
    prepare: (options: Options) => {
      run = (...args) => execFileSync(binary(), args, { ...options, encoding: 'utf8', stdio: ['pipe', 'pipe', 'inherit'] });
      prepare?.(run);
    },
  });
  const handle = run('shop', 'list').split('\t')[0].trim();
  return { ...shop, run, handle, admin: `${shop.url}/admin/${handle}` };
}

/** Signs the owner in and arrives at `to`. */
export async function signIn(page: Page, origin: string, to: string) {
  await page.goto(`${origin}/sign-in?back=${encodeURIComponent(new URL(to).pathname)}`);
  await page.locator('input[name=email]').fill(OWNER.email);
  await page.locator('input[type=password]').fill(OWNER.password);
  await page.locator('main form button').first().click();
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
  if (page.url() !== to) await page.goto(to);
}

/** A file of end2end/. */
export const file = (name: string) => path.join(import.meta.dirname, '..', name);
