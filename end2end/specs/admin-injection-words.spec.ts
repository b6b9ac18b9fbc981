// S7, what is said by the merchant's own words: statuses whose names and texts are payloads, on the shopper's page of an
// order that stands in them; and messages drawn in the editor's frame, of orders that are payloads and of a source
// that is. With our content security policy and without it: nothing runs, and nobody else is asked.
import { type Page, test as base } from '@playwright/test';

import { payloads } from '../payloads.mjs';
import { batches, ranIn, servedPayloads, watched } from './injection';
import { signIn } from './own-shop';

const { expect } = base;
const shop = servedPayloads(base);

/** Payloads in texts that fit, each text with a payload that fits a name. */
function statuses(all: string[]) {
  const names = all.map((text) => text.replace(/\s/g, ' ').trim()).filter((text) => text.length > 3 && text.length <= 80);
  const made: { name: string; text: string }[] = [];
  let text = '';
  const close = () => { made.push({ name: names[(made.length * 7) % names.length], text }); text = ''; };
  for (const payload of all) {
    if (text.length + payload.length > 1_900) close();
    text += `${payload}\n\n`;
  }
  close();
  return made;
}

/** Keeps a status with these words; the answer's number. */
async function keep(page: Page, handle: string, words: { name: string; text: string }) {
  const form = { handle, seen: 'public', public_name: words.name, text: words.text, name: handle, then: 'no', show_anyway: 'on' };
  const answer = await page.request.post(`${shop().admin}/statuses/new`, { form, headers: { origin: shop().url }, maxRedirects: 0 });
  return answer.status();
}

for (const policy of ['on', 'off'] as const) {
  base(`statuses that are payloads run nothing on a shopper's page, policy ${policy}`, { tag: '@script' }, async ({ browser }) => {
    base.setTimeout(240_000);
    const page = await browser.newPage({ bypassCSP: policy === 'off' });
    const seen = watched(page);
    await signIn(page, shop().url, `${shop().admin}/statuses`);
    const link = shop().links.find((one) => one.name === '#1001');
    const all = payloads();
    let shown = 0;
    for (const [n, words] of statuses(all).entries()) {
      const handle = `words-${policy}-${n}`;
      expect(await keep(page, handle, words), `${words.name} and its text are kept`).toBe(303);
      shop().run('status', 'set', '#1001', handle, '--shop', shop().handle);
      await page.goto(`${shop().url}${link?.path}?lang=en`);
      await expect(page.locator('main'), 'its name is on the page').toContainText(words.name.replace(/\s+/g, ' ').slice(0, 3));
      seen.executions += await ranIn(page);
      shown += 1;
    }
    for (const place of ['/statuses', '/orders']) {
      await page.goto(`${shop().admin}${place}`);
      seen.executions += await ranIn(page);
    }
    console.log(`S7, policy ${policy}: ${all.length} payloads in the texts of ${shown} statuses on a shopper's page, ${seen.executions} executions, ${seen.requests} requests to the canary`);
    expect(seen).toEqual({ executions: 0, requests: 0 });
    await page.close();
  });

  base(`messages made of payloads run nothing in the editor's frame, policy ${policy}`, { tag: '@script' }, async ({ browser }) => {
    base.setTimeout(300_000);
    const page = await browser.newPage({ bypassCSP: policy === 'off' });
    page.setDefaultTimeout(30_000);
    const seen = watched(page);
    const message = () => page.frameLocator('.stage iframe:not(.coming)').locator('body');
    const soon = { timeout: 30_000 };
    await signIn(page, shop().url, `${shop().admin}/templates/order_received/en`);
    // Orders whose every text is a payload, each text in the message.
    await page.getByLabel('A whole source').check();
    const every = '{% for line in line_items %}<p title="{{ line.title }}">{{ line.title }}, {{ line.variant_title }}</p>{% endfor %}';
    await page.locator('#html').fill(`<p>{{ order_name }}</p>${every}<a href="{{ order_status_url }}">See it</a>`);
    for (let n = 1; n <= batches.length; n += 1) {
      await page.getByLabel('Order', { exact: true }).fill(`#9${n}`);
      await page.getByRole('button', { name: 'Check and preview' }).click();
      await expect(page.getByText(`Tried on order #9${n}, with its real data.`)).toBeVisible(soon);
      await expect(message()).toContainText('alert(1)', soon);
      seen.executions += await ranIn(page);
    }
    expect(seen, 'an order in a message').toEqual({ executions: 0, requests: 0 });
    // A source that is payloads: pictures of other hosts are a merchant's to show, so nothing but running counts here.
    const html = payloads().filter((text) => !/\{\{|\{%|\0/.test(text));
    for (let at = 0; at < html.length; at += 100) {
      const source = html.slice(at, at + 100).join('\n');
      await page.locator('#subject').fill(`Round ${at}`);
      await page.locator('#html').fill(source);
      await page.getByRole('button', { name: 'Check and preview' }).click();
      await expect(page.getByRole('region', { name: 'Preview' }).getByText(`Round ${at}`, { exact: true })).toBeVisible(soon);
      await expect(message()).toBeAttached(soon);
      seen.executions += await ranIn(page);
    }
    console.log(`S7, policy ${policy}: messages of ${batches.length} orders and a source of ${html.length} payloads, ${seen.executions} executions`);
    expect(seen.executions).toBe(0);
    if (policy === 'on') expect(seen.requests).toBe(0);
    await page.close();
  });
}
