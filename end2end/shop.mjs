// An instance of its own for the tests: a temporary folder, the demo shop, a free port.
//
// `node shop.mjs` serves at WAYMARK_TEST_PORT out of WAYMARK_TEST_FOLDER until it is told to stop
// (Playwright does this); `startShop()` does the same for the scripts that weigh and measure.

import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import net from 'node:net';
import { homedir, tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The binary under test; the same default as scripts/. */
export function binary() {
  const cache = process.env.XDG_CACHE_HOME || path.join(homedir(), '.cache');
  const target = process.env.CARGO_TARGET_DIR || path.join(cache, 'waymark', 'target');
  const file = process.env.WAYMARK_BIN || path.join(target, 'debug', 'waymark');
  if (!existsSync(file)) throw new Error(`${file} is missing. Build it with: scripts/test build`);
  return file;
}

/** Who signs in at each demo shop of the tests. */
export const PEOPLE = {
  owner: { name: 'Owner', email: 'owner@example.com', password: 'green chairs by the door' },
  staff: { name: 'Workshop', email: 'workshop@example.com', password: 'sawdust under the bench' },
};

/** A port nobody listens on at this moment. */
export function freePort() {
  return new Promise((resolve, reject) => {
    const probe = net.createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

/** The links of the demo shop: [{ name, situation, language, path }]. */
export function parseLinks(text) {
  return text
    .split('\n')
    .filter((line) => line.includes('\t'))
    .map((line) => {
      const [name, situation, language, url] = line.split('\t');
      return { name, situation, language, path: new URL(url).pathname };
    });
}

/**
 * Fills a demo shop and serves it. Every setting is given, so that nothing of the developer's own
 * instance is touched. `prepare(options)` runs between filling and serving, with what a command needs
 * to reach this instance; `host` is what its public address is called; without `people` nobody may sign in
 * yet. Resolves when /health answers; `printed()` is what its console shows, `stop()` ends it and removes
 * its folder.
 */
export async function startShop({ port, folder, prepare, host = '127.0.0.1', people = PEOPLE } = {}) {
  port ||= await freePort();
  folder ||= mkdtempSync(path.join(tmpdir(), 'waymark-'));
  mkdirSync(folder, { recursive: true });
  const url = `http://${host}:${port}`;
  const clean = Object.entries(process.env).filter(([key]) => !/^(WAYMARK_|DATABASE_URL$)/.test(key));
  const options = {
    cwd: folder,
    env: {
      ...Object.fromEntries(clean),
      WAYMARK_ADDR: `127.0.0.1:${port}`,
      WAYMARK_URL: url,
      DATABASE_URL: `sqlite:${path.join(folder, 'waymark.sqlite3')}`,
      WAYMARK_MAIL_FOLDER: path.join(folder, 'mail'),
      WAYMARK_ERASURES: path.join(folder, 'erasures.jsonl'),
      WAYMARK_LOG: 'warn',
      WAYMARK_TRUSTED_PROXIES: '127.0.0.1',
      // Nobody answers there: an instance that is connected must not reach the real one.
      WAYMARK_SHOPIFY_URL: 'http://127.0.0.1:9/{shop}',
      WAYMARK_KEYS: path.join(folder, 'keys'),
    },
  };
  const quiet = { ...options, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] };
  execFileSync(binary(), ['migrate'], quiet);
  execFileSync(binary(), ['demo'], quiet);
  const links = parseLinks(execFileSync(binary(), ['demo', '--links'], quiet));
  writeFileSync(path.join(folder, 'links.json'), JSON.stringify(links));

  for (const [role, person] of Object.entries(people)) addPerson(options, role, person);

  prepare?.(options);

  const server = spawn(binary(), ['serve'], { ...options, stdio: ['ignore', 'pipe', 'inherit'] });
  let shown = '';
  server.stdout.setEncoding('utf8').on('data', (text) => { shown += text; });
  const ended = new Promise((resolve) => server.once('exit', resolve));
  await healthy(url, server);
  return {
    url,
    folder,
    links,
    ended,
    printed: () => shown,
    async stop() {
      server.kill('SIGTERM');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Adds somebody who may sign in to the instance that these options reach. */
export function addPerson(options, role, { name, email, password }) {
  const add = ['user', 'add', '--email', email, '--name', name, '--role', role, '--password-stdin'];
  execFileSync(binary(), add, { ...options, encoding: 'utf8', stdio: ['pipe', 'pipe', 'inherit'], input: `${password}\n` });
}

/** Waits until /health answers 200; fails when the server ends first. */
async function healthy(url, server) {
  for (;;) {
    if (server.exitCode !== null) throw new Error(`waymark serve ended with ${server.exitCode}`);
    const status = await new Promise((resolve) => {
      http.get(`${url}/health`, (answer) => { answer.resume(); resolve(answer.statusCode); })
        .on('error', () => resolve(0));
    });
    if (status === 200) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const shop = await startShop({
    port: process.env.WAYMARK_TEST_PORT,
    folder: process.env.WAYMARK_TEST_FOLDER,
  });
  for (const signal of ['SIGTERM', 'SIGINT']) process.once(signal, () => shop.stop().then(() => process.exit(0)));
  await shop.ended;
}
