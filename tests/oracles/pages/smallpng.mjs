// Makes a screenshot small: the 256 colours that it has most of, each other one as the nearest of these, packed as tightly as can be.
import { crc32, deflateSync, inflateSync } from 'node:zlib';

export function small(png) {
  const { width, height, pixels } = read(png);
  const counts = new Map();
  for (const colour of pixels) counts.set(colour, (counts.get(colour) ?? 0) + 1);
  const palette = [...counts].sort((a, b) => b[1] - a[1]).slice(0, 256).map(one => one[0]);
  const index = new Map([...counts.keys()].map(colour => [colour, nearest(palette, colour)]));
  const rows = Buffer.alloc(height * (width + 1));
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) rows[y * (width + 1) + 1 + x] = index.get(pixels[y * width + x]);
  }
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 3, 0, 0, 0], 8);
  const colours = Buffer.from(palette.flatMap(colour => [colour >> 16, (colour >> 8) & 255, colour & 255]));
  return Buffer.concat([
    png.subarray(0, 8), chunk('IHDR', head), chunk('PLTE', colours), chunk('IDAT', deflateSync(rows, { level: 9, memLevel: 9 })),
    chunk('IEND', Buffer.alloc(0))]);
}

function nearest(palette, colour) {
  let [best, least] = [0, Infinity];
  for (let i = 0; i < palette.length && least > 0; i++) {
    const apart = [16, 8, 0].reduce((sum, shift) => sum + (((palette[i] >> shift) & 255) - ((colour >> shift) & 255)) ** 2, 0);
    if (apart < least) [best, least] = [i, apart];
  }
  return best;
}

// Chromium's screenshots: eight bits a channel, RGB or RGBA, not interlaced.
function read(png) {
  const [width, height, channels] = [png.readUInt32BE(16), png.readUInt32BE(20), png[25] === 6 ? 4 : 3];
  const parts = [];
  for (let at = 8; at < png.length; at += png.readUInt32BE(at) + 12) {
    if (png.toString('latin1', at + 4, at + 8) === 'IDAT') parts.push(png.subarray(at + 8, at + 8 + png.readUInt32BE(at)));
  }
  const [data, stride] = [inflateSync(Buffer.concat(parts)), width * channels];
  const pixels = new Uint32Array(width * height);
  let above = Buffer.alloc(stride);
  for (let y = 0; y < height; y++) {
    const row = Buffer.from(data.subarray(y * (stride + 1) + 1, (y + 1) * (stride + 1)));
    for (let x = 0; x < stride; x++) {
      const [left, up, corner] = [x < channels ? 0 : row[x - channels], above[x], x < channels ? 0 : above[x - channels]];
      row[x] += [0, left, up, (left + up) >> 1, paeth(left, up, corner)][data[y * (stride + 1)]];
    }
    for (let x = 0; x < width; x++) pixels[y * width + x] = (row[x * channels] << 16) | (row[x * channels + 1] << 8) | row[x * channels + 2];
    above = row;
  }
  return { width, height, pixels };
}

function paeth(left, up, corner) {
  const [a, b, c] = [Math.abs(up - corner), Math.abs(left - corner), Math.abs(left + up - 2 * corner)];
  return a <= b && a <= c ? left : b <= c ? up : corner;
}

function chunk(name, body) {
  const bytes = Buffer.concat([Buffer.from(name, 'latin1'), body]);
  const whole = Buffer.alloc(bytes.length + 8);
  whole.writeUInt32BE(body.length, 0);
  bytes.copy(whole, 4);
  whole.writeUInt32BE(crc32(bytes) >>> 0, bytes.length + 4);
  return whole;
}
