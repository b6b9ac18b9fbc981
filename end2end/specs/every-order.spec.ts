// What holds for the page of every order of the demo, whatever happened to it.
import { AxeBuilder } from '@axe-core/playwright';

import { expect, expectNoSidewaysScroll, orders, test } from './shopper';

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

for (const one of orders) {
  test(`${one.name} opens and fits every width: ${one.situation}`, async ({ page }) => {
    const answer = await page.goto(one.path);
    expect(answer?.status()).toBe(200);
    const headers = answer?.headers() ?? {};
    expect(headers['cache-control']).toContain('no-store');
    expect(headers['x-robots-tag']).toContain('noindex');
    expect(headers['referrer-policy']).toBe('same-origin');
    expect(headers['content-security-policy']).toBeTruthy();

    await expect(page.locator('h1')).toHaveCount(1);
    await expect(page.locator('h1')).not.toBeEmpty();
    await expect(page.locator('html')).toHaveAttribute('lang', /^[a-z]{2}/);
    await expect(page.locator('body')).not.toContainText('INTERNAL');

    await expectNoSidewaysScroll(page, 'its own width');
    // 1280 × 1024 at 400 % zoom leaves 320 × 256 to lay the page out in.
    await page.setViewportSize({ width: 320, height: 256 });
    await expectNoSidewaysScroll(page, '320 px, which is 1280 px at 400 %');
  });

  test(`${one.name} can be read by everybody, light and dark: ${one.situation}`, { tag: '@script' }, async ({ page }) => {
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await page.goto(one.path);
      const { violations } = await new AxeBuilder({ page }).withTags(RULES).analyze();
      const told = violations.map((v) => `${v.id}: ${v.help} ${v.nodes.map((n) => n.target.join(' ')).slice(0, 4).join(' | ')} ${v.nodes[0]?.failureSummary ?? ''}`);
      expect(told, colorScheme).toEqual([]);
    }
  });
}

for (const path of ['/find?lang=en', '/find?lang=ar', '/o/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa?lang=de', '/nowhere']) {
  test(`${path} can be read by everybody and fits every width`, async ({ page, script }) => {
    await page.goto(path);
    await expect(page.locator('h1')).toHaveCount(1);
    await page.setViewportSize({ width: 320, height: 256 });
    await expectNoSidewaysScroll(page, '320 px');
    if (!script) return;
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      const { violations } = await new AxeBuilder({ page }).withTags(RULES).analyze();
      expect(violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target.join(' ')).join(' | ')}`), colorScheme).toEqual([]);
    }
  });
}

test('a page from right to left says so', async ({ page }) => {
  for (const name of ['#1018', '#1062', '#1042']) {
    const one = orders.find((o) => o.name === name);
    await page.goto(`${one?.path}?lang=ar`);
    await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
    await expect(page.locator('html')).toHaveAttribute('lang', 'ar');
  }
  await page.goto(`${orders.find((o) => o.name === '#1018')?.path}?lang=en`);
  await expect(page.locator('html[dir=rtl]')).toHaveCount(0);
});
