// The merchant's list of orders: filtered, searched, saved as a view, paged and chosen from, with and
// without script, by touch, mouse and keyboard.
import { expectNoSidewaysScroll, expectReadable } from './shopper';
import { expect, SHOP, test, toast } from './staff';

const LIST = `/admin/${SHOP}/orders`;

test.describe('the list of orders', () => {
  test.use({ role: 'staff' });

  test('is filtered, and each filter can be taken away', async ({ page }) => {
    await page.goto(LIST);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Orders');
    const all = await page.getByRole('row').count();
    await page.locator('summary', { hasText: 'Payment' }).click();
    await page.getByLabel('Paid', { exact: true }).check();
    await page.locator('details[open]').getByRole('button', { name: 'Apply' }).click();
    await expect(page).toHaveURL(/payment=paid/);
    expect(await page.getByRole('row').count()).toBeLessThanOrEqual(all);
    await page.getByRole('link', { name: /Payment: Paid/ }).click();
    await expect(page).not.toHaveURL(/payment=paid/);
  });

  test('is searched by number and by e-mail', async ({ page }) => {
    await page.goto(LIST);
    await page.getByRole('searchbox', { name: 'Search orders' }).fill('1042');
    await page.getByRole('button', { name: 'Search' }).click();
    await expect(page.getByRole('link', { name: '#1042' })).toBeVisible();
    await page.getByRole('searchbox', { name: 'Search orders' }).fill('nobody has this');
    await page.getByRole('button', { name: 'Search' }).click();
    await expect(page.getByRole('heading', { name: 'No order matches' })).toBeVisible();
    await page.getByRole('link', { name: 'Take all filters away' }).click();
    await expect(page.getByRole('link', { name: '#1042' })).toBeVisible();
  });

  test('keeps a filter as a view, with a refused name told beside its field', async ({ page }, testInfo) => {
    const name = `Unpaid ${testInfo.project.name}`;
    await page.goto(`${LIST}?payment=pending&stage=ordered`);
    await page.getByText('Save view', { exact: true }).first().click();
    await page.getByLabel('Name').fill('Late');
    await page.getByRole('button', { name: 'Save view' }).click();
    await expect(page.getByLabel('Name')).toHaveAttribute('aria-invalid', 'true');
    await expect(page.getByText('already a view with this name')).toBeVisible();
    await page.getByLabel('Name').fill(name);
    await page.getByRole('button', { name: 'Save view' }).click();
    await expect(toast(page)).toContainText('The view is saved.');
    await expect(page.getByRole('link', { name })).toHaveAttribute('aria-current', 'page');
    await page.getByText('Edit view', { exact: true }).click();
    await page.getByRole('button', { name: 'Delete view' }).click();
    await expect(toast(page)).toContainText('No order changed');
    await expect(page.getByRole('link', { name })).toHaveCount(0);
  });

  test('leads on and back', async ({ page }) => {
    await page.goto(LIST);
    const next = page.getByRole('link', { name: 'Next' });
    test.skip((await next.count()) === 0, 'the demo fits on one page');
    const first = await page.getByRole('rowheader').first().textContent();
    await next.click();
    await page.getByRole('link', { name: 'Previous' }).click();
    expect(await page.getByRole('rowheader').first().textContent()).toBe(first);
  });

  test('is worked by keyboard alone', async ({ page }) => {
    await page.goto(LIST);
    await page.getByRole('searchbox', { name: 'Search orders' }).focus();
    await page.keyboard.type('1042');
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/q=1042/);
    await page.getByRole('checkbox', { name: 'Select #1042' }).focus();
    await page.keyboard.press('Space');
    await expect(page.getByRole('checkbox', { name: 'Select #1042' })).toBeChecked();
  });

  test('is readable, fits its window, and has its picture taken', async ({ page }, testInfo) => {
    const picture = (what: string) => page.screenshot({ path: `screenshots/admin-orders-${what}-${testInfo.project.name}.png`, fullPage: true });
    for (const [what, query] of [['all', ''], ['filtered', '?payment=paid&open=1&sort=due'], ['nothing', '?q=nobody']]) {
      await page.goto(`${LIST}${query}`);
      await expectReadable(page);
      await page.emulateMedia({ colorScheme: 'light' });
      await expectNoSidewaysScroll(page, `orders, ${what}`);
      await picture(what);
    }
    await page.goto(LIST);
    await page.locator('summary', { hasText: 'Status' }).click();
    await expectNoSidewaysScroll(page, 'orders with a filter open');
    await picture('open-filter');
  });
});
