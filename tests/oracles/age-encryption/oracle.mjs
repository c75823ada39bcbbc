// One operation on standard input, its result on standard output.
//   new hybrid|x25519            identity, then recipient, one a line
//   seal [--armor] RECIPIENT…    seal to recipients
//   seal-passphrase PASSPHRASE   seal to a passphrase
//   open IDENTITY                open with an identity
//   open-passphrase PASSPHRASE   open with a passphrase
import {
  armor, Decrypter, Encrypter, generateHybridIdentity, generateX25519Identity, identityToRecipient,
} from 'age-encryption';

const [operation, ...rest] = process.argv.slice(2);

async function input() {
  const chunks = [];
  for await (const chunk of process.stdin) chunks.push(chunk);
  return new Uint8Array(Buffer.concat(chunks));
}

const dearmored = (bytes) =>
  bytes[0] === 0x2d ? armor.decode(new TextDecoder().decode(bytes)) : bytes;

async function run() {
  switch (operation) {
    case 'new': {
      const identity = await (rest[0] === 'hybrid' ? generateHybridIdentity() : generateX25519Identity());
      return `${identity}\n${await identityToRecipient(identity)}\n`;
    }
    case 'seal': {
      const encrypter = new Encrypter();
      rest.filter((word) => word !== '--armor').forEach((recipient) => encrypter.addRecipient(recipient));
      const sealed = await encrypter.encrypt(await input());
      return rest.includes('--armor') ? armor.encode(sealed) : sealed;
    }
    case 'seal-passphrase': {
      const encrypter = new Encrypter();
      encrypter.setScryptWorkFactor(10);
      encrypter.setPassphrase(rest[0]);
      return await encrypter.encrypt(await input());
    }
    case 'open':
    case 'open-passphrase': {
      const decrypter = new Decrypter();
      if (operation === 'open') decrypter.addIdentity(rest[0]);
      else decrypter.addPassphrase(rest[0]);
      return await decrypter.decrypt(dearmored(await input()));
    }
    default:
      throw new Error(`unknown operation: ${operation}`);
  }
}

process.stdout.write(await run());
