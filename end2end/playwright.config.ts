// Each kind of screen twice, with and without script: nothing a shopper does may need script.
import { execFileSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { defineConfig } from '@playwright/test';

// The workers read this file again: what is drawn here once reaches them through the environment.
const freePort = () => execFileSync(process.execPath, [
  '-e',
  'const s=require("net").createServer().listen(0,"127.0.0.1",()=>{console.log(s.address().port);s.close()})',
], { encoding: 'utf8' }).trim();
process.env.WAYMARK_TEST_PORT ??= freePort();
process.env.WAYMARK_PROXY_PORT ??= freePort();
process.env.WAYMARK_LIVE_PORT ??= freePort();
process.env.WAYMARK_TEST_FOLDER ??= mkdtempSync(path.join(tmpdir(), 'waymark-'));
process.env.WAYMARK_LIVE_FOLDER ??= mkdtempSync(path.join(tmpdir(), 'waymark-live-'));
process.env.WAYMARK_PROXY_FOLDER ??= mkdtempSync(path.join(tmpdir(), 'waymark-proxy-'));
const url = `http://127.0.0.1:${process.env.WAYMARK_TEST_PORT}`;

// A phone is narrow, is touched, and lays pages out as phones do.
const phone = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };
// What is tagged @script looks at the same HTML in both: once is enough.
const without = { javaScriptEnabled: false };
const desktop = { viewport: { width: 1280, height: 900 } };

const server = {
  reuseExistingServer: false,
  timeout: 120_000,
  stdout: 'ignore' as const,
  stderr: 'pipe' as const,
  gracefulShutdown: { signal: 'SIGTERM' as const, timeout: 5_000 },
};

export default defineConfig({
  testDir: 'specs',
  fullyParallel: true,
  workers: 2,
  retries: 0,
  forbidOnly: Boolean(process.env.CI),
  timeout: 30_000,
  expect: { timeout: 4_000 },
  reporter: [['list']],
  outputDir: 'test-results',
  use: {
    baseURL: url,
    locale: 'en',
    actionTimeout: 5_000,
    navigationTimeout: 10_000,
    colorScheme: 'light',
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: process.env.CHROME_PATH || '/usr/bin/chromium',
      // The browser must not call home either: the tests watch what leaves the page's origin.
      args: [
        '--no-sandbox',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--no-first-run',
        '--disable-quic',
        '--disable-gpu',
      ],
    },
  },
  projects: [
    { name: 'phone', use: { ...phone, javaScriptEnabled: true } },
    { name: 'phone without script', use: { ...phone, ...without }, grepInvert: /@script/ },
    { name: 'desktop', use: { ...desktop, javaScriptEnabled: true } },
    { name: 'desktop without script', use: { ...desktop, ...without }, grepInvert: /@script/ },
  ],
  webServer: [
    { ...server, command: 'node shop.mjs', url: `${url}/health` },
    { ...server, command: 'node live.mjs', url: `http://127.0.0.1:${process.env.WAYMARK_LIVE_PORT}/health` },
    { ...server, command: 'node app-proxy.mjs', url: `http://127.0.0.1:${process.env.WAYMARK_PROXY_PORT}/seen` },
  ],
});
