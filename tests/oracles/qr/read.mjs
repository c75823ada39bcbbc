// Reads a QR code drawn as one SVG path of squares (standard input) with npm's jsqr, and prints its text.
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';

const jsQR = createRequire(import.meta.url)('jsqr');
const svg = readFileSync(0, 'utf8');
const [, , width, height] = /viewBox="([^"]*)"/.exec(svg)[1].split(' ').map(Number);
const scale = 5;
const pixels = new Uint8ClampedArray(width * height * scale * scale * 4).fill(255);
for (const [, column, row] of svg.matchAll(/M(\d+) (\d+)h1v1h-1z/g)) {
  for (let y = row * scale; y < (Number(row) + 1) * scale; y++) {
    for (let x = column * scale; x < (Number(column) + 1) * scale; x++) {
      pixels.set([0, 0, 0, 255], (y * width * scale + x) * 4);
    }
  }
}

console.log(jsQR(pixels, width * scale, height * scale)?.data ?? 'unreadable');
