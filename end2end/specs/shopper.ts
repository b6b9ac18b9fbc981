// What every spec starts from: the demo's orders, the mail folder, and a watch over each page that
// fails a test on a third-party request, a console error or a breach of the content security policy.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

import { AxeBuilder } from '@axe-core/playwright';
import { expect, test as base, type BrowserContext, type Page, type TestInfo } from '@playwright/test';

export interface Order {
  name: string;
  situation: string;
  language: string;
  path: string;
}

const folder = process.env.WAYMARK_TEST_FOLDER ?? '';
const linksFile = path.join(folder, 'links.json');

/** Every order of the demo, as `waymark demo --links` tells; empty when only listing tests. */
export const orders: Order[] = existsSync(linksFile) ? JSON.parse(readFileSync(linksFile, 'utf8')) : [];

/** The order of that name. */
export function order(name: string): Order {
  const found = orders.find((one) => one.name === name);
  if (!found) throw new Error(`the demo has no order ${name}`);
  return found;
}

/** The order's page in a language. */
export const pageOf = (name: string, language = 'en') => `${order(name).path}?lang=${language}`;

/** The e-mail address the demo gives an order. */
export const emailOf = (name: string) => `shopper-${name.replace('#', '')}@example.com`;

/** The code in the newest mail about an order, or an empty text while there is none. */
export function newestCode(name: string, of: string = folder): string {
  const mails = path.join(of, 'mail');
  if (!existsSync(mails)) return '';
  const about = readdirSync(mails)
    .filter((file) => file.endsWith('.eml'))
    .map((file) => path.join(mails, file))
    .sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs)
    .map((file) => bodyOf(readFileSync(file, 'utf8')))
    .find((text) => text.includes(name));
  return about?.match(/^\s*(\d{8})\s*$/m)?.[1] ?? '';
}

/** The plain text of a mail, out of its parts and their transfer encoding. */
export function bodyOf(mail: string): string {
  const [head, ...rest] = mail.split('\r\n\r\n');
  const body = rest.join('\r\n\r\n');
  const boundary = head.match(/^Content-Type: multipart\/[^;]+;\s+boundary="([^"]+)"/im)?.[1];
  if (boundary) return body.split(`--${boundary}`).map((part) => bodyOf(part.trimStart())).find((text) => text !== '') ?? '';
  if (!/^Content-Type: text\/plain/im.test(head)) return '';
  if (/^Content-Transfer-Encoding: base64/im.test(head)) return Buffer.from(body, 'base64').toString('utf8');
  if (!/^Content-Transfer-Encoding: quoted-printable/im.test(head)) return body;
  const bytes = body.replace(/=\r\n/g, '').replace(/=([0-9A-F]{2})/gi, (_, byte) => String.fromCharCode(parseInt(byte, 16)));
  return Buffer.from(bytes, 'latin1').toString('utf8');
}

/** One of `names` for each project, so that the limits on tries and codes are never met by accident. */
export function mine(testInfo: TestInfo, names: string[]): string {
  const projects = testInfo.config.projects.map((project) => project.name);
  return names[projects.indexOf(testInfo.project.name) % names.length];
}

/** Watches a context's pages, which may take only what matches `files` from elsewhere; call the answer at the end to see what was wrong. */
export function watch(context: BrowserContext, origin: string, files?: RegExp): () => string[] {
  const wrong: string[] = [];
  context.on('request', (request) => {
    const url = new URL(request.url());
    if (/^https?:|^wss?:/.test(url.protocol) && url.origin !== origin && !files?.test(url.href)) wrong.push(`left the origin: ${url.href}`);
  });
  context.on('console', (message) => {
    // The browser reports the status of a page that says "not found"; that is what it should say.
    const ownStatus = /^Failed to load resource: the server responded with a status of 4/.test(message.text());
    // A test that blocks a file itself knows that it is missing.
    const blocked = /^Failed to load resource: net::ERR_BLOCKED_BY_CLIENT/.test(message.text());
    // A preview's frame runs no script, not even the one that axe tries in every frame.
    const inPreview = /^Blocked script execution in '[^']*\/(statuses\/preview|templates\/drawn)/.test(message.text());
    if (message.type() === 'error' && !blocked && !inPreview && !(ownStatus && !/\/assets\//.test(message.location().url))) {
      wrong.push(`console: ${message.text()} (${message.location().url})`);
    }
  });
  context.on('weberror', (error) => wrong.push(`script: ${error.error().message}`));
  return () => wrong;
}

interface Fixtures {
  watched: void;
  script: boolean;
}

export const test = base.extend<Fixtures>({
  watched: [
    async ({ context, baseURL }, use) => {
      const wrong = watch(context, new URL(baseURL ?? '').origin);
      await use();
      expect(wrong(), 'requests to others, console errors, breaches of the policy').toEqual([]);
    },
    { auto: true },
  ],
  // The tests stand where a reverse proxy would and give every test a network of its own.
  extraHTTPHeaders: async ({}, use, testInfo) => {
    const net = createHash('sha256').update(testInfo.testId).digest('hex').slice(0, 8);
    await use({ 'X-Forwarded-For': `2001:db8:${net.slice(0, 4)}:${net.slice(4)}::1` });
  },
  /** Whether this project runs script. */
  script: async ({ javaScriptEnabled }, use) => use(javaScriptEnabled !== false),
});

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/**
 * What axe finds in the light scheme, and what is different in the dark one: the contrast. With
 * `preload` false axe does not fetch style sheets again, which another origin may rightly refuse.
 */
export async function expectReadable(page: Page, preload = true) {
  // Axe is a script itself; without scripts the HTML is the same.
  if (test.info().project.use.javaScriptEnabled === false) return;
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    // Legacy mode looks at the page itself; the other one exists for pages with frames, which these
    // never have, and opens a second page for each look.
    const axe = new AxeBuilder({ page }).options({ preload }).setLegacyMode();
    const { violations } = await (colorScheme === 'light' ? axe.withTags(RULES) : axe.withRules(['color-contrast'])).analyze();
    const told = violations.map((v) => `${v.id}: ${v.nodes.map((n) => `${n.target.join(' ')} ${n.failureSummary}`).slice(0, 4).join(' | ')}`);
    expect(told, `findings of axe, ${colorScheme}`).toEqual([]);
  }
}

/** No sideways scrolling: the page is as wide as its window. */
export async function expectNoSidewaysScroll(page: Page, where: string) {
  const over = await page.evaluate(() => {
    const root = document.documentElement;
    if (root.scrollWidth <= root.clientWidth) return [];
    return [...document.querySelectorAll('body *')]
      .filter((one) => {
        const box = one.getBoundingClientRect();
        return box.right > root.clientWidth + 1 || box.left < -1;
      })
      .slice(0, 5)
      .map((one) => `${one.tagName}.${one.className} “${(one.textContent ?? '').trim().slice(0, 40)}”`);
  });
  expect(over, `wider than the window at ${where}`).toEqual([]);
  const fits = await page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth);
  expect(fits, `no sideways scrolling at ${where}`).toBe(true);
}

export { expect };
