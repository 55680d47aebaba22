// Which number, written behind the nonce, has a SHA-256 (FIPS 180-4) that begins with so many zero bits? Own code, because the
// browser's answers each digest by a promise, which costs ten times the digest. What is digested fits into one block.

const fraction = (root) => Math.floor((root - Math.floor(root)) * 2 ** 32);
const primes = [];
for (let number = 2; primes.length < 64; number++) if (primes.every((prime) => number % prime)) primes.push(number);
const K = Int32Array.from(primes, (prime) => fraction(Math.cbrt(prime)));
const BEGIN = Int32Array.from(primes.slice(0, 8), (prime) => fraction(Math.sqrt(prime)));
const W = new Int32Array(64);

const turn = (word, by) => (word >>> by) | (word << (32 - by));

// The first 32 bits of the digest of what stands in W[0..15].
function firstWord() {
  for (let i = 16; i < 64; i++) {
    const x = W[i - 15];
    const y = W[i - 2];
    W[i] = W[i - 16] + W[i - 7] + (turn(x, 7) ^ turn(x, 18) ^ (x >>> 3)) + (turn(y, 17) ^ turn(y, 19) ^ (y >>> 10));
  }
  let [a, b, c, d, e, f, g, h] = BEGIN;
  for (let i = 0; i < 64; i++) {
    const one = (h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + K[i] + W[i]) | 0;
    const two = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g; g = f; f = e; e = (d + one) | 0; d = c; c = b; b = a; a = (one + two) | 0;
  }
  return (a + BEGIN[0]) >>> 0;
}

function put(text) {
  W.fill(0, 0, 16);
  for (let i = 0; i < text.length; i++) W[i >> 2] |= text.charCodeAt(i) << (24 - 8 * (i & 3));
  W[text.length >> 2] |= 0x80 << (24 - 8 * (text.length & 3));
  W[15] = 8 * text.length;
}

addEventListener("message", ({ data: { nonce, bits } }) => {
  const below = 2 ** (32 - bits);
  for (let number = 0; ; number++) {
    put(`${nonce}:${number}`);
    if (firstWord() < below) return postMessage({ answer: String(number), tries: number });
    if (number % 20_000 === 0) postMessage({ tries: number });
  }
});
