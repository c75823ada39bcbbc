// An S3-compatible storage on loopback (npm s3rver), with buckets that behave badly on purpose, by their names. Prints its port.
import { createServer } from 'node:http';
import { rmSync } from 'node:fs';
import { createRequire } from 'node:module';

const S3rver = createRequire(import.meta.url)('s3rver');
const storage = new S3rver({ directory: process.argv[2], silent: true, resetOnClose: false });
for (const name of ['plain', 'versioned', 'once-versioned', 'no-word', 'altering', 'keeping']) {
  await storage.store.putBucket(name);
}

const answer = storage.callback();
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
