// An S3-compatible storage on loopback (npm s3rver), with buckets that behave badly on purpose, by their names. Prints its port.
import { createServer } from 'node:http';
import { rmSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

// s3rver writes where a listing goes on with DES, which OpenSSL no longer has by default.
const crypto = require('node:crypto');
const twice = bytes => Buffer.concat([bytes, bytes]);
for (const name of ['createCipheriv', 'createDecipheriv']) {
  const made = crypto[name];
  crypto[name] = (kind, key, iv) => (kind === 'des' ? made('aes-128-cbc', twice(key), twice(iv)) : made(kind, key, iv));
}

const S3rver = require('s3rver');
const storage = new S3rver({ directory: process.argv[2], silent: true, resetOnClose: false });
for (const name of ['plain', 'versioned', 'once-versioned', 'no-word', 'altering', 'keeping']) {
  await storage.store.putBucket(name);
}

const answerAtOnce = storage.callback();

// s3rver lists a bucket by walking its folder and fails where a file goes meanwhile, which no storage does: what lists and what changes
// takes turns. Objects are read beside it.
let turn = Promise.resolve();
function answer(request, response) {
  if (request.method === 'GET' && !new URL(request.url, 'http://x').searchParams.has('list-type')) {
    answerAtOnce(request, response);
    return;
  }

  turn = turn.then(() => new Promise(done => {
    response.once('close', done);
    answerAtOnce(request, response);
  }));
}

const versioning = { versioned: 'Enabled', 'once-versioned': 'Suspended' };
let goes = null;
const server = createServer((request, response) => {
  const url = new URL(request.url, 'http://x');
  const bucket = url.pathname.split('/')[1];
  if (bucket === '_remove-at-next-put') {
    goes = url.searchParams.get('path');
    response.end();
    return;
  }

  if (goes && request.method === 'PUT') {
    rmSync(goes, { recursive: true });
    goes = null;
  }

  if (url.searchParams.has('versioning')) {
    const status = versioning[bucket] ? `<Status>${versioning[bucket]}</Status>` : '';
    response.writeHead(bucket === 'no-word' ? 501 : 200, { 'Content-Type': 'application/xml' });
    response.end(bucket === 'no-word' ? '<Error><Code>NotImplemented</Code></Error>' : `<VersioningConfiguration>${status}</VersioningConfiguration>`);
  } else if (bucket === 'keeping' && request.method === 'DELETE') {
    response.writeHead(204).end();
  } else if (bucket === 'altering' && request.method === 'GET' && !url.searchParams.has('list-type')) {
    const write = response.write.bind(response);
    const end = response.end.bind(response);
    response.write = (chunk, ...rest) => write(flipped(chunk), ...rest);
    response.end = (chunk, ...rest) => (chunk ? end(flipped(chunk), ...rest) : end());
    answer(request, response);
  } else {
    answer(request, response);
  }
});

function flipped(chunk) {
  const bytes = Buffer.from(chunk);
  bytes[0] ^= 1;
  return bytes;
}

server.listen(0, '127.0.0.1', () => console.log(server.address().port));
process.stdin.on('end', () => process.exit(0)).resume();
