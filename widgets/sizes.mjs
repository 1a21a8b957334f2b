// Fails when a widget outgrows what a village's phone on a bad line may be asked to load (brotli 11, as served).
import { readdirSync, readFileSync } from "node:fs";
import { brotliCompressSync, constants } from "node:zlib";
import { LOCALES } from "./messages.mjs";

const options = { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 22 } };
const size = (file) => brotliCompressSync(readFileSync(`dist/${file}`), options).length;
const largest = (chunk) =>
  LOCALES.map((locale) => `${chunk}.${locale}.js`).reduce((a, b) => (size(a) > size(b) ? a : b));

/** A file with all that it needs at once. */
const withAll = (file, dir) => {
  const needs = readFileSync(`dist/${dir}${file}`, "utf8").matchAll(/(?:from|import)"\.\/([^"?]+)[^"]*"/g);
  return [...new Set([file, ...[...needs].flatMap(([, needed]) => withAll(needed, dir))])];
};
const whole = (file) => withAll(file, "desk/");
const chunks = readdirSync("dist/desk");
const chunk = (name) => chunks.filter((file) => file.startsWith(`${name}-`));
/** Its own sentences; the widget's, for the preview, are the smaller file. */
const spoken = LOCALES.flatMap((locale) => chunk(locale)).reduce((a, b) =>
  size(`desk/${a}`) > size(`desk/${b}`) ? a : b,
);
const first = [...whole("desk.js"), "desk.css", spoken];
const editor = chunk("editor")
  .flatMap(whole)
  .filter((file) => !first.includes(file));

const debates = chunk("pages")
  .flatMap(whole)
  .filter((file) => !first.includes(file));

/** What is said there: the queue and the answers. */
const talk = chunk("talk")
  .flatMap(whole)
  .filter((file) => !first.includes(file));

/** Beside that, where one is opened. */
const acts = chunk("act")
  .flatMap(whole)
  .filter((file) => !first.includes(file) && !debates.includes(file));

const directory = chunk("directory")
  .flatMap(whole)
  .filter((file) => !first.includes(file));

const results = chunk("results")
  .flatMap(whole)
  .filter((file) => !first.includes(file));

/** All three on one page: what they load until each shows its first view, and what listens and takes comments then. */
const together = (files) => [...new Set(files.flatMap((file) => withAll(`${file}-over.js`, "")))];
const several = together(["open-calls", "consultation", "directory"]);
const after = together(["live", "directory-live", "talk"]);
/** All three with what finds them and what they say, in the language that says it longest. */
const all = LOCALES.map((locale) => [
  "javno.js",
  ...several,
  ...["calls", "consultation", "directory"].map((chunk) => `${chunk}.${locale}.js`),
]);
const sum = (files) => files.reduce((bytes, file) => bytes + size(file), 0);
const largestOfAll = all.reduce((a, b) => (sum(a) > sum(b) ? a : b));

/** What is measured, of which files, and the most that it may be, in bytes. */
const budgets = [
  ["open calls: all that the first view needs", ["javno.js", "open-calls.js", largest("calls")], 9 * 1024],
  ["open calls: list and details", ["open-calls.js", "details.js"], 9 * 1024],
  ["open calls: marks of a search", ["marks.js"], 1024],
  ["open calls: listening", ["live.js"], 1.4375 * 1024],
  ...LOCALES.map((locale) => [
    `sentences: ${locale}`,
    [`calls.${locale}.js`, `call.${locale}.js`],
    1.5 * 1024,
  ]),
  ["consultation: all of it, with listening and the task's solving", ["consultation.js"], 10 * 1024],
  ...LOCALES.map((locale) => [`sentences: ${locale}`, [`consultation.${locale}.js`], 1.5 * 1024]),
  [
    "directory: all that the first view needs",
    ["javno.js", "directory.js", largest("directory")],
    9.5 * 1024,
  ],
  ["directory: list and details", ["directory.js", "organisation.js"], 9.5 * 1024],
  ["directory: listening", ["directory-live.js"], 1.4375 * 1024],
  ...LOCALES.map((locale) => [
    `sentences: ${locale}`,
    [`directory.${locale}.js`, `organisation.${locale}.js`],
    1.5 * 1024,
  ]),
  [
    "all three on one page: all that their first views need beside javno.js and sentences",
    several,
    14 * 1024,
  ],
  ["all three on one page: all of that, with javno.js and the longest sentences", largestOfAll, 18.75 * 1024],
  [
    "all three on one page: what comes after the view",
    after.filter((file) => !several.includes(file)),
    7 * 1024,
  ],
  ["desk: all that the first view needs", first.map((file) => `desk/${file}`), 62 * 1024],
  ["desk: consultations", [...new Set(debates)].map((file) => `desk/${file}`), 30 * 1024],
  ["desk: comments", [...new Set(talk)].map((file) => `desk/${file}`), 15.75 * 1024],
  ["desk: texts of acts", [...new Set(acts)].map((file) => `desk/${file}`), 8 * 1024],
  ["desk: the directory", [...new Set(directory)].map((file) => `desk/${file}`), 30 * 1024],
  ["desk: results of a call", [...new Set(results)].map((file) => `desk/${file}`), 30 * 1024],
  ["desk: the editor", editor.map((file) => `desk/${file}`), 30 * 1024],
];

let failed = 0;
for (const [what, files, most] of budgets) {
  const bytes = sum(files);
  const parts = files.length > 1 ? ` (${files.map((file) => `${file} ${size(file)}`).join(" + ")})` : "";
  console.log(`${bytes > most ? "TOO LARGE" : "ok"}  ${bytes} of ${most} bytes  ${what}${parts}`);
  failed += bytes > most;
}
process.exitCode = failed ? 1 : 0;
