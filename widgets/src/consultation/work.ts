/**
 * The task that a comment solves: cheap for one, dear for ten thousand. SHA-256 is our own because pages without TLS, of
 * which municipalities still have some, have no `crypto.subtle`; and one that is asynchronous would be slower for so
 * small a text. It is done in slices, so that whoever types notices nothing.
 */

/** The longest that the page is kept from anything else, in milliseconds. */
const SLICE = 8;

/** The first 32 bits behind the point of a root of each of the first primes: where SHA-256 takes its numbers from. */
function behind(root: number, length: number): Int32Array {
  const primes: number[] = [];
  for (let n = 2; primes.length < length; n++) if (primes.every((prime) => n % prime)) primes.push(n);
  return new Int32Array(primes.map((prime) => (prime ** root % 1) * 2 ** 32));
}
// Who does not use them is built without them.
const START = /* @__PURE__ */ behind(1 / 2, 8);
const ROUND = /* @__PURE__ */ behind(1 / 3, 64);
const words = /* @__PURE__ */ new Int32Array(64);
const turn = (word: number, by: number) => (word >>> by) | (word << (32 - by));

/** What mixing a block of 64 bytes makes of a state. */
function mix(state: Int32Array, bytes: DataView, at: number): Int32Array {
  let [a, b, c, d, e, f, g, h] = state as unknown as Eight;
  for (let i = 0; i < 64; i++) {
    const x = words[i - 15] as number;
    const y = words[i - 2] as number;
    words[i] =
      i < 16
        ? bytes.getInt32(at + i * 4)
        : (turn(x, 7) ^ turn(x, 18) ^ (x >>> 3)) +
          (turn(y, 17) ^ turn(y, 19) ^ (y >>> 10)) +
          (words[i - 16] as number) +
          (words[i - 7] as number);
    const one =
      h +
      (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) +
      ((e & f) ^ (~e & g)) +
      (ROUND[i] as number) +
      (words[i] as number);
    const two = (turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c));
    h = g;
    g = f;
    f = e;
    e = (d + one) | 0;
    d = c;
    c = b;
    b = a;
    a = (one + two) | 0;
  }
  const mixed = [a, b, c, d, e, f, g, h];
  return state.map((word, i) => word + (mixed[i] as number));
}

type Eight = [number, number, number, number, number, number, number, number];

/** A text in whole blocks, with what SHA-256 puts behind it. */
function blocks(text: string): DataView {
  const bytes = new TextEncoder().encode(text);
  const whole = new DataView(new ArrayBuffer((bytes.length + 72) & -64));
  new Uint8Array(whole.buffer).set([...bytes, 0x80]);
  whole.setUint32(whole.byteLength - 4, bytes.length * 8);
  return whole;
}

/** What mixing all blocks between two places makes of a state. */
function mixAll(state: Int32Array, bytes: DataView, from = 0, to = bytes.byteLength): Int32Array {
  for (; from < to; from += 64) state = mix(state, bytes, from);
  return state;
}

/** SHA-256 of a text, as eight words. */
export function sha256(text: string): Int32Array {
  return mixAll(START, blocks(text));
}

/** A key for one comment. With a task of the usual length it ends where a block does, and is mixed only once. */
export const draw = () =>
  crypto.getRandomValues(new Uint8Array(30)).reduce((key, byte) => key + (byte & 31).toString(32), "");

/** The number with which the hash of task, key and number begins with so many zero bits. */
export async function solve(challenge: string, key: string, bits: number): Promise<string> {
  const before = `${challenge}.${key}.`;
  // Always of so many digits, so that what is mixed before them stays the same.
  let number = 10_000_000;
  const bytes = blocks(before + number);
  const whole = before.length & -64;
  const mixed = mixAll(START, bytes, 0, whole);
  for (;;) {
    for (const until = performance.now() + SLICE; performance.now() < until; ) {
      // The clock is looked at now and then: looking is dearer than hashing.
      for (let i = 0; i < 64; i++, number++) {
        for (let at = before.length + 8, rest = number; rest; rest = (rest / 10) | 0)
          bytes.setUint8(--at, 48 + (rest % 10));
        if (Math.clz32(mixAll(mixed, bytes, whole)[0] as number) >= bits) return `${number}`;
      }
    }
    await new Promise((later) => setTimeout(later));
  }
}
