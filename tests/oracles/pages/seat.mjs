// A person's browser in front of the console: Chromium with a virtual authenticator, and eyes for what is wrong with a page (axe,
// sideways scroll, errors, what the policy complains of). Findings are printed, one JSON line each.
import { createRequire } from 'node:module';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const require = createRequire(import.meta.url);
const { chromium } = require('playwright-core');
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

export const say = finding => console.log(JSON.stringify(finding));

// A browser at a site; SITES are the beginnings of the addresses that its pages may ask for.
export async function launch(sites, shots) {
  if (shots) mkdirSync(shots, { recursive: true });
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
      '--disable-component-update', '--disable-sync', '--disable-dev-shm-usage'],
  });
  const house = { seen: 0, close: () => browser.close() };
  house.open = async (scheme, width, more = {}) => {
    const context = await browser.newContext({ colorScheme: scheme, viewport: { width, height: 720 }, locale: 'fr-FR', ...more });
    const page = await context.newPage();
    const authenticator = await context.newCDPSession(page);
    await authenticator.send('WebAuthn.enable');
    await authenticator.send('WebAuthn.addVirtualAuthenticator', { options: {
      protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true, isUserVerified: true,
      automaticPresenceSimulation: true } });
    page.on('pageerror', error => say({ scheme, url: page.url(), error: String(error) }));
    page.on('console', message => message.type() === 'error' && say({ scheme, url: page.url(), console: message.text() }));
    page.on('request', request => sites.some(site => request.url().startsWith(site)) || say({ scheme, asked: request.url() }));
    const look = async name => {
      house.seen++;
      if (shots) await page.screenshot({ path: join(shots, `${name}-${scheme}.png`), fullPage: true });
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      const now = page.viewportSize().width;
      if (wide > now) say({ name, scheme, width: now, scrollsSideways: wide });
      // axe is put in by the debugger, which the page's policy does not hold; the page itself runs under it.
      await page.evaluate(axe);
      const { violations } = await page.evaluate(() => globalThis.axe.run());
      for (const one of violations) say({ name, scheme, rule: one.id, at: one.nodes.map(node => node.target.join(' ')) });
    };
    return { page, look };
  };
  return house;
}
