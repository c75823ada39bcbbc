// Walks signing as a signatory does: enrols with a code, makes a signing key at the signing site, signs a document there and comes
// back. Prints findings (seat.mjs), and at the end how many pages were seen, the key's public line and the signature.
// usage: node signing.mjs ADDRESS CODE DOCUMENT [SHOTS] ; environment: CHROMIUM (its path)
import { readFileSync } from 'node:fs';
import { launch, say } from './seat.mjs';

const [address, code, document, shots] = process.argv.slice(2);
const site = address.replace('//', '//sign.');
const house = await launch([address, site, 'blob:'], shots);
const told = {};
for (const [scheme, width] of [['light', 1280], ['dark', 320]]) {
  const { page, look } = await house.open(scheme, width);
  await page.goto(`${address}/enrol#${code.split(',')[scheme === 'light' ? 0 : 1]}`);
  await page.click('#enrol button');
  await page.waitForURL(`${address}/`);
  await page.goto(`${address}/signing`);
  await look('signing-empty');
  await page.click('form[action="/signing/key"] button');
  await page.waitForURL(`${site}/s/key**`);
  await look('key');
  await page.click('#make button');
  await page.waitForSelector('#made:not([hidden])');
  await look('key-made');
  told.line = await page.textContent('#line');
  await page.click('a.back');
  await page.waitForURL(`${address}/signing`);
  await look('signing');
  await page.setInputFiles('#s-file', document);
  await page.click('form[action="/signing/document"] button');
  await page.waitForURL(`${site}/s/document**`);
  await page.waitForSelector('#sign button:not([disabled])');
  await look('document');
  await page.click('#sign button');
  await page.waitForSelector('#made:not([hidden])');
  await look('signed');
  const [download] = await Promise.all([page.waitForEvent('download'), page.click('#take')]);
  told.signature = readFileSync(await download.path(), 'utf8');
  await page.click('a.back');
  await page.waitForURL(`${address}/signing`);
}
await house.close();
say({ seen: house.seen, ...told });
