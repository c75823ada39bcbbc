// Walks the console as a person does, in Chromium with a virtual authenticator, at light and wide and at dark and 320 px: enrols with
// the code, looks at every page, invites somebody, who enrols in a browser of their own; signs out and in again. Prints one JSON line
// a finding (seat.mjs), and at the end how many pages were seen.
// usage: node console.mjs ADDRESS CODE [SHOTS] ; environment: CHROMIUM (its path)
import { launch, say } from './seat.mjs';

const [address, code, shots] = process.argv.slice(2);
const house = await launch([address], shots);

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

const officer = await house.open('light', 1280);
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

const auditor = await house.open('dark', 320);
await enrol(auditor, invited);
for (const name of ['people', 'sessions', 'acting', 'ways', 'keys', 'undertaking']) {
  await auditor.page.goto(`${address}/${name}`);
  await auditor.look(name);
}
await auditor.page.click('form[action="/sign-out"] button');
await auditor.page.waitForURL(`${address}/sign-in`);
await auditor.page.click('#sign-in button');
await auditor.page.waitForURL(`${address}/`);
const who = await auditor.page.textContent('.who');
await house.close();
say({ seen: house.seen, who: who.includes('Nadia Kervella') });
