// What holds for the page of every order of the demo, whatever happened to it.
import { expect, expectNoSidewaysScroll, expectReadable, orders, test } from './shopper';

for (const one of orders) {
  test(`${one.name} opens, fits every width, can be read by everybody: ${one.situation}`, async ({ page, script }) => {
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
    // The HTML is the same without script: once is enough.
    if (script) await expectReadable(page);
    // 1280 × 1024 at 400 % zoom leaves 320 × 256 to lay the page out in.
    await page.setViewportSize({ width: 320, height: 256 });
    await expectNoSidewaysScroll(page, '320 px, which is 1280 px at 400 %');
  });
}

for (const path of ['/find?lang=en', '/find?lang=ar', '/o/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa?lang=de', '/nowhere']) {
  test(`${path} can be read by everybody and fits every width`, async ({ page, script }) => {
    await page.goto(path);
    await expect(page.locator('h1')).toHaveCount(1);
    await page.setViewportSize({ width: 320, height: 256 });
    await expectNoSidewaysScroll(page, '320 px');
    if (script) await expectReadable(page);
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
