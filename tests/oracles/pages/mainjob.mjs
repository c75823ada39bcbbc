// Walks the main job in the console as people do: a security officer enrols and invites an operator, who undertakes confidentiality,
// makes a plan, takes its bytes to the signatory's machine, opens the passage with the signature, sets it going and watches it without
// reloading; a signatory looks at the sample; the operator hands the signed acceptance in, erases, takes the certificate and the
// auditor's zip. Every page is looked at light at 1280 x 720 or dark at 320, the passage's in both. Prints findings (seat.mjs), and at
// the end what was reached.
// usage: node mainjob.mjs ADDRESS CODE KEY FOLDER [SHOTS] ; environment: CHROMIUM
import { execFileSync } from 'node:child_process';
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { launch, say } from './seat.mjs';

const [address, code, key, folder, shots] = process.argv.slice(2);
const house = await launch([address], shots);
const sign = (space, file) => execFileSync('ssh-keygen', ['-q', '-Y', 'sign', '-n', space, '-f', key, file]);

const officer = await house.open('light', 1280);
await officer.page.goto(`${address}/enrol#${code}`);
await officer.page.fill('#f-name', 'Ève Caradec');
await officer.page.fill('#f-organisation', 'Solvane Santé');
await officer.page.click('#enrol button');
await officer.page.waitForURL(`${address}/`);
await officer.page.goto(`${address}/people`);
await officer.page.fill('#i-name', 'Nadia Kervella');
await officer.page.selectOption('#i-role', 'operator');
await officer.page.click('form[action="/people/invite"] button');
const invited = (await officer.page.textContent('main')).match(/(?:[0-9A-Z]{4}-){4}[0-9A-Z]{4}/)[0];

const { page, look } = await house.open('light', 1280);
const go = async path => page.goto(address + path);
const small = async name => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.setViewportSize({ width: 320, height: 720 });
  await look(`${name}-small`);
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize({ width: 1280, height: 720 });
};
// The five answers stand above the fold.
const answered = async name => {
  const box = await page.locator('#answers').boundingBox();
  if (box.y + box.height > 720) say({ name, answersEndAt: box.y + box.height });
};
await page.goto(`${address}/enrol#${invited}`);
await page.click('#enrol button');
await page.waitForURL(`${address}/`);
await go('/undertaking');
await page.fill('#u-name', 'Nadia Kervella');
await page.click('#undertaking button');
await page.waitForSelector('#undertaking', { state: 'detached' });
await officer.page.goto(`${address}/people`);
await officer.page.click('th a:has-text("Nadia Kervella")');
await officer.page.fill('input[type=date]', new Date().toISOString().slice(0, 10));
await officer.page.click('form[action$="/training"] button');

for (const [path, name] of [['/contracts', 'contracts'], ['/contracts/C-2026-001', 'contract'], ['/instructions', 'instructions']]) {
  await go(path);
  await small(name);
}
await go('/instructions/I-2026-001');
await look('instruction');
await page.click('form[action$="/plan"] button');
await page.waitForSelector('a[href^="/plans/"]');
await small('instruction');
await page.click('a[href^="/plans/"]');
await look('plan');
await small('plan');
const [download] = await Promise.all([page.waitForEvent('download'), page.click('a[download="plan.json"]')]);
const plan = join(folder, 'plan.json');
copyFileSync(await download.path(), plan);
sign('plan@ecluse', plan);
await page.setInputFiles('#u-signature', `${plan}.sig`);
await page.click('form[action$="/signature"] button');
await page.waitForURL(`${address}/passages/**`);
const passage = page.url().split('/').pop();
await look('opened');
await answered('opened');
await go(`/passages/${passage}/stop`);
await small('stop');

// From here on the page follows the passage by itself: what is put on the window is still there.
await go(`/passages/${passage}`);
await page.click('form[action$="/run"] button');
await page.waitForURL(`${address}/passages/${passage}`);
await page.evaluate(() => { globalThis.stayed = true; });
await page.waitForSelector('#acts a[href$="/acceptance"]', { timeout: 120000 });
const stayed = await page.evaluate(() => globalThis.stayed === true);
await look('reconciled');
await answered('reconciled');
await small('reconciled');
await go(`/passages/${passage}/differences`);
await small('differences');
await go(`/passages/${passage}/acceptance`);
await look('acceptance');
await small('acceptance');

// The laboratory's signatory, invited like everybody, looks at the sample and takes the acceptance to the laboratory's own machine.
await officer.page.goto(`${address}/people`);
await officer.page.fill('#i-name', 'Claire Delmas');
await officer.page.selectOption('#i-role', 'signatory');
await officer.page.selectOption('#i-for', { index: 1 });
await officer.page.click('form[action="/people/invite"] button');
const asked = (await officer.page.textContent('main')).match(/(?:[0-9A-Z]{4}-){4}[0-9A-Z]{4}/)[0];
const signatory = await house.open('dark', 1280);
await signatory.page.goto(`${address}/enrol#${asked}`);
await signatory.page.click('#enrol button');
await signatory.page.waitForURL(`${address}/`);
await signatory.page.goto(`${address}/passages/${passage}/acceptance`);
await signatory.page.click('a[href$="/sample"]');
await signatory.look('sample-asked');
await signatory.page.fill('#s-line', 'trois mouettes');
await signatory.page.click('form[action$="/sample"] button');
await signatory.page.waitForSelector('a[download="acceptance.json"]');
// A few tables of two patients are looked at: the others are of the same make, and there are thousands of cells.
await signatory.page.evaluate(() => document.querySelectorAll('details:nth-of-type(n+3), details table:nth-of-type(n+5)').forEach(one => one.remove()));
await signatory.look('sample');
await signatory.page.emulateMedia({ colorScheme: 'light' });
await signatory.page.setViewportSize({ width: 320, height: 720 });
await signatory.look('sample-small');
const acceptance = join(folder, 'acceptance.json');
const [taken] = await Promise.all([signatory.page.waitForEvent('download'), signatory.page.click('a[download="acceptance.json"]')]);
copyFileSync(await taken.path(), acceptance);
sign('acceptance@ecluse', acceptance);
await page.setInputFiles('#u-acceptance', acceptance);
await page.setInputFiles('#u-signature', `${acceptance}.sig`);
await page.click('form[action$="/acceptance"] button');
await page.waitForURL(`${address}/passages/${passage}`);
await page.click('#acts a[href$="/erase"]');
await look('erase');
await page.click('form[action$="/erase"] button');
await page.waitForURL(`${address}/passages/${passage}`);
await page.waitForSelector('#acts a[href$="/certificate"]', { timeout: 120000 });
await look('erased');
await answered('erased');
await small('erased');
await page.click('#acts a[href$="/certificate"]');
await look('certificate');
await small('certificate');
const [certificate] = await Promise.all([page.waitForEvent('download'), page.click('a[download="certificate.json"]')]);
copyFileSync(await certificate.path(), join(folder, 'certificate.json'));
await go(`/passages/${passage}/dossier`);
await look('dossier');
await small('dossier');
await go('/');
await small('today');
await go('/journal');
await small('journal');

// By the keyboard alone: the first thing reached leads to the content, and what has the focus is seen.
await page.keyboard.press('Tab');
const skips = await page.evaluate(() => document.activeElement.getAttribute('href') === '#main');
await house.close();
say({ seen: house.seen, stayed, skips, passage: /^p-[0-9a-f]{12}$/.test(passage) });
