// Two mail servers on loopback: maildev as it comes, without TLS, and npm's smtp-server with STARTTLS under the certificate given. Prints
// maildev's ports for mail and pages, then the ports of the other one. Whoever asks the last one for /received gets what came, for
// /answer?code=… makes it refuse.
import { createServer } from 'node:http';
import { createServer as createSocket } from 'node:net';
import { readFileSync } from 'node:fs';
import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SMTPServer } from 'smtp-server';

const here = dirname(fileURLToPath(import.meta.url));
const free = () => new Promise(done => {
  const socket = createSocket();
  socket.listen(0, '127.0.0.1', () => {
    const { port } = socket.address();
    socket.close(() => done(port));
  });
});
const [mail, pages] = [await free(), await free()];
const maildev = spawn(process.execPath, [
  join(here, 'node_modules/maildev/dist/bin/maildev.js'), '-s', mail, '-w', pages, '--ip', '127.0.0.1', '--web-ip', '127.0.0.1',
], { stdio: 'ignore' });
process.on('exit', () => maildev.kill());
process.stdin.on('end', () => process.exit()).resume();

const received = [];
let refusal = null;
const server = new SMTPServer({
  key: readFileSync(process.argv[2]), cert: readFileSync(process.argv[3]), authOptional: true,
  onAuth: (auth, session, done) => done(auth.password === 'correct horse battery' ? null : new Error('no'), { user: auth.username }),
  onRcptTo: (address, session, done) => done(refusal ? Object.assign(new Error('refused'), { responseCode: refusal }) : null),
  onData: (stream, session, done) => {
    const chunks = [];
    stream.on('data', chunk => chunks.push(chunk));
    stream.on('end', () => {
      received.push({ secure: session.secure, user: session.user ?? null, raw: Buffer.concat(chunks).toString('utf8') });
      done();
    });
  },
});
await new Promise(done => server.listen(0, '127.0.0.1', done));
const web = createServer((request, response) => {
  const url = new URL(request.url, 'http://x');
  if (url.pathname === '/answer') refusal = Number(url.searchParams.get('code')) || null;
  response.end(JSON.stringify(received));
});
await new Promise(done => web.listen(0, '127.0.0.1', done));

// maildev says nothing a program could wait for: it answers when it is there.
for (;;) {
  try {
    if ((await fetch(`http://127.0.0.1:${pages}/api/email`)).ok) break;
  } catch {
    await new Promise(done => setTimeout(done, 100));
  }
}
console.log(mail, pages, server.server.address().port, web.address().port);
