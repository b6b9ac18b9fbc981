// Our own forms in Firefox, without scripts: the rules against forged requests (Sec-Fetch-Site and Origin)
// must let every one of them through, and none that another site makes. Chromium does the same in specs/.
// Playwright drives no Firefox as it is published; puppeteer does, by WebDriver BiDi.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import http from 'node:http';
import path from 'node:path';

import puppeteer from 'puppeteer-core';

import { PEOPLE, startShop } from './shop.mjs';

const shop = await startShop();
const browser = await puppeteer.launch({
  browser: 'firefox',
  executablePath: process.env.FIREFOX_PATH || '/usr/bin/firefox-esr',
  headless: true,
});
const page = await browser.newPage();
await page.setRequestInterception(true);
page.on('request', (request) => (/\.(js|wasm)$/.test(new URL(request.url()).pathname) ? request.abort() : request.continue()));

const admin = `${shop.url}/admin/fjord-and-fir`;
const order = (name) => `${shop.url}${shop.links.find((link) => link.name === name).path}?lang=en`;
const results = [];
/** What another site would send in the owner's name. */
const FORGED = [
  ['an order', 'comment', { text: 'Forged' }],
  ['settings', '/admin/fjord-and-fir/settings', { name: 'Forged' }],
  ['a status', '/admin/fjord-and-fir/statuses/new', { 'name-en': 'Forged' }],
  ['signing out', '/sign-out', {}],
];

/** The button of this name. */
async function button(name) {
  const found = await page.evaluateHandle((words) => [...document.querySelectorAll('button')].find((one) => one.textContent.trim() === words), name);
  const thing = found.asElement();
  if (!thing) throw new Error(`${page.url()} has no button ${name}`);
  return thing;
}

/** The field that a label beginning with these words is for, opened to the eye. */
async function field(words) {
  const found = await page.evaluateHandle((begin) => {
    const label = [...document.querySelectorAll('label')].find((one) => one.textContent.trim().startsWith(begin));
    label?.control?.closest('details')?.setAttribute('open', '');
    return label?.control;
  }, words);
  const thing = found.asElement();
  if (!thing) throw new Error(`${page.url()} has no field ${words}`);
  return thing;
}

/** Fills the fields `{ label: text }` and sends the form by a button; what comes must tell `words`. */
async function send(what, { at, fill = {}, press, words }) {
  if (at) await page.goto(at);
  for (const [label, text] of Object.entries(fill)) await (await field(label)).evaluate((one, typed) => { one.value = typed; }, text);
  const sender = await button(press);
  const [answer] = await Promise.all([page.waitForNavigation(), sender.evaluate((one) => one.click())]);
  const text = await page.$eval('body', (body) => body.innerText);
  // 422: the form came through, and something in it is still missing.
  const through = answer.status() < 400 || answer.status() === 422;
  judge(what, through && words.test(text), `${answer.status()} ${page.url()} ${text.slice(0, 400)}`);
}

function judge(what, holds, found) {
  results.push(holds);
  console.log(`${holds ? 'ok  ' : 'LESS'} ${what}`);
  if (!holds) console.log(`     ${found.replaceAll('\n', ' / ')}`);
}

/** The code in the newest mail of the folder that has one, when it is there. */
async function mailedCode() {
  const folder = path.join(shop.folder, 'mail');
  for (let looks = 0; looks < 200; looks += 1) {
    const codes = (existsSync(folder) ? readdirSync(folder) : [])
      .filter((name) => name.endsWith('.eml'))
      .map((name) => readFileSync(path.join(folder, name), 'utf8').match(/\b(\d{4}) ?(\d{4})\b/))
      .filter(Boolean);
    if (codes.length) return codes[0][1] + codes[0][2];
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return '';
}

/** A page of another site whose form is sent to ours; resolves to the status it got. */
async function forged(action, fields) {
  const inputs = Object.entries(fields).map(([name, value]) => `<input name="${name}" value="${value}">`).join('');
  const foreign = http.createServer((_, answer) => {
    answer.setHeader('content-type', 'text/html');
    answer.end(`<!doctype html><title>Elsewhere</title><form method="post" action="${action}">${inputs}<button>Win</button></form>`);
  });
  await new Promise((listening) => foreign.listen(0, '127.0.0.1', listening));
  await page.goto(`http://localhost:${foreign.address().port}/`);
  const [answer] = await Promise.all([page.waitForNavigation(), page.$eval('button', (one) => one.click())]);
  foreign.close();
  return answer.status();
}

try {
  await send('a shopper looks an order up', {
    at: `${shop.url}/find?lang=en`,
    fill: { 'Order number': '#1042', 'E-mail address or postcode': 'shopper-1042@example.com' },
    press: 'Show my order',
    words: /#1042/,
  });
  await send('a shopper makes a link to share', { at: order('#1042').replace('?', '/share?'), press: 'Make a link', words: /End this link/ });
  await send('a shopper ends that link', { press: 'End this link', words: /Make a link/ });
  await send('a shopper asks for a code', { at: order('#1042').replace('?', '/code?'), press: 'Send me a code', words: /on its way/ });
  await send('a shopper enters the code', { fill: { 'Code from the e-mail': await mailedCode() }, press: 'Show everything', words: /A\. Shopper/ });
  await send('the owner signs in', {
    at: `${shop.url}/sign-in`,
    fill: { 'E-mail': PEOPLE.owner.email, Password: PEOPLE.owner.password },
    press: 'Sign in',
    words: /Orders/,
  });
  await page.goto(`${admin}/orders?q=1042`);
  const desk = await page.$$eval('main a', (links) => links.find((link) => link.textContent.includes('#1042'))?.href.split('?')[0]);
  await send('a change of an order is looked at', { at: desk, fill: { 'Note among staff': 'Seen in Firefox.' }, press: 'See what happens', words: /Confirm/ });
  await send('and confirmed', { press: 'Confirm', words: /Order changed\./ });
  await send('a comment is written', { at: desk, fill: { Comment: 'Nearly done.' }, press: 'Write comment', words: /Comment written\./ });
  await send('settings are saved', { at: `${admin}/settings`, press: 'Save', words: /Saved|Nothing was different/ });
  await send('a status is made', {
    at: `${admin}/statuses/new`,
    fill: { 'Public name in English': 'Waxing' },
    press: 'Save',
    words: /languages missing/,
  });
  await send('an order of steps is saved', { at: `${admin}/statuses`, press: 'Save the order', words: /order of steps/ });
  for (const [what, path, fields] of FORGED) {
    const status = await forged(new URL(path, `${desk}/`).href, fields);
    judge(`another site's form is refused: ${what}`, status === 403, `answered with ${status}`);
  }
  await send('the owner signs out', { at: desk, press: 'Sign out', words: /Sign in/ });
} finally {
  await browser.close();
  await shop.stop();
}
const failed = results.filter((holds) => !holds).length;
console.log(`${results.length - failed} passed, ${failed} failed, 0 skipped`);
process.exitCode = failed ? 1 : 0;
