// The pages under the shop's own domain, through a stand-in for Shopify's app proxy (app-proxy.mjs):
// as whole pages and inside the theme, without cookies or redirects.
import path from 'node:path';

import { emailOf, expect, expectNoSidewaysScroll, expectReadable, mine, newestCode, test as base, watch } from './shopper';

const origin = `http://127.0.0.1:${process.env.WAYMARK_PROXY_PORT}`;
const FORMS = [
  { form: 'page', prefix: '/apps/status' },
  { form: 'theme', prefix: '/community/my-orders' },
] as const;

// Style, script and icon come from Waymark's own address; nothing else leaves the shop's domain.
const FILES = /^http:\/\/127\.0\.0\.1:\d+\/assets\/[\w.-]+$/;

const test = base.extend({
  baseURL: origin,
  watched: [
    async ({ context }, use) => {
      const wrong = watch(context, origin, FILES);
      await use();
      expect(wrong(), 'requests to others, console errors, breaches of the policy').toEqual([]);
    },
    { auto: true },
  ],
});

for (const { form, prefix } of FORMS) {
  test(`look-up, page, languages and code under the shop's domain, form ${form}`, async ({ page, context, script, request }, testInfo) => {
    const name = mine(testInfo, ['#1001', '#1003', '#1011', '#1014']);
    const picture = (what: string) =>
      page.screenshot({ path: `screenshots/proxy-${form}-${what}-${testInfo.project.name}.png`, fullPage: true });
    const look = async (what: string) => {
      await expect(page.locator('h1')).toHaveCount(1);
      await expect(page.locator('body')).not.toContainText('LIQUID RAN');
      await expectNoSidewaysScroll(page, what);
      expect(new URL(page.url()).pathname.startsWith(`${prefix}/`) || page.url() === `${origin}${prefix}`).toBe(true);
      await picture(what);
      if (script) await expectReadable(page, false);
      await page.emulateMedia({ colorScheme: 'light' });
    };

    await page.goto(prefix);
    await expect(page.getByLabel('Order number')).toBeVisible();
    await look('find');
    await page.getByLabel('Order number').fill(name);
    await page.getByLabel('E-mail address or postcode').fill('nobody@example.com');
    await page.getByRole('button', { name: 'Show my order' }).click();
    await expect(page.getByRole('alert')).toContainText('We found no order with this number');
    await page.getByLabel('E-mail address or postcode').fill(emailOf(name));
    await page.getByRole('button', { name: 'Show my order' }).click();
    await expect(page.getByText(name).first()).toBeVisible();
    await expect(page.getByRole('heading', { name: 'Address' })).toHaveCount(0);
    await look('order');

    await page.locator('.tongues summary').click();
    await page.locator('.tongues').getByRole('link', { name: 'Dansk' }).click();
    await expect(page).toHaveURL(new RegExp(`${prefix}/o/[a-z2-7]{32}\\?lang=da$`));
    await expect(page.locator('.tongues summary')).toContainText('Dansk');
    await expect(page.getByText(name).first()).toBeVisible();
    await page.locator('.tongues summary').click();
    await page.locator('.tongues').getByRole('link', { name: 'English' }).click();

    await page.getByRole('link', { name: 'Show address and messages' }).click();
    await look('code');
    await page.getByRole('button', { name: 'Send me a code' }).click();
    await expect(page.getByRole('status').first()).toContainText('a code is on its way');
    let code = '';
    const mails = path.join(process.env.WAYMARK_PROXY_FOLDER ?? '', form);
    await expect.poll(() => (code = newestCode(name, mails)), { message: 'the mail with the code' }).toMatch(/^\d{8}$/);
    await page.getByLabel('Code from the e-mail').fill(code === '00000000' ? '00000001' : '00000000');
    await page.getByRole('button', { name: 'Show everything' }).click();
    await expect(page.getByRole('alert')).toContainText('That is not the code');
    await page.getByLabel('Code from the e-mail').fill(code);
    await page.getByRole('button', { name: 'Show everything' }).click();
    await expect(page.getByRole('heading', { name: 'Address' })).toBeVisible();
    await expect(page.getByText('A. Shopper')).toBeVisible();
    await look('full');

    await page.locator('.tongues summary').click();
    await page.locator('.tongues').getByRole('link', { name: 'العربية' }).click();
    await expect(page.locator('[dir=rtl]')).toHaveCount(1);
    await expect(page.getByText('A. Shopper')).toBeVisible();
    await picture('full-arabic');

    expect(await context.cookies(), 'no cookie on the shop’s domain').toEqual([]);
    expect(await (await request.get('/seen')).json(), 'redirects and cookies that Shopify would swallow').toEqual([]);
  });
}

test('nothing of the theme around the page changes', { tag: '@script' }, async ({ page }) => {
  await page.goto('/');
  const style = () => page.locator('header.theirs a').evaluate((one) => {
    const { color, fontSize, fontFamily, letterSpacing, margin } = getComputedStyle(one);
    return { color, fontSize, fontFamily, letterSpacing, margin, page: getComputedStyle(document.body).backgroundColor };
  });
  const alone = await style();
  await page.goto('/community/my-orders/find');
  expect(await style()).toEqual(alone);
  const size = await page.getByLabel('Order number').evaluate((one) => getComputedStyle(one).fontSize);
  expect(size, 'steps of type do not follow the theme’s root').toBe('17px');
});
