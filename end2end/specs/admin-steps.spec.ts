// The order of a shop's statuses, moved by keys alone. In a shop of its own: the order is saved as a whole,
// and other walks make and delete statuses meanwhile.
import { type Page } from '@playwright/test';

import { signIn, test } from './own-shop';
import { expect } from './shopper';

/** The statuses as they stand, from top to bottom. */
const steps = (page: Page) => page.locator('tr[data-handle] .named a');

test('steps move by keys alone', async ({ page, own }) => {
  const list = `${own.admin}/statuses`;
  await signIn(page, own.url, list);
  const before = await steps(page).allInnerTexts();
  const [above, moved] = before.slice(1, 3);
  // Buttons are called by the internal name, which nobody but staff sees.
  const row = page.locator('tr[data-handle]').filter({ has: page.getByRole('link', { name: moved, exact: true }) });
  await row.getByRole('button', { name: /^Move .* up$/ }).focus();
  await page.keyboard.press('Enter');
  // The browser half saves by itself and says so to those who listen; the form answers with a page.
  await expect(page.locator('#voice, .toast[role=status]')).toContainText(/Saved\.|order of steps/);
  await page.goto(list);
  await expect(steps(page)).toHaveText(before.with(1, moved).with(2, above));
});
