// Walks the console as a person does, in Chromium with a virtual authenticator, at light and wide and at dark and 320 px: enrols with
// the code, looks at every page, invites somebody, who enrols in a browser of their own; signs out and in again. Prints one JSON line
// a finding (axe, sideways scroll, what the console or the policy complains of), and at the end how many pages were seen.
// usage: node console.mjs ADDRESS CODE [SHOTS] ; environment: CHROMIUM (its path)
import { createRequire } from 'node:module';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const require = createRequire(import.meta.url);
const { chromium } = require('playwright-core');
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const [address, code, shots] = process.argv.slice(2);
if (shots) mkdirSync(shots, { recursive: true });
const say = finding => console.log(JSON.stringify(finding));
let seen = 0;

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
    '--disable-component-update', '--disable-sync', '--disable-dev-shm-usage'],
});

async function open(scheme, width) {
  const context = await browser.newContext({ colorScheme: scheme, viewport: { width, height: 720 }, locale: 'fr-FR' });
  const page = await context.newPage();
  const authenticator = await context.newCDPSession(page);
  await authenticator.send('WebAuthn.enable');
  await authenticator.send('WebAuthn.addVirtualAuthenticator', { options: {
    protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true, isUserVerified: true,
    automaticPresenceSimulation: true } });
  page.on('pageerror', error => say({ scheme, url: page.url(), error: String(error) }));
  page.on('console', message => message.type() === 'error' && say({ scheme, url: page.url(), console: message.text() }));
  page.on('request', request => request.url().startsWith(address) || say({ scheme, asked: request.url() }));
  return { page, look: name => look(page, scheme, width, name) };
}

// axe is put in by the debugger, which the page's policy does not hold; the page itself runs under it.
async function look(page, scheme, width, name) {
  seen++;
  if (shots) await page.screenshot({ path: join(shots, `${name}-${scheme}.png`), fullPage: true });
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  if (wide > width) say({ name, scheme, width, scrollsSideways: wide });
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => globalThis.axe.run());
  for (const one of violations) say({ name, scheme, rule: one.id, at: one.nodes.map(node => node.target.join(' ')) });
}

async function enrol(seat, use) {
  await seat.page.goto(`${address}/enrol#${use}`);
  if (await seat.page.locator('#f-name').count()) {
    await seat.page.fill('#f-name', 'Ève Caradec');
    await seat.page.fill('#f-organisation', 'Éditeur du Val');
  }
  await seat.look('enrol');
  await seat.page.click('#enrol button');
  await seat.page.waitForURL(`${address}/`);
  await seat.look('today');
}

const officer = await open('light', 1280);
await officer.page.goto(`${address}/`);
await officer.look('sign-in');
await enrol(officer, code);
await officer.page.goto(`${address}/people`);
await officer.page.fill('#i-name', 'Nadia Kervella');
await officer.page.selectOption('#i-role', 'auditor');
await officer.page.click('form[action="/people/invite"] button');
await officer.look('people');
const invited = (await officer.page.textContent('main')).match(/(?:[0-9A-Z]{4}-){4}[0-9A-Z]{4}/)[0];

// Undertakes confidentiality, looks at a person and at the ways in, begins to set a password.
await officer.page.goto(`${address}/undertaking`);
await officer.look('undertaking');
await officer.page.fill('#u-name', 'ève caradec');
await officer.page.click('#undertaking button');
await officer.page.waitForSelector('#undertaking', { state: 'detached' });
await officer.page.goto(`${address}/people`);
await officer.page.click('th a[href^="/people/"]');
await officer.look('person');
await officer.page.goto(`${address}/ways`);
await officer.page.fill('#w-name', 'e.caradec');
await officer.page.fill('#w-password', 'verger tonneau quille brume parchemin lucarne ardoise');
await officer.look('ways');
await officer.page.click('#choose-password button');
await officer.look('first-code');

const auditor = await open('dark', 320);
await enrol(auditor, invited);
for (const name of ['people', 'sessions', 'acting', 'ways', 'undertaking']) {
  await auditor.page.goto(`${address}/${name}`);
  await auditor.look(name);
}
await auditor.page.click('form[action="/sign-out"] button');
await auditor.page.waitForURL(`${address}/sign-in`);
await auditor.page.click('#sign-in button');
await auditor.page.waitForURL(`${address}/`);
const who = await auditor.page.textContent('.who');
await browser.close();
say({ seen, who: who.includes('Nadia Kervella') });
