// Signing in through an organisation's identity provider, in a browser that keeps its cookies by the rules: an invited person enrols with
// it, signs out and in again; what the provider asks us to show on the way is looked at. Prints what is wrong with a page.
// Usage: node provider.mjs ADDRESS FIRST-CODE PROVIDER-ADDRESS [FOLDER-FOR-SCREENSHOTS]
import { launch, say } from './seat.mjs';

const [address, first, provider, shots] = process.argv.slice(2);
const house = await launch([`${address}/`, `${provider}/`], shots);
const officer = await house.open('light', 1280);
await officer.page.goto(`${address}/enrol#${first}`);
await officer.page.fill('#f-name', 'Ève Caradec');
await officer.page.fill('#f-organisation', 'Éditeur du Val');
await officer.page.click('#enrol button');
await officer.page.waitForURL(`${address}/`);
await officer.page.goto(`${address}/people`);
await officer.page.fill('#i-name', 'Nadia Kervella');
await officer.page.selectOption('#i-role', 'operator');
await officer.page.click('form[action="/people/invite"] button');
const invited = (await officer.page.textContent('main')).match(/(?:[0-9A-Z]{4}-){4}[0-9A-Z]{4}/)[0];

const { page, look } = await house.open('light', 1280);
const both = async name => {
  await look(name);
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.setViewportSize({ width: 320, height: 720 });
  await look(`${name}-small`);
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize({ width: 1280, height: 720 });
};
await page.goto(`${address}/enrol`);
await both('enrol');
await page.fill('#e-code', invited);
await page.fill('#e-name', 'real');
await page.click('#enrol-with button');
await both('go-on');
await page.click('a[href^="/sign-in/with/real"]');
await page.waitForURL(`${address}/`);
await page.goto(`${address}/sessions`);
const enrolled = (await page.textContent('body')).includes('Nadia Kervella');
await page.click('form[action="/sign-out"] button');
await page.waitForURL(`${address}/sign-in`);

await both('sign-in');
await page.fill('#o-name', 'real');
await page.click('#provider button');
await page.click('a[href^="/sign-in/with/real"]');
await page.waitForURL(`${address}/`);
await page.goto(`${address}/ways`);
await both('ways');

// A code's picture, and the codes that are shown once.
await page.fill('#w-name', 'n.kervella');
await page.fill('#w-password', 'k8Rv#2qLz%7W');
await page.click('form[action="/ways/password"] button');
await page.waitForSelector('svg[role="img"]');
await both('picture');
await house.close();
say({ seen: house.seen, enrolled });
