// Several shops under one sign-in: somebody who works in two arrives at a choice, sees one shop at a time, and
// changes between them from every page, with and without script.
import { writeFileSync } from 'node:fs';
import path from 'node:path';

import { enter, ownShop } from './own-shop';
import { expect, expectNoSidewaysScroll, expectReadable, test as shopper } from './shopper';

const SECOND = { id: 7_700_000_000_001, name: '#7001', created_at: '2026-11-20T09:00:00Z', updated_at: '2026-11-20T09:00:00Z', email: 'ida@example.com', financial_status: 'paid', line_items: [] };

const test = shopper.extend<{ own: Awaited<ReturnType<typeof ownShop>> }>({
  own: [
    async ({}, use) => {
      const own = await ownShop((run) => {
        const file = path.join(process.env.WAYMARK_TEST_FOLDER ?? '/tmp', `second-${process.pid}.json`);
        writeFileSync(file, JSON.stringify({ orders: [SECOND] }));
        run('import', file, '--shop', 'north-store', '--shop-name', 'North Store');
      });
      await use(own);
      await own.stop();
    },
    { timeout: 60_000 },
  ],
  baseURL: async ({ own }, use) => use(own.url),
});

test('somebody of two shops chooses one, and changes to the other', async ({ own, page }, info) => {
  test.setTimeout(60_000);
  const picture = (what: string) => page.screenshot({ path: `screenshots/admin-shops-${what}-${info.project.name.replaceAll(' ', '-')}.png`, fullPage: true });
  const person = own.somebody('owner');
  await enter(page, own.url, `${own.url}/admin`, person);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Your shops');
  const choice = page.getByRole('main').getByRole('listitem');
  await expect(choice).toHaveText([/Fjord & Fir.*Owner/, /North Store.*Owner/]);
  await expectNoSidewaysScroll(page, 'the choice of shops');
  await expectReadable(page);
  await picture('choice');

  await choice.getByRole('link', { name: 'North Store' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Orders');
  await expect(page.locator('th[scope=row] a')).toHaveText(['#7001']);
  const nav = page.getByRole('navigation', { name: 'Main' });
  await expect(nav).toContainText('North Store');
  await nav.getByText('Other shops').click();
  await expectNoSidewaysScroll(page, 'orders with the shops open');
  await expectReadable(page);
  await picture('switch');
  await nav.getByRole('link', { name: 'Fjord & Fir' }).click();
  await expect(nav).toContainText('Fjord & Fir');
  await expect(page.locator('th[scope=row] a').filter({ hasText: '#1042' })).toHaveCount(1);
  await expect(page.locator('th[scope=row] a').filter({ hasText: '#7001' })).toHaveCount(0);
  // What one shop has is nothing in the other.
  expect((await page.goto(`${own.url}/admin/north-store/statuses/oak-drying`))?.status()).toBe(404);
});
