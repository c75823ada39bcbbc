// Two identity providers on loopback: npm oidc-provider, whose people sign in without a page, and a forger, whose tokens are wrong in
// the way that it is told. Prints their ports on one line.
import { createServer } from 'node:http';
import { createHash, createHmac, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { Provider } from 'oidc-provider';

const client = { client_id: 'ecluse', client_secret: 'a-secret-of-more-than-thirty-two-characters' };
const listen = handler => new Promise(done => {
  const server = createServer(handler);
  server.listen(0, '127.0.0.1', () => done(server.address().port));
});

// The real one: who signs in, and how, is said beforehand at /_as; where answers go at /_client.
let provider = null;
let person = { account: 'nobody', amr: [] };
const realPort = await listen(async (request, response) => {
  const url = new URL(request.url, 'http://x');
  if (url.pathname === '/_client') {
    provider = make(url.searchParams.get('redirect'));
    response.end();
  } else if (url.pathname === '/_as') {
    person = { account: url.searchParams.get('account'), amr: url.searchParams.get('amr')?.split(',').filter(word => word) ?? [] };
    response.end();
  } else if (url.pathname.startsWith('/interaction/')) {
    const grant = new provider.Grant({ accountId: person.account, clientId: client.client_id });
    grant.addOIDCScope('openid');
    await provider.interactionFinished(request, response, { login: { accountId: person.account, amr: person.amr }, consent: { grantId: await grant.save() } });
  } else {
    provider.callback()(request, response);
  }
});

function make(redirect) {
  const made = new Provider(`http://127.0.0.1:${realPort}`, {
    clients: [{ ...client, redirect_uris: [redirect], grant_types: ['authorization_code'], response_types: ['code'] }],
    claims: { openid: ['sub', 'amr', 'auth_time'] },
    conformIdTokenClaims: false,
    cookies: { keys: ['for tests'] },
    features: { devInteractions: { enabled: false } },
    findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id }) }),
    interactions: { url: (_, interaction) => `/interaction/${interaction.uid}` },
    pkce: { required: () => true },
  });
  made.proxy = false;
  return made;
}

// The forger: a provider in one page, right but for what /_forge names.
const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const other = generateKeyPairSync('rsa', { modulusLength: 2048 });
const codes = new Map();
let forged = '';
const forgerPort = await listen((request, response) => {
  const url = new URL(request.url, 'http://x');
  const issuer = `http://127.0.0.1:${forgerPort}`;
  const json = (body, status = 200) => response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
  switch (url.pathname) {
    case '/_forge':
      forged = url.searchParams.get('what');
      return response.end();
    case '/.well-known/openid-configuration':
      return json({
        issuer, authorization_endpoint: issuer + '/auth', token_endpoint: issuer + '/token', jwks_uri: issuer + '/jwks', response_types_supported: ['code'],
        subject_types_supported: ['public'], id_token_signing_alg_values_supported: ['RS256'],
      });
    case '/jwks':
      return json({ keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'k', use: 'sig', alg: 'RS256' }] });
    case '/auth': {
      const code = randomBytes(16).toString('hex');
      codes.set(code, Object.fromEntries(url.searchParams));
      const back = new URL(url.searchParams.get('redirect_uri'));
      back.searchParams.set('code', code);
      back.searchParams.set('state', forged === 'state' ? 'another' : url.searchParams.get('state'));
      return response.writeHead(302, { Location: back.href }).end();
    }
    case '/token': {
      let body = '';
      request.on('data', part => { body += part; });
      return request.on('end', () => {
        const asked = new URLSearchParams(body);
        const begun = codes.get(asked.get('code'));
        codes.delete(asked.get('code'));
        const challenge = createHash('sha256').update(asked.get('code_verifier') ?? '').digest('base64url');
        return !begun || challenge !== begun.code_challenge
          ? json({ error: 'invalid_grant' }, 400)
          : json({ access_token: 'x', token_type: 'Bearer', id_token: token(issuer, begun) });
      });
    }
    default:
      return json({}, 404);
  }
});

function token(issuer, begun) {
  const now = Math.floor(Date.now() / 1000);
  const claims = { iss: issuer, sub: 'somebody', aud: begun.client_id, exp: now + 300, iat: now, nonce: begun.nonce, auth_time: now, amr: ['mfa'] };
  switch (forged) {
    case 'issuer': claims.iss = 'https://elsewhere.example'; break;
    case 'nonce': claims.nonce = 'another'; break;
    case 'no-nonce': delete claims.nonce; break;
    case 'client': claims.aud = 'another'; break;
    case 'expired': claims.exp = now - 3600; claims.iat = now - 7200; break;
    case 'auth-time': claims.auth_time = now - 3600; break;
    case 'no-auth-time': delete claims.auth_time; break;
    case 'one-factor': claims.amr = ['pwd']; break;
    default:
  }

  const alg = { none: 'none', secret: 'HS256' }[forged] ?? 'RS256';
  const part = value => Buffer.from(JSON.stringify(value)).toString('base64url');
  const text = `${part({ alg, kid: 'k', typ: 'JWT' })}.${part(claims)}`;
  const signature = alg === 'none' ? ''
    : alg === 'HS256' ? createHmac('sha256', client.client_secret).update(text).digest('base64url')
      : sign('sha256', Buffer.from(text), forged === 'key' ? other.privateKey : privateKey).toString('base64url');
  return `${text}.${signature}`;
}

console.log(`${realPort} ${forgerPort}`);
process.stdin.on('end', () => process.exit(0)).resume();
