// Settings: what an owner changes shows on the shopper's pages; what is wrong is told beside its field.
import zlib from 'node:zlib';

import { expect, expectNoSidewaysScroll, expectReadable } from './shopper';
import { signIn, test } from './own-shop';

test.describe.configure({ mode: 'serial', timeout: 60_000 });
test.use({ shopOf: 'settings' });

const TABS = ['', '/brand', '/languages', '/working-days', '/messages', '/links', '/privacy', '/shopify', '/lead-times', '/team', '/audit'];

/** A green picture, as PNG. */
function png(width: number, height: number): Buffer {
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type), data]);
    const out = Buffer.alloc(8 + data.length + 4);
    out.writeUInt32BE(data.length, 0);
    body.copy(out, 4);
    out.writeUInt32BE(zlib.crc32(body), 8 + data.length);
    return out;
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 2, 0, 0, 0], 8);
  const row = Buffer.concat([Buffer.from([0]), Buffer.alloc(width * 3, Buffer.from([47, 107, 79]))]);
  const data = zlib.deflateSync(Buffer.concat(Array.from({ length: height }, () => row)));
  return Buffer.concat([Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]), chunk('IHDR', head), chunk('IDAT', data), chunk('IEND', Buffer.alloc(0))]);
}

test('every tab is readable and fits its window', async ({ page, own, script }, testInfo) => {
  await signIn(page, own.url, `${own.admin}/settings`);
  for (const tab of TABS) {
    await page.goto(`${own.admin}/settings${tab}`);
    await expect(page.locator('h1')).toHaveCount(1);
    await expectNoSidewaysScroll(page, tab);
    const name = `admin-settings${tab.replace('/', '-')}-${testInfo.project.name.replaceAll(' ', '-')}`;
    await page.screenshot({ path: `screenshots/${name}.png`, fullPage: true });
    if (script) await expectReadable(page);
  }
});

test('name, help links and languages show on the shopper’s page', async ({ page, own }) => {
  await signIn(page, own.url, `${own.admin}/settings`);
  await page.getByLabel('Shop name').fill('Birch & Co');
  await page.getByLabel('Link 1: name').fill('Returns');
  await page.getByLabel('Link 1: address').fill('https://shop.example/returns');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('status')).toContainText('Saved');
  await page.goto(`${own.admin}/settings/languages`);
  for (const language of ['Swedish', 'Norwegian', 'Dutch', 'French', 'Spanish', 'Arabic']) {
    await page.getByRole('group', { name: 'Languages offered' }).getByLabel(new RegExp(`^${language}`)).uncheck();
  }
  await page.getByRole('button', { name: 'Save' }).click();
  await page.goto(`${own.url}${own.links[0].path}?lang=en`);
  await expect(page.locator('.mast')).toContainText('Birch & Co');
  await expect(page.getByRole('link', { name: 'Returns' })).toHaveAttribute('href', 'https://shop.example/returns');
  await page.locator('nav.tongues summary').click();
  await expect(page.locator('nav.tongues li')).toHaveCount(3);
});

test('a logo and own CSS show on the shopper’s page', async ({ page, own }, testInfo) => {
  await signIn(page, own.url, `${own.admin}/settings/brand`);
  await page.getByLabel('Picture').setInputFiles({ name: 'logo.png', mimeType: 'image/png', buffer: png(600, 120) });
  await page.getByRole('button', { name: 'Upload' }).click();
  await expect(page.getByRole('status')).toContainText('The logo is in place');
  await page.getByLabel('Accent color').fill('#7a1f4e');
  await page.getByRole('radio', { name: 'Square' }).check();
  await page.getByLabel('Own CSS').fill('h1 { letter-spacing: 2px }');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('status')).toContainText('Saved');
  await expect(page.frameLocator('iframe').locator('h1')).toBeVisible();
  const project = testInfo.project.name.replaceAll(' ', '-');
  await page.screenshot({ path: `screenshots/admin-settings-brand-filled-${project}.png`, fullPage: true });
  await page.goto(`${own.url}${own.links[0].path}?lang=en`);
  const shown = page.locator('.mast img');
  await expect(shown).toHaveJSProperty('naturalWidth', 512);
  await expect(shown).toHaveAttribute('alt', /.+/);
  await expect(page.locator('h1')).toHaveCSS('letter-spacing', '2px');
  await expect(page.locator('.card').first()).toHaveCSS('border-radius', '0px');
  await expectNoSidewaysScroll(page, 'branded page');
  await page.screenshot({ path: `screenshots/shopper-branded-${project}.png` });
});

test('what is wrong is told beside its field, and nothing typed is lost', async ({ page, own }, testInfo) => {
  await signIn(page, own.url, `${own.admin}/settings/brand`);
  await page.getByLabel('Accent color').fill('reddish');
  await page.getByLabel('Own CSS').fill('h1 { color: red }\n.card { background: url(https://elsewhere.example/x.png) }');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('alert')).toContainText('Nothing was saved yet');
  await expect(page.getByLabel('Accent color')).toHaveValue('reddish');
  await expect(page.getByLabel('Accent color')).toHaveAttribute('aria-invalid', 'true');
  await expect(page.locator('#custom_css-wrong')).toContainText('Line 2');
  await page.screenshot({ path: `screenshots/admin-settings-faults-${testInfo.project.name.replaceAll(' ', '-')}.png`, fullPage: true });
});

test('two people at once: the second is told', async ({ page, own, browser }) => {
  await signIn(page, own.url, `${own.admin}/settings/privacy`);
  const other = await browser.newPage();
  await signIn(other, own.url, `${own.admin}/settings/privacy`);
  await other.getByLabel('Days that personal data is kept').fill(String(100 + Math.floor(Math.random() * 900)));
  await other.getByRole('button', { name: 'Save' }).click();
  await other.close();
  await page.getByLabel('Days that personal data is kept').fill('77');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('alert')).toContainText('Somebody else saved these settings');
  await expect(page.getByLabel('Days that personal data is kept')).toHaveValue('77');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('status')).toContainText('Saved');
});

