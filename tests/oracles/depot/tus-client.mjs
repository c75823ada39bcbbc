// tus-js-client as somebody's program uses it: sends a file in chunks, gives up in the middle, goes on with another client, and ends.
// usage: node tus-client.mjs ENDPOINT COOKIE FILE NAME
import { createReadStream, statSync } from 'node:fs';
import { Upload } from 'tus-js-client';

const [endpoint, cookie, path, name] = process.argv.slice(2);
const size = statSync(path).size;
const options = {
  endpoint, chunkSize: 100_000, uploadSize: size, metadata: { filename: name, filetype: 'text/csv' }, retryDelays: [0, 100],
  headers: { Cookie: cookie, Origin: new URL(endpoint).origin },
};
const run = more => new Promise((resolve, reject) => {
  const upload = new Upload(createReadStream(path), {
    ...options, ...more(() => { upload.abort(); resolve(upload); }), onError: reject, onSuccess: () => resolve(upload),
  });
  upload.start();
});

const cut = await run(stop => ({ onChunkComplete: (_, accepted) => accepted >= 200_000 && stop() }));
const offsets = [];
await run(() => ({ uploadUrl: cut.url, onChunkComplete: (chunk, accepted) => offsets.push(accepted - chunk) }));
let late = 0;
await run(() => ({ uploadUrl: undefined })).catch(error => { late = error.originalResponse.getStatus(); });
console.log(JSON.stringify({ id: cut.url.split('/').at(-1), resumedAt: offsets[0], late }));
