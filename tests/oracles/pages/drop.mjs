// The drop zone as somebody uses it who is signed in already: drops one file into each of several spaces and waits until each is sent.
// usage: node drop.mjs ADDRESS COOKIE AGENT FILE SPACE…
import { launch, say } from './seat.mjs';

const [address, cookie, agent, file, ...spaces] = process.argv.slice(2);
const house = await launch([address]);
const { page } = await house.open('light', 1280, { userAgent: agent });
const [name, value] = cookie.split('=');
await page.context().addCookies([{ name, value, url: address }]);
for (const space of spaces) {
  await page.goto(`${address}/spaces/${space}`);
  await page.setInputFiles('#drop-files', file);
  await page.locator('#drop-list li[data-state=sent]').waitFor({ timeout: 120000 });
}
await house.close();
say({ dropped: spaces.length });
