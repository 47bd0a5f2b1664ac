// WeCom's own npm package plays the other side: it seals texts for us to open, and opens what we have sealed.
// Makes wecom.json anew:  npm install --prefix DIR @wecom/crypto@1.0.1 && node tests/unit/wechat/wecom.mjs DIR > tests/unit/wechat/wecom.json
// wecom.given.json says what it is asked; the test is test_wecom.py.
// What it seals starts with chance bytes that are fixed here, so that the file comes out the same each time.
import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const { encrypt, decrypt, getSignature } = createRequire(join(resolve(process.argv[2]), 'package.json'))('@wecom/crypto');
const { token, key, texts, ours } = JSON.parse(readFileSync(join(here, 'wecom.given.json'), 'utf8'));
const stamp = '1790000000';

const theirs = texts.map((text, place) => {
  const owner = place % 2 ? 'wwEMULATED000000' : 'wxEMULATED000000';
  const nonce = `n${place}`;
  const random = createHash('md5').update(String(place)).digest();
  const sealed = encrypt(key, text, owner, random);
  return { text, owner, nonce, random: random.toString('hex'), sealed, signature: getSignature(token, stamp, nonce, sealed) };
});
const opened = ours.map((sealed) => {
  const { message, id } = decrypt(key, sealed);
  return { sealed, text: message, owner: id };
});
process.stdout.write(`${JSON.stringify({ token, key, stamp, theirs, opened }, null, 1)}\n`);
