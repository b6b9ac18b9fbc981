// With the keyboard alone, from the beginning of each page: a status is edited, orders are changed in bulk
// and back, an order is moved along and undone. Nothing is focused but by Tab; the skip link leads past
// the navigation.
import { type Locator, type Page } from '@playwright/test';

import { signIn, test } from './own-shop';
import { expect } from './shopper';

test.describe.configure({ timeout: 90_000 });

const heading = (page: Page) => page.getByRole('heading', { level: 1 });

const hasFocus = (one: Locator) => one.evaluate((element) => element === document.activeElement);

/** Goes by Tab until this has the focus; `back` goes the other way. */
async function tabTo(page: Page, what: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab') {
  await expect(what).toBeVisible();
  for (let presses = 0; presses < 150; presses += 1) {
    await page.keyboard.press(key);
    if (await hasFocus(what)) {
      const ring = await what.evaluate((element) => {
        const style = getComputedStyle(element);
        return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
      });
      expect(ring, 'the focus can be seen').toBe(true);
      return;
    }
  }
  throw new Error(`Tab never reaches ${what}`);
}

/** From the beginning of a page past its navigation. */
async function skip(page: Page) {
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to content' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/#main$/);
}

/** Goes there by Tab and presses Enter. */
async function press(page: Page, what: Locator) {
  await tabTo(page, what);
  await page.keyboard.press('Enter');
}

test('a status is edited', async ({ own, page }, info) => {
  await signIn(page, own.url, `${own.admin}/statuses`);
  await skip(page);
  await press(page, page.locator('tr[data-handle=quality-check]').getByRole('link').first());
  const name = page.getByLabel('Public name in English');
  await expect(name).toBeVisible();
  await skip(page);
  await tabTo(page, name);
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.type(`A last look ${info.project.name}`);
  await tabTo(page, page.getByLabel('Internal name'));
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.type('QC by keys');
  // A radio button of the group has the focus; arrows choose.
  const icons = page.locator('input[name=icon]');
  await tabTo(page, page.locator('input[name=icon]:checked'));
  await page.keyboard.press('ArrowRight');
  const icon = await page.locator('input[name=icon]:checked').getAttribute('value');
  expect(await icons.count()).toBeGreaterThan(5);
  const follows = page.getByRole('group', { name: /Statuses that may follow/ }).getByRole('checkbox').last();
  const before = await follows.isChecked();
  await tabTo(page, follows);
  await page.keyboard.press('Space');
  await expect(follows).toBeChecked({ checked: !before });
  await press(page, page.getByRole('button', { name: 'Save', exact: true }));
  await expect(page.locator('.toast[role=status]')).toContainText('is saved.');
  await expect(name).toHaveValue(`A last look ${info.project.name}`);
  await expect(page.locator('input[name=icon]:checked')).toHaveAttribute('value', icon!);
});

test('orders are chosen, changed, and changed back', async ({ own, page }) => {
  await signIn(page, own.url, `${own.admin}/orders`);
  await skip(page);
  const boxes = page.locator('tbody').getByRole('checkbox');
  for (const row of [0, 1]) {
    await tabTo(page, boxes.nth(row));
    await page.keyboard.press('Space');
    await expect(boxes.nth(row)).toBeChecked();
  }
  await tabTo(page, page.getByRole('button', { name: 'Change selected…' }), 'Shift+Tab');
  await page.keyboard.press('Enter');
  await expect(heading(page)).toHaveText('Change 2 orders');
  await skip(page);
  await tabTo(page, page.getByLabel('Private note'));
  await page.keyboard.type('By keys, both of them.');
  await press(page, page.getByRole('button', { name: 'Preview', exact: true }));
  await expect(heading(page)).toHaveText('Preview');
  await skip(page);
  await press(page, page.getByRole('button', { name: 'Change 2 orders' }));
  await expect(heading(page)).toHaveText('Orders changed', { timeout: 15_000 });
  await tabTo(page, page.getByRole('button', { name: 'Undo all of it' }));
  await page.keyboard.press('Space');
  await expect(heading(page)).toHaveText('Undone', { timeout: 15_000 });
});

test('an order is moved along and back', async ({ own, page }) => {
  await signIn(page, own.url, `${own.admin}/orders?q=${encodeURIComponent('#1042')}`);
  await skip(page);
  await press(page, page.getByRole('rowheader').getByRole('link', { name: '#1042' }).first());
  await expect(heading(page)).toHaveText('Order #1042');
  await skip(page);
  const status = page.getByLabel('Status', { exact: true });
  await tabTo(page, status);
  await page.keyboard.press('ArrowDown');
  await expect(status).not.toHaveValue('');
  await tabTo(page, page.getByLabel('Note to the shopper'));
  await page.keyboard.type('Typed without a mouse.');
  const date = page.getByRole('radio', { name: /^Keep: |^Leave it/ });
  await tabTo(page, date);
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('radio', { name: 'Set it to' })).toBeChecked();
  await page.keyboard.press('ArrowUp');
  await expect(date).toBeChecked();
  const mail = page.getByRole('combobox', { name: /Tell the shopper by e-mail/ });
  await tabTo(page, mail);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await expect(mail).toHaveValue('no');
  await press(page, page.getByRole('button', { name: 'See what happens' }));
  await expect(page.getByRole('heading', { name: 'This will happen' })).toBeVisible();
  await skip(page);
  await press(page, page.getByRole('button', { name: 'Confirm' }));
  await expect(page.locator('.toast[role=status]')).toContainText('Order changed.');
  await expect(page.getByText('Typed without a mouse.').first()).toBeVisible();
  const undo = page.getByRole('button', { name: 'Undo', exact: true });
  await press(page, undo);
  await expect(undo).toHaveCount(0);
  // With the browser half the page stays and leads on; without it the form does.
  const further = page.getByRole('link', { name: 'It is being undone. See how it goes' });
  if (await further.count()) await press(page, further);
  await expect(page.locator('.staff-tale')).toContainText('Undone');
});
