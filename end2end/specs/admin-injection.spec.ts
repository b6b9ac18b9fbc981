// S7: 1,000 payloads on the shopper's page and on the merchant's: what Shopify tells of orders, what staff
// write to and about an order, statuses, settings, style; with our content security policy and without it.
// Nothing runs, and nobody else is asked for anything.
import { randomUUID } from 'node:crypto';

import { type Page, test as base } from '@playwright/test';

import { payloads } from '../payloads.mjs';
import { batches, ranIn, servedPayloads, watched } from './injection';
import { signIn } from './own-shop';

const { expect } = base;

const shop = servedPayloads(base);

/** Sends a form as a page of ours would; the answer's number. */
async function post(page: Page, place: string, sent: { form?: Record<string, string>; multipart?: Record<string, string> }) {
  const answer = await page.request.post(new URL(place, shop().url).href, { ...sent, headers: { origin: shop().url }, maxRedirects: 0 });
  return answer.status();
}

const TEXTS = 'main form input:not([type]), main form input[type=text], main form textarea';

/** The names of the fields for text on a page. */
async function formFields(page: Page, place: string) {
  await page.goto(place);
  return page.locator(TEXTS).evaluateAll((all) => [...new Set(all.map((one) => (one as HTMLInputElement).name))].filter((name) => name && !name.startsWith('preview')));
}

/** Fills these fields and sends their form; arrives at what the server answers. */
async function fill(page: Page, names: string[], texts: string[]) {
  const arrived = page.waitForEvent('load');
  await page.evaluate(({ names, texts }) => {
    names.forEach((name, n) => { (document.getElementsByName(name)[0] as HTMLInputElement).value = texts[n] ?? 'x'; });
    const form = (document.getElementsByName(names[0])[0] as HTMLInputElement).form!;
    form.noValidate = true;
    HTMLFormElement.prototype.submit.call(form);
  }, { names, texts });
  await arrived;
}

for (const policy of ['on', 'off'] as const) {
  base(`nothing that was typed runs or asks anybody, policy ${policy}`, { tag: '@script' }, async ({ browser }) => {
    base.setTimeout(240_000);
    const page = await browser.newPage({ bypassCSP: policy === 'off' });
    const seen = watched(page);
    const looked = async () => { seen.executions += await ranIn(page); };
    let pages = 0;
    const answers: number[] = [];
    for (let n = 1; n <= batches.length; n += 1) {
      const link = shop().run('link', `#9${n}`).trim();
      await page.goto(link);
      await expect(page.locator('main')).toContainText('alert(1)');
      await looked();
      pages += 1;
    }
    await signIn(page, shop().url, `${shop().admin}/settings`);
    const all = payloads();
    // The orders as staff see them, and what staff write to one of them.
    for (let n = 1; n <= batches.length; n += 1) {
      await page.goto(`${shop().admin}/orders?q=${encodeURIComponent(`#9${n}`)}`);
      await looked();
      const desk = `${await page.locator('th[scope=row] a').first().getAttribute('href')}`.split('?')[0];
      const texts = batches[n - 1];
      for (let at = 0; at < texts.length; at += 10) {
        // Ten at a time: a text takes 2,000 characters.
        const text = texts.slice(at, at + 10).join('\n\n').slice(0, 1_900);
        const visibility = at % 20 ? 'private' : 'public';
        const signed = texts[at].replace(/\s/g, ' ').slice(0, 80);
        answers.push(await post(page, `${desk}/comment`, { multipart: { text, signed, visibility, once: randomUUID() } }));
        if (at % 50) continue;
        const html = await (await page.request.get(new URL(desk, shop().url).href)).text();
        const revision = html.match(/name="revision" value="([^"]*)"/)?.[1] ?? '';
        const move = { status: '', note: text, private_note: text, due: 'set', due_from: `2026-12-${10 + at / 50}`, due_to: '', reason: text, message: 'no' };
        answers.push(await post(page, `${desk}/change`, { form: { ...move, revision, once: randomUUID(), confirm: 'yes' } }));
      }
      for (const place of [desk, `${desk}/as-shopper?level=full`]) {
        await page.goto(place);
        await looked();
        pages += 1;
      }
      pages += 1;
    }
    // A status whose every text is a payload: kept when it can be, else shown again with what is wrong.
    const fields = await formFields(page, `${shop().admin}/statuses/new`);
    for (let at = 0; at < all.length; at += fields.length) {
      await page.goto(`${shop().admin}/statuses/new`);
      await fill(page, fields, all.slice(at, at + fields.length));
      await looked();
      pages += 1;
    }
    await page.goto(`${shop().admin}/statuses`);
    await looked();
    // The merchant's settings show what was typed again.
    for (let at = 0; at < all.length;) {
      await page.goto(`${shop().admin}/settings`);
      const names = await page.locator('form.settings input:not([type=hidden])').evaluateAll((fields) => fields.map((f) => (f as HTMLInputElement).name));
      const batch = all.slice(at, at + names.length);
      await page.evaluate(({ names, batch }) => {
        names.forEach((name, n) => { (document.getElementsByName(name)[0] as HTMLInputElement).value = batch[n] ?? 'x'; });
        document.querySelector<HTMLFormElement>('form.settings')?.requestSubmit();
      }, { names, batch });
      await expect(page.getByRole('alert')).toBeVisible();
      await looked();
      at += batch.length;
      pages += 1;
    }
    for (let at = 0; at < all.length; at += 50) {
      await page.goto(`${shop().admin}/settings/brand`);
      const css = all.slice(at, at + 50).join('\n').slice(0, 15_000);
      await page.locator('textarea[name=custom_css]').evaluate((field, css) => { (field as HTMLTextAreaElement).value = css; }, css);
      await page.getByRole('button', { name: 'Save' }).click();
      await expect(page.getByRole('alert')).toBeVisible();
      await looked();
      pages += 1;
    }
    expect(answers.filter((answer) => ![303, 422].includes(answer)), 'neither taken nor told what is wrong').toEqual([]);
    console.log(`S7, policy ${policy}: ${all.length} payloads, ${pages} pages, ${answers.filter((answer) => answer === 303).length} of ${answers.length} texts to an order taken, ${seen.executions} executions, ${seen.requests} requests to the canary`);
    expect(seen).toEqual({ executions: 0, requests: 0 });
    await page.close();
  });
}

/** A payload as a rule on one line: beside it in a comment, and in a text where it holds no markup, which no style may. */
function styled(payload: string, number: number) {
  const text = payload.replace(/[\\"]/g, '\\$&').replace(/[\r\n\f]/g, '\\a ');
  const remark = payload.replace(/[\r\n\f]/g, ' ').replaceAll('*/', '* /');
  const property = number % 2 ? 'font-family' : '--text';
  const what = /[<>{}]/.test(payload) ? 'color:inherit' : `${property}:"${text}"`;
  return `.card:nth-child(${number + 1})::before{${what}} /* ${remark} */`;
}

/** Fills the own CSS and sends it; the lines that are wrong, or none when it holds now. */
async function sendStyle(page: Page, css: string) {
  await page.goto(`${shop().admin}/settings/brand`);
  await page.locator('textarea[name=custom_css]').evaluate((field, css) => { (field as HTMLTextAreaElement).value = css; }, css);
  await page.getByRole('button', { name: 'Save' }).click();
  const saved = page.getByRole('status').filter({ hasText: /Saved|Nothing was different/ });
  await expect(saved.or(page.getByRole('alert')).first()).toBeVisible();
  if (await saved.count()) return [];
  const told = (await page.locator('#custom_css-wrong').textContent()) ?? '';
  const lines = [...told.matchAll(/Line (\d+):/g)].map((found) => Number(found[1]));
  expect(lines.length, `a fault has its line: ${told}`).toBeGreaterThan(0);
  return lines;
}

for (const policy of ['on', 'off'] as const) {
  base(`styles and texts that are taken run nothing on a shopper's page, policy ${policy}`, { tag: '@script' }, async ({ browser }) => {
    base.setTimeout(420_000);
    const page = await browser.newPage({ bypassCSP: policy === 'off' });
    const seen = watched(page);
    const all = payloads();
    const opened = async () => {
      for (const place of [`${shop().links[0].path}?lang=en`, '/find?lang=en']) {
        await page.goto(`${shop().url}${place}`);
        seen.executions += await ranIn(page);
      }
    };
    await signIn(page, shop().url, `${shop().admin}/settings/brand`);
    // Own CSS: what is told to be wrong is left out, until the rest is taken.
    let styles = 0;
    let spoken = 0;
    for (let at = 0; at < all.length; at += 80) {
      let lines = all.slice(at, at + 80).map(styled);
      expect(lines.join('\n').length, 'it fits').toBeLessThan(16_000);
      for (;;) {
        const wrong = await sendStyle(page, lines.join('\n'));
        if (!wrong.length) break;
        lines = lines.filter((_, n) => !wrong.includes(n + 1));
      }
      styles += lines.length;
      const texts = lines.filter((line) => /^[^{]*\{[a-z-]+:"/.test(line)).length;
      spoken += texts;
      await opened();
      const served = (await page.locator('head style').first().textContent()) ?? '';
      expect(served.match(/--text:|font-family:/g)?.length ?? 0, 'what is taken is served').toBeGreaterThanOrEqual(texts);
    }
    // Texts in Markdown, at the beginning and the end of every page.
    let texts = 0;
    for (let at = 0; at < all.length;) {
      await page.goto(`${shop().admin}/settings/brand`);
      for (const name of ['intro-en', 'footer-en']) {
        let text = '';
        while (at < all.length && text.length + all[at].length < 900) {
          text += `${all[at]}\n\n`;
          at += 1;
          texts += 1;
        }
        await page.locator(`textarea[name=${name}]`).evaluate((field, text) => { (field as HTMLTextAreaElement).value = text; }, text);
      }
      await page.getByRole('button', { name: 'Save' }).click();
      await expect(page.getByRole('status')).toContainText('Saved');
      await opened();
    }
    console.log(`S7, policy ${policy}: ${styles} of ${all.length} payloads taken in own CSS, ${spoken} of them as texts, ${texts} in Markdown, ${seen.executions} executions, ${seen.requests} requests to the canary`);
    expect(styles, 'most can be taken').toBeGreaterThan(900);
    expect(spoken, 'some as texts').toBeGreaterThan(10);
    expect(texts).toBe(all.length);
    expect(seen).toEqual({ executions: 0, requests: 0 });
    await page.close();
  });
}
