// What the islands add to the merchant's pages, in a real browser: the preview that follows the typing, the
// order of steps by drag and keys, the selection over pages, the list as a table. The same flows by plain
// forms are in the other specs, which run without script too.
import { AxeBuilder } from '@axe-core/playwright';
import { type Page } from '@playwright/test';

import { expect, SHOP, test } from './staff';

test.describe('@script islands', () => {
  const shop = `/admin/${SHOP}`;
  const readable = async (page: Page) => {
    const found = await new AxeBuilder({ page }).exclude('iframe').analyze();
    expect(found.violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.target).join(' | ')}`)).toEqual([]);
  };

  test('the preview follows what is typed, and nothing unsaved is lost', async ({ page }) => {
    await page.goto(`${shop}/statuses/oak-drying`);
    await expect(page.getByText('Not saved')).toHaveCount(0);
    const length = await page.evaluate(() => history.length);
    await page.getByLabel(/^Public name in English/).fill('The oak is resting');
    const frame = page.frameLocator('.stage iframe:not(.coming)');
    await expect(frame.getByText('The oak is resting').first()).toBeVisible();
    await page.getByLabel(/^Public name in English/).fill('The oak is resting well');
    await expect(frame.getByText('The oak is resting well').first()).toBeVisible();
    expect(await page.evaluate(() => history.length), 'the way back stays one step').toBe(length);
    await expect(page.locator('.stage iframe')).toHaveCount(1);
    await expect(page.getByText('Not saved')).toBeVisible();
    await page.getByLabel('Language', { exact: true }).selectOption('da');
    await expect(frame.locator('html')).toHaveAttribute('lang', 'da');
    await page.getByLabel('Desktop').check();
    await readable(page);
    await page.screenshot({ path: `screenshots/admin-island-editor-${test.info().project.name.replaceAll(' ', '-')}.png`, fullPage: true });
    let asked = '';
    page.once('dialog', (dialog) => { asked = dialog.type(); void dialog.accept(); });
    await page.getByRole('link', { name: 'Back to all statuses' }).click();
    await expect(page).toHaveURL(/\/statuses$/);
    expect(asked).toBe('beforeunload');
  });

  test('a color that cannot be read is shown corrected, a missing language is counted', async ({ page }) => {
    await page.goto(`${shop}/statuses/oak-drying`);
    await page.locator('input[type=color]').fill('#ffee88');
    await expect(page.getByLabel('Its own', { exact: true })).toBeChecked();
    await expect(page.getByText(/On light pages: #[0-9a-f]{6}, corrected so that it can be read/)).toBeVisible();
    await expect(page.getByText('On dark pages: #ffee88, as chosen')).toBeVisible();
    const danish = page.locator('details.tongue').filter({ hasText: 'Dansk' });
    await danish.locator('summary').click();
    await danish.getByLabel(/^Public name/).fill('');
    await expect(danish.locator('.badge')).toHaveText('missing');
    await expect(page.locator('#translations ~ .fields > p .badge')).toContainText(/missing: .*Dansk/i);
  });

  test('steps are put in order by keys and by dragging, and saved by themselves', async ({ page }) => {
    await page.goto(`${shop}/statuses`);
    const rows = page.locator('tr[data-handle]');
    const order = () => rows.evaluateAll((all) => all.map((row) => row.getAttribute('data-handle')));
    const before = await order();
    await rows.nth(0).locator('.grip').focus();
    await page.keyboard.press('ArrowDown');
    expect((await order()).slice(0, 2)).toEqual([before[1], before[0]]);
    await expect(rows.nth(1).locator('.grip')).toBeFocused();
    await expect(page.locator('#voice')).toContainText(/step 2 of \d+\. Saved\.$/);
    await page.reload();
    expect((await order()).slice(0, 2)).toEqual([before[1], before[0]]);
    const from = (await rows.nth(1).locator('.grip').boundingBox())!;
    const to = (await rows.nth(0).boundingBox())!;
    await page.mouse.move(from.x + from.width / 2, from.y + from.height / 2);
    await page.mouse.down();
    await page.mouse.move(from.x, to.y + 3, { steps: 6 });
    await page.mouse.up();
    expect(await order()).toEqual(before);
    await expect(page.locator('#voice')).toContainText('Saved.');
    await page.reload();
    expect(await order()).toEqual(before);
    await readable(page);
  });

  test('orders are chosen by range, by keys and over pages', async ({ page }) => {
    await page.goto(`${shop}/orders`);
    const boxes = page.locator('input[name=order][type=checkbox]');
    await boxes.nth(1).click();
    await boxes.nth(4).click({ modifiers: ['Shift'] });
    await expect(page.getByText('4 orders selected')).toBeVisible();
    await boxes.nth(6).focus();
    await page.keyboard.press('x');
    await page.keyboard.press('j');
    await expect(boxes.nth(7)).toBeFocused();
    await page.keyboard.press('Shift+X');
    await expect(page.getByText('6 orders selected')).toBeVisible();
    await readable(page);
    await page.screenshot({ path: `screenshots/admin-island-selection-${test.info().project.name.replaceAll(' ', '-')}.png` });
    await page.getByRole('link', { name: 'Next' }).click();
    await expect(page.getByText('6 orders selected, 6 of them on other pages')).toBeVisible();
    await page.getByLabel('Select this page').check();
    const here = await boxes.count();
    await expect(page.getByText(`${6 + here} orders selected`)).toBeVisible();
    await page.getByLabel('Select this page').uncheck();
    await page.getByRole('button', { name: 'Change selected…' }).click();
    await expect(page.getByText('6 orders', { exact: false }).first()).toBeVisible();
  });

  test('a list is mended cell by cell before it is sent', async ({ page }) => {
    await page.goto(`${shop}/bulk`);
    const list = page.getByLabel('Paste the list');
    await list.fill('order\tstatus\tdue from\tdue to\n1042\toak-drying\t\t\n1011\tsanding\t\t\n1014\toak-drying\t2026-11-26\t2026-11-20\n');
    await expect(page.getByText('3 lines, 2 cells to mend')).toBeVisible();
    await expect(page.getByText(/There is no status “sanding”/)).toBeVisible();
    await readable(page);
    await page.screenshot({ path: `screenshots/admin-island-list-${test.info().project.name.replaceAll(' ', '-')}.png`, fullPage: true });
    await page.getByLabel('status, row 2').fill('oak-drying');
    await page.getByLabel('due to, row 3').fill('2026-11-28');
    await expect(page.getByText('3 lines, nothing to mend')).toBeVisible();
    await expect(list).toHaveValue('order,status,due from,due to\n1042,oak-drying,,\n1011,oak-drying,,\n1014,oak-drying,2026-11-26,2026-11-28\n');
    await page.getByRole('button', { name: 'Preview the list' }).click();
    await expect(page).toHaveURL(/\/bulk\/[0-9a-f-]+$/);
  });

  test('where WebAssembly is blocked every form still works', async ({ page }) => {
    await page.route('**/*.wasm', (route) => route.abort('blockedbyclient'));
    await page.goto(`${shop}/statuses`);
    const rows = page.locator('tr[data-handle]');
    const first = await rows.nth(0).getAttribute('data-handle');
    await expect(page.locator('.grip')).toHaveCount(0);
    await rows.nth(0).getByRole('button', { name: /down$/ }).click();
    await expect(page.getByText('The order of steps is saved.')).toBeVisible();
    await expect(rows.nth(1)).toHaveAttribute('data-handle', first!);
    await rows.nth(1).getByRole('button', { name: /up$/ }).click();
    await expect(rows.nth(0)).toHaveAttribute('data-handle', first!);
  });
});
