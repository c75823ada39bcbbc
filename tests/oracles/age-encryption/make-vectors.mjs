// Writes the vectors of tests/Ecluse.Sealing.Tests/testdata/age with an implementation of age that is not ours.
//   node make-vectors.mjs FOLDER
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { armor, Encrypter, generateHybridIdentity, generateX25519Identity, identityToRecipient } from 'age-encryption';

const folder = process.argv[2];
const text = (bytes) => Buffer.from(bytes).toString('latin1');
const bytes = (string) => Buffer.from(string, 'latin1');
const sha256 = (value) => createHash('sha256').update(value).digest('hex');
const plain = bytes('One patient, invented: Camille Écluse.\n');
const passphrase = 'correct horse battery staple';
const hybrid = await generateHybridIdentity();
const classic = await generateX25519Identity();

async function seal(identity, content = plain) {
  const encrypter = new Encrypter();
  if (identity === passphrase) {
    encrypter.setScryptWorkFactor(10);
    encrypter.setPassphrase(passphrase);
  } else {
    encrypter.addRecipient(await identityToRecipient(identity));
  }
  return Buffer.from(await encrypter.encrypt(content));
}

function write(name, expect, file, { identity = classic, payload, armored = false, comment } = {}) {
  const lines = [`expect: ${expect}`];
  if (payload !== undefined) lines.push(`payload: ${sha256(payload)}`);
  lines.push(identity === passphrase ? `passphrase: ${identity}` : `identity: ${identity}`);
  if (armored) lines.push('armored: yes');
  if (comment) lines.push(`comment: ${comment}`);
  writeFileSync(join(folder, `${name}.age`), Buffer.concat([bytes(lines.join('\n') + '\n\n'), Buffer.from(file)]));
}

const flipped = (file, index) => {
  const copy = Buffer.from(file);
  copy[index] ^= 1;
  return copy;
};

const file = await seal(classic);
const body = text(file).indexOf('\n', text(file).indexOf('\n---') + 1) + 1;
const none = bytes('');
write('hybrid', 'success', await seal(hybrid), { identity: hybrid, payload: plain });
write('classic', 'success', file, { payload: plain });
write('passphrase', 'success', await seal(passphrase), { identity: passphrase, payload: plain });
write('armored', 'success', bytes(armor.encode(file)), { payload: plain, armored: true });
write('empty_payload', 'success', await seal(classic, none), { payload: none });
write('no_match', 'no match', file, { identity: await generateX25519Identity() });
write('mac_altered', 'HMAC failure', bytes(text(file).replace(/\n--- ./, (m) => m.slice(0, 5) + (m[5] === 'A' ? 'B' : 'A'))));
write('stanza_added', 'HMAC failure', bytes(text(file).replace('\n---', '\n-> guest\n\n---')), {
  comment: 'a stanza was added after the file was sealed',
});
write('header_crlf', 'header failure', bytes(text(file).replace('v1\n', 'v1\r\n')));
write('header_version', 'header failure', bytes(text(file).replace('/v1\n', '/v2\n')));
write('low_order_share', 'header failure', bytes(text(file).replace(/X25519 \S+/, 'X25519 ' + 'A'.repeat(43))));
write('work_factor_21', 'header failure', bytes(text(await seal(passphrase)).replace(/^(-> scrypt \S+) 10$/m, '$1 21')), {
  identity: passphrase,
  comment: '2 GiB of memory would be needed',
});
write('payload_altered', 'payload failure', flipped(file, file.length - 20), { payload: none });
write('payload_cut', 'payload failure', file.subarray(0, file.length - 1), { payload: none });
write('payload_missing', 'payload failure', file.subarray(0, body + 16), {
  payload: none,
  comment: 'the file ends after the nonce',
});
write('payload_trailing', 'payload failure', Buffer.concat([file, bytes('\n')]), { payload: none });
write('armor_blank_line', 'armor failure', bytes(armor.encode(file).replace('\n-----END', '\n\n-----END')), { armored: true });
write('armor_no_footer', 'armor failure', bytes(armor.encode(file).replace(/\n-----END[^]*/, '\n')), { armored: true });
