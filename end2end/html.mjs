// Whether what we send and serve is proper HTML, by a judge that is not ours: html-validate. Every message, in
// every language, about everything and about next to nothing; and the pages of the demo's orders.
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { HtmlValidate } from 'html-validate';

import { binary, startShop } from './shop.mjs';

/** What holds for every document: structure, ids, references, attributes. */
const PAGE = {
  extends: ['html-validate:standard', 'html-validate:a11y', 'html-validate:document'],
  root: true,
  rules: {
    // How it is written, not what it says: the server writes `<br/>` and `disabled=""` where it likes.
    'void-style': 'off',
    'attribute-boolean-style': 'off',
    'attribute-empty-style': 'off',
    'doctype-style': 'off',
    'no-trailing-whitespace': 'off',
    'no-inline-style': 'off',
    'long-title': 'off',
    // A button in a form sends it: that is what all of ours do.
    'no-implicit-button-type': 'off',
    // Every file is the server's own, under a name made of what is in it.
    'require-sri': 'off',
    // A list may have a name: ARIA says so.
    'aria-label-misuse': ['error', { allowAnyNamable: true }],
  },
};

/**
 * Mail programs lay out with tables and with attributes that browsers gave up: they need them. Everything else
 * holds for messages too.
 */
const MAIL = {
  ...PAGE,
  rules: {
    ...PAGE.rules,
    // Outlook reads bgcolor, align, width, border and valign, and no style sheet.
    'no-deprecated-attr': 'off',
    'attribute-allowed-values': 'off',
    // Webmail drops `<article>` and keeps the role.
    'prefer-native-element': 'off',
  },
};

/** Faults that no document may have; the judge has to find each of them. */
const BROKEN = {
  'close-order': (html) => html.replace('</h1>', '</h2>'),
  'no-dup-id': (html) => html.replace('</body>', '<i id="same">a</i><i id="same">b</i></body>'),
  'element-permitted-content': (html) => html.replace('</body>', '<ul><p>x</p></ul></body>'),
  'no-dup-attr': (html) => html.replace('<a ', '<a href="#" href="#" '),
  'wcag/h37': (html) => html.replace('</body>', '<img src="x.png"></body>'),
};

const judges = { page: new HtmlValidate(PAGE), mail: new HtmlValidate(MAIL) };
let passed = 0;
let failed = 0;

async function faults(kind, html, name) {
  const { results } = await judges[kind].validateString(html, name);
  return results.flatMap((result) => result.messages.filter((found) => found.severity === 2));
}

async function judge(kind, html, name) {
  const found = await faults(kind, html, name);
  if (found.length === 0) {
    passed += 1;
    return;
  }
  failed += 1;
  console.log(`WRONG ${name}`);
  for (const one of found.slice(0, 6)) console.log(`  ${one.line}:${one.column} ${one.ruleId}: ${one.message}`);
}

/** A judge that finds nothing in a broken document proves nothing. */
async function proveTheJudge(kind, html) {
  for (const [rule, broken] of Object.entries(BROKEN)) {
    const text = broken(html);
    const found = (await faults(kind, text, `broken ${kind}`)).map((one) => one.ruleId);
    if (text !== html && found.some((id) => id === rule || id.startsWith('parser'))) passed += 1;
    else {
      failed += 1;
      console.log(`WRONG the judge does not see ${rule} in a ${kind}: ${found}`);
    }
  }
}

let options;
const shop = await startShop({ prepare: (reach) => { options = reach; } });
try {
  const folder = path.join(shop.folder, 'messages');
  for (const more of [[], ['--sparse']]) {
    const args = ['template', 'preview', 'all', '--out', folder, ...more];
    execFileSync(binary(), args, { ...options, stdio: ['ignore', 'ignore', 'inherit'] });
  }
  const files = readdirSync(folder).filter((name) => name.endsWith('.html'));
  console.log(`${files.length} messages`);
  for (const name of files) await judge('mail', readFileSync(path.join(folder, name), 'utf8'), name);
  await proveTheJudge('mail', readFileSync(path.join(folder, 'shipped-en.html'), 'utf8'));

  const pages = shop.links.map((link) => [`${link.name} in ${link.language}`, `${link.path}?lang=${link.language}`]);
  const others = ['en', 'ar'].flatMap((tag) => [
    [`look-up in ${tag}`, `/find?lang=${tag}`],
    [`code in ${tag}`, `${shop.links[0].path}/code?lang=${tag}`],
    [`sharing in ${tag}`, `${shop.links[0].path}/share?lang=${tag}`],
    [`no such order in ${tag}`, `/o/${'a'.repeat(32)}?lang=${tag}`],
  ]);
  let last = '';
  for (const [name, at] of [...pages, ...others, ['sign-in', '/sign-in']]) {
    last = await (await fetch(`${shop.url}${at}`)).text();
    await judge('page', last, name);
  }
  await proveTheJudge('page', await (await fetch(`${shop.url}${shop.links[0].path}`)).text());
} finally {
  await shop.stop();
}
console.log(`${passed} passed, ${failed} failed, 0 skipped`);
process.exitCode = failed ? 1 : 0;
