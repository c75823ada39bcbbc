// Looks at every page of the console that it is told of, each as somebody who is signed in already: wide and light in English, and at
// 320 px and dark in French. Prints findings (seat.mjs), and at the end how many pages were looked at.
// usage: node pages.mjs ADDRESS LIST [SHOTS] ; LIST is a JSON file of [{ "path", "wide", "narrow" }], the last two session tokens or
// null for a stranger; environment: CHROMIUM
import { readFileSync } from 'node:fs';
import { launch, say } from './seat.mjs';

const [address, list, shots] = process.argv.slice(2);
const house = await launch([address], shots);
const pages = JSON.parse(readFileSync(list, 'utf8'));
for (const [side, scheme, width, language] of [['wide', 'light', 1280, 'en'], ['narrow', 'dark', 320, 'fr']]) {
  const { page, look } = await house.open(scheme, width, { userAgent: 'ecluse-looks' });
  let holds;
  for (const one of pages) {
    if (one[side] !== holds) {
      await page.context().clearCookies();
      if (one[side]) await page.context().addCookies([{ name: 'ecluse-session', value: one[side], url: address }]);
      holds = one[side];
    }
    const answer = await page.goto(`${address}${one.path}${one.path.includes('?') ? '&' : '?'}lang=${language}`);
    const [spoken, at] = await page.evaluate(() => [document.documentElement.lang, location.pathname]);
    if (answer.status() !== 200 || spoken !== language || at !== one.path.split('?')[0]) say({ path: one.path, status: answer.status(), spoken, at });
    await look(`${one.path.slice(1).replaceAll(/[^a-z0-9]+/gi, '-') || 'today'}-${width}`);
  }
}
await house.close();
say({ seen: house.seen });
