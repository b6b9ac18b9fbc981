// Pictures of chosen orders for people to look at: end2end/screenshots/, named after order, situation,
// language and screen. Nothing is compared.
import { expect, orders, pageOf, test } from './shopper';

const CHOSEN = ['#1001', '#1011', '#1014', '#1016', '#1018', '#1020', '#1030', '#1035', '#1039', '#1041', '#1042', '#1046', '#1050', '#1060'];

const slug = (text: string) =>
  text.toLowerCase().normalize('NFKD').replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '').slice(0, 48);

for (const one of orders.filter((o) => CHOSEN.includes(o.name))) {
  test(`a picture of ${one.name} in four languages: ${one.situation}`, { tag: '@script' }, async ({ page }, testInfo) => {
    const place = (language: string, kind = '') =>
      `screenshots/${one.name.slice(1)}-${slug(one.situation)}-${language}-${testInfo.project.name}${kind}.png`;
    for (const language of ['en', 'da', 'de', 'ar']) {
      await page.goto(pageOf(one.name, language));
      await expect(page.locator('h1')).toBeVisible();
      await page.screenshot({ path: place(language), fullPage: true });
    }
    if (one.name === '#1042') {
      await page.emulateMedia({ colorScheme: 'dark' });
      await page.goto(pageOf(one.name, 'en'));
      await page.screenshot({ path: place('en', '-dark'), fullPage: true });
      await page.emulateMedia({ colorScheme: 'light' });
      await page.screenshot({ path: place('en', '-first-screen') });
    }
  });
}

test('a picture of the look-up form', { tag: '@script' }, async ({ page }, testInfo) => {
  for (const language of ['en', 'da', 'de', 'ar']) {
    await page.goto(`/find?lang=${language}`);
    await page.screenshot({ path: `screenshots/find-${language}-${testInfo.project.name}.png`, fullPage: true });
  }
});
