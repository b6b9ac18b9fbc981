// With the keyboard alone: everything is reached in the order of the page, the focus can be seen and
// is not hidden, and every disclosure opens by Enter.
import type { Page } from '@playwright/test';

import { expect, pageOf, test } from './shopper';

const places: [string, () => string][] = [
  ['the look-up form', () => '/find?lang=en'],
  ['an order on its way', () => pageOf('#1042')],
  ['an order whose date moved twice', () => pageOf('#1011')],
  ['an order with repeated scans', () => pageOf('#1029', 'de')],
  ['an order with twelve parcels', () => pageOf('#1039')],
  ['an order with 80 items', () => pageOf('#1040')],
  ['an order from right to left', () => pageOf('#1062', 'ar')],
];

/** What the keyboard must reach, in the order of the page. Each gets a number to be known by. */
const reachable = (page: Page) =>
  page.evaluate(() => {
    const all = document.querySelectorAll<HTMLElement>('a[href], button, summary, input, select, textarea');
    return [...all]
      .filter((one) => one.checkVisibility() && !one.hasAttribute('disabled') && one.getAttribute('type') !== 'hidden')
      .map((one, index) => {
        one.dataset.stop = String(index);
        return `${index}`;
      });
  });

for (const [what, path] of places) {
  test(`the keyboard alone is enough on ${what}`, async ({ page }) => {
    await page.goto(path());
    const expected = await reachable(page);
    const reached: string[] = [];
    for (const _ of expected) {
      await page.keyboard.press('Tab');
      const stop = await page.evaluate(() => {
        const one = document.activeElement as HTMLElement;
        const style = getComputedStyle(one);
        const box = one.getBoundingClientRect();
        const ring = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
        const seen = box.bottom > 0 && box.top < innerHeight && box.width > 0;
        const text = (one.textContent ?? one.getAttribute('name') ?? '').trim().slice(0, 40);
        return { number: one.dataset.stop ?? one.tagName, ring, seen, text };
      });
      reached.push(stop.number);
      expect(stop.ring, `a visible focus on “${stop.text}”`).toBe(true);
      expect(stop.seen, `“${stop.text}” is on the screen when it has the focus`).toBe(true);
    }
    expect(reached).toEqual(expected);

    const disclosures = page.locator('details:not([open]) > summary:visible');
    for (let left = await disclosures.count(); left > 0; left = await disclosures.count()) {
      const first = disclosures.first();
      await first.focus();
      await page.keyboard.press('Enter');
      await expect.poll(() => disclosures.count(), { message: 'a disclosure opens by Enter' }).not.toBe(left);
    }
  });
}

test('the skip link leads past the header', async ({ page }) => {
  await page.goto(pageOf('#1042'));
  await page.keyboard.press('Tab');
  await expect(page.locator(':focus')).toHaveText('Skip to content');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/#main$/);
});

test('an order is looked up with the keyboard alone', async ({ page }) => {
  await page.goto('/find?lang=en');
  await page.getByLabel('Order number').focus();
  await page.keyboard.type('1047');
  await page.keyboard.press('Tab');
  await page.keyboard.type('shopper-1047@example.com');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/o\/[a-z2-7]{32}/);
});
