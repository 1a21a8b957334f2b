// Looks for an order of the consultation's sentences in which the largest of its chunks is smallest, and prints it for
// src/consultation/words.ts: `node order.mjs 300`, for so many seconds. Each try moves some that stand together; at first it may
// come out larger, so that it does not end where it began.
import { brotliCompressSync, constants } from "node:zlib";
import { build } from "esbuild";
import { asModule, consultation, sentences } from "./messages.mjs";

const file = "src/consultation/words.ts";
const { outputFiles } = await build({ entryPoints: [file], bundle: true, format: "esm", write: false });
const words = await import(`data:text/javascript,${encodeURIComponent(outputFiles[0].text)}`);
const said = consultation(sentences("sr-Cyrl"), words);
const options = { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 22 } };
/** As esbuild leaves it: with names that need no quotes. */
const size = (keys) => {
  const text = asModule(Object.fromEntries(keys.map((key) => [key, said[key]])));
  return brotliCompressSync(`${text.replace(/"(\w+)":/g, "$1:")};\n`, options).length;
};

const seconds = Number(process.argv[2] ?? 60);
const random = (below) => Math.floor(Math.random() * below);
let keys = Object.keys(said);
let now = size(keys);
let best = { size: now, keys };
console.error(`${now} bytes`);
for (const begun = Date.now(), until = begun + seconds * 1000; Date.now() < until; ) {
  const tried = [...keys];
  const some = tried.splice(random(tried.length), 1 + random(5));
  tried.splice(random(tried.length + 1), 0, ...some);
  const heat = Math.max(0.6 * (1 - (Date.now() - begun) / (seconds * 1000)), 0.05);
  const then = size(tried);
  if (then > now && Math.random() > Math.exp((now - then) / heat)) continue;
  [now, keys] = [then, tried];
  if (now < best.size) best = { size: now, keys };
}
console.error(`${best.size} bytes`);
console.log(best.keys.join(" "));
