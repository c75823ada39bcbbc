// Opens every page of a folder from disk, in Chromium, and judges it: axe at light and dark, the policy, sideways scroll at
// 320 px. Prints one JSON line a finding; nothing found, nothing printed but the count of pages seen. With a second folder, leaves screenshots there.
// usage: npm ci, then node judge.mjs PAGES [SHOTS] ; environment: CHROMIUM (its path), ONLY (a pattern of file names),
// VIEWS (light:1440,dark:320), MODULES (folder whose node_modules hold the packages, when not this one)
import { createRequire } from 'node:module';
import { readdirSync, readFileSync, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const require = createRequire(process.env.MODULES ? join(resolve(process.env.MODULES), 'x') : import.meta.url);
const { chromium } = require('playwright-core');
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const [pages, shots] = process.argv.slice(2);
if (shots) mkdirSync(shots, { recursive: true });
const views = (process.env.VIEWS ?? 'light:1440,dark:1440,light:390,dark:320').split(',').map(view => view.split(':'));
const only = process.env.ONLY ? new RegExp(process.env.ONLY) : /./;

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
    '--disable-component-update', '--disable-sync', '--disable-dev-shm-usage'],
});
const say = finding => console.log(JSON.stringify(finding));

const files = readdirSync(pages).filter(name => name.endsWith('.html') && only.test(name)).sort();
for (const file of files) {
  for (const [scheme, size] of views) {
    const width = Number(size);
    const context = await browser.newContext({ colorScheme: scheme, viewport: { width, height: 900 } });
    const page = await context.newPage();
    page.on('console', message => say({ file, scheme, width, console: message.text() }));
    page.on('pageerror', error => say({ file, scheme, width, error: String(error) }));
    page.on('request', request => { if (!request.url().startsWith('file:')) say({ file, asked: request.url() }); });
    await page.goto(pathToFileURL(join(resolve(pages), file)).href);
    const styled = await page.evaluate(() => getComputedStyle(document.querySelector('.brand')).display);
    if (styled !== 'flex') say({ file, scheme, width, policy: 'the style block was not applied' });
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    if (wide > width) {
      const culprit = await page.evaluate(w => [...document.querySelectorAll('main *')]
        .filter(e => e.getBoundingClientRect().right > w + 1 && !e.closest('svg'))
        .slice(-1).map(e => `${e.tagName}.${e.className}`)[0], width);
      say({ file, scheme, width, scrollsSideways: wide, culprit });
    }
    const cut = await page.evaluate(w => [...document.querySelectorAll('main *')].filter(e => !e.closest('svg') && !e.closest('.vh')
      && !e.closest('.stack thead, .raw thead') && e.getClientRects().length > 0 && e.getBoundingClientRect().right > w + 1)
      .map(e => `${e.tagName}.${e.className}: ${e.textContent.slice(0, 40)}`), width);
    if (cut.length) say({ file, scheme, width, cutOff: cut.slice(0, 3) });
    if (shots) await page.screenshot({ path: join(shots, `${file}-${width}-${scheme}.png`), fullPage: true });
    // The page's own policy forbids scripts; the judge comes in through the debugger, after the page is loaded.
    await page.evaluate(axe + ';0');
    const result = await page.evaluate(() => axe.run(document, { resultTypes: ['violations'] }));
    for (const violation of result.violations) {
      say({ file, scheme, width, axe: violation.id, impact: violation.impact, nodes: violation.nodes.length,
        first: violation.nodes[0].html.slice(0, 160), why: violation.nodes[0].failureSummary });
    }
    await context.close();
  }
  if (shots) {
    const page = await browser.newPage();
    await page.goto(pathToFileURL(join(resolve(pages), file)).href);
    await page.pdf({ path: join(shots, `${file}.pdf`), preferCSSPageSize: true });
    await page.close();
  }
}
await browser.close();
say({ seen: files.length });
