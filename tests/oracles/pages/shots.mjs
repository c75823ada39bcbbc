// Photographs pages of the console as they are seen at 1280 x 720 without scrolling, in both languages and both themes.
// usage: node shots.mjs ADDRESS TOKEN FOLDER NAME=PATH ... ; environment: CHROMIUM (its path);
// FULL=1 for whole pages, SCHEMES and LANGUAGES for fewer of them
import { createRequire } from 'node:module';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { small } from './smallpng.mjs';

const require = createRequire(import.meta.url);
const { chromium } = require('playwright-core');
const [address, token, folder, ...rest] = process.argv.slice(2);
const full = process.env.FULL === '1';
mkdirSync(folder, { recursive: true });
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
    '--disable-component-update', '--disable-sync', '--disable-dev-shm-usage', '--font-render-hinting=none'],
});
for (const one of rest.filter(word => word.includes('='))) {
  const [name, path] = [one.slice(0, one.indexOf('=')), one.slice(one.indexOf('=') + 1)];
  for (const colorScheme of (process.env.SCHEMES ?? 'light,dark').split(',')) {
    for (const language of (process.env.LANGUAGES ?? 'fr,en').split(',')) {
      const context = await browser.newContext({ colorScheme, userAgent: 'ecluse-shots', viewport: { width: 1280, height: 720 } });
      await context.addCookies([
        { name: 'ecluse-session', value: token, url: address }, { name: 'ecluse-lang', value: language, url: address }]);
      const page = await context.newPage();
      await page.goto(address + path);
      writeFileSync(join(folder, `${name}-${language}-${colorScheme}.png`), small(await page.screenshot({ fullPage: full })));
      await context.close();
    }
  }
}
await browser.close();
