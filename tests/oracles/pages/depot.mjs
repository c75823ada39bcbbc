// The depot as two people use it, in Chromium: both enrol; the processor's opens a space from an instruction; the laboratory's drops
// files, of which one is cut by a broken line and one by a page that is loaded anew; the processor's sees them come and downloads them.
// usage: node depot.mjs ADDRESS CODE-OF-SENDER CODE-OF-TAKER INSTRUCTION RECIPIENT FOLDER GRADE [SHOTS] ; FOLDER holds one.csv and two.bin
import { join } from 'node:path';
import { launch, say } from './seat.mjs';

const [address, senderCode, takerCode, instruction, recipient, folder, grade, shots] = process.argv.slice(2);
const house = await launch([address], shots);

async function enrol(seat, code) {
  await seat.page.goto(`${address}/enrol#${code}`);
  await seat.page.click('#enrol button');
  await seat.page.waitForURL(`${address}/`);
}

const taker = await house.open('light', 1280), sender = await house.open('dark', 320);
await enrol(sender, senderCode);
await enrol(taker, takerCode);

// Opens the space, as soon as undertaking and training stand on the account.
for (let tries = 0; tries < 200 && !(await taker.page.locator('#s-recipients').count()); tries++) {
  await taker.page.waitForTimeout(200);
  await taker.page.goto(`${address}/instructions/${instruction}/space`);
}
await taker.look('space-new');
for (const box of await taker.page.locator('input[name=person]').all()) await box.check();
await taker.page.selectOption('#s-grade', grade);
await taker.page.fill('#s-recipients', recipient);
await taker.page.fill('#s-objects', '2');
await taker.page.click('main form button[type=submit]');
await taker.page.waitForURL(/\/spaces\/s-/);
const at = taker.page.url();
await taker.look('space-empty');

await sender.page.goto(`${address}/spaces`);
await sender.look('spaces');
await sender.page.goto(at);
await sender.look('space-send');

const sent = (page, name) => page.locator('#drop-list li[data-state=sent]', { hasText: name });
// A line that breaks once.
let patches = 0;
await sender.page.route('**/uploads/*', (route, request) =>
  request.method() === 'PATCH' && ++patches === 1 ? route.abort('connectionreset') : route.continue());
await sender.page.setInputFiles('#drop-files', join(folder, 'one.csv'));
await sent(sender.page, 'one.csv').waitFor();
if (patches < 2) say({ patches });

// A page that goes away in the middle: nothing is kept of it, and the same file goes on.
const firstPart = 1000;
let resumed = false, cut;
const isCut = new Promise(resolve => { cut = resolve; });
await sender.page.unroute('**/uploads/*');
await sender.page.route('**/uploads/*', (route, request) => {
  if (cut && request.method() === 'PATCH' && Number(request.headers()['upload-offset']) > firstPart) {
    cut();
    cut = null;
    return route.abort();
  }
  resumed ||= !cut && request.method() === 'HEAD';
  return route.continue();
});
await sender.page.setInputFiles('#drop-files', join(folder, 'two.bin'));
await isCut;
await sender.page.reload();
await sender.page.setInputFiles('#drop-files', join(folder, 'two.bin'));
await sent(sender.page, 'two.bin').waitFor({ timeout: 60000 });
await sender.look('space-sent');
if (await sender.page.locator('#drop-list li[data-state=failed]').count()) say({ failed: await sender.page.textContent('#drop-list') });

// A third one has no room: its line says so, with the server's code, and the two are still there.
await sender.page.setInputFiles('#drop-files', { name: 'three.csv', mimeType: 'text/csv', buffer: Buffer.from('code;value\n') });
const refused = sender.page.locator('#drop-list li[data-state=failed]', { hasText: 'three.csv' });
await refused.waitFor();
const code = (await refused.textContent()).match(/[A-Z]+-[0-9]{3}/)?.[0];
const kept = await sender.page.evaluate(() => [localStorage.length, sessionStorage.length, document.cookie]);
if (String(kept) !== '0,0,') say({ kept });

// Seen without asking again.
const links = taker.page.locator('a[download$=".tar"]');
await links.nth(1).waitFor();
await taker.look('space-take');
for (const link of await links.all()) {
  const [download] = await Promise.all([taker.page.waitForEvent('download'), link.click()]);
  await download.saveAs(join(folder, download.suggestedFilename()));
}
await house.close();
say({ seen: house.seen, resumed, refused: code });
