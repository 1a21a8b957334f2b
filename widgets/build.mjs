// Builds dist/. The files are committed, so that running the server needs no Node; CI builds them again and fails on
// a difference. Each file stands alone: what a host has to let in is one address.
import { createHash } from "node:crypto";
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { build, transform } from "esbuild";
import { minify } from "terser";
import { asModule, consultation, LIKE_SERBIAN, LOCALES, picked, sentences } from "./messages.mjs";

/** What stands behind the name of a widget's file that takes from the base what all share. */
const OVER = "-over";

const css = {
  name: "css-as-text",
  setup({ onLoad }) {
    onLoad({ filter: /\.css$/ }, async ({ path }) => {
      // What a sheet imports becomes part of it.
      const { outputFiles } = await build({ entryPoints: [path], bundle: true, minify: true, write: false });
      // In what a property of ours is, and between what a function is given, esbuild leaves a space. No text in a sheet has one so.
      const contents = outputFiles[0].text.trim().replace(/ ?([:,/]) /g, "$1");
      return { contents, loader: "text" };
    });
  },
};
const shared = {
  bundle: true,
  minify: true,
  target: "es2022",
  charset: "utf8",
  legalComments: "none",
  jsxFactory: "h",
  plugins: [css],
};

rmSync("dist", { recursive: true, force: true });
mkdirSync("dist/graphiql", { recursive: true });
// Each widget is built twice. Alone it is one file: one request, and compressed as a whole it is smallest. Where a page
// has several, each is only what the others have not, over a base that all share; javno.ts chooses.
const src = resolve("src");
/** What has to do with no widget in particular. */
const BASE = ["jsx", "client", "element", "locale", "say", "parts", "listing"].map((name) => join(src, name));
const names = (list) => list.split(",").map((name) => name.split(" as "));
/** What a built file exports. */
const gives = (file) =>
  [...readFileSync(`dist/${file}`, "utf8").matchAll(/export\{([^}]*)\}/g)].flatMap(([, list]) =>
    names(list).map((pair) => pair.at(-1)),
  );
/** What a built text imports of a file. */
const takes = (text, from) =>
  [...text.matchAll(/import\{([^}]*)\}from"([^"]*)"/g)].flatMap(([, list, file]) =>
    file === from ? names(list).map(([name]) => name) : [],
  );
/**
 * Imports of some files of ours become imports of a built file. esbuild leaves as many of those as it had files that
 * import; once it is known what all of them `need`, it is imported once.
 */
const taken = (files, from, need) => ({
  name: "taken",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^\.\.?\/[\w-]+$/ }, ({ path, resolveDir, kind }) =>
      kind !== "entry-point" && files.includes(resolve(resolveDir, path))
        ? need
          ? { path: from, namespace: from }
          : { path: from, external: true }
        : undefined,
    );
    onLoad({ filter: /./, namespace: from }, () => ({ contents: `export {${need}} from "${from}"` }));
    onResolve({ filter: /./, namespace: from }, () => ({ path: from, external: true }));
  },
});
const widgets = {
  "open-calls": {
    file: "calls/open-calls.ts",
    later: { details: "details.tsx", marks: "marks.tsx", live: "live.ts" },
    // What comes later takes from the list what both need, so that nothing is loaded twice.
    gives: ["jsx", "say", "client", "calls/parts"],
  },
  consultation: {
    file: "consultation/consultation.ts",
    later: { talk: "talk.ts" },
    gives: [],
    // By itself it has that in it.
    whole: true,
  },
  directory: {
    file: "directory/directory.ts",
    later: { organisation: "organisation.tsx", "directory-live": "live.ts" },
    gives: ["jsx", "say", "client", "parts", "directory/parts"],
  },
};
/** Writes a file. terser goes over it too: what it leaves is smaller by a thirtieth. */
const write = async (name, text, module, hoist_funs = false) => {
  const { code } = await minify(text, { module, ecma: 2020, compress: { passes: 3, hoist_funs } });
  writeFileSync(`dist/${name}.js`, code);
};
/** Builds a file; `over` says which files of ours it takes from which built file. */
const widget = async (file, name, built, over, hoist) => {
  const options = {
    ...shared,
    format: "esm",
    entryPoints: [`src/${file}`],
    write: false,
    define: { BUILT: JSON.stringify(built) },
  };
  const made = async (plugins) =>
    (await build({ ...options, plugins: [css, ...plugins] })).outputFiles[0].text;
  const apart = await made(over.map(([files, from]) => taken(files, from)));
  const need = (from) => [...new Set(takes(apart, from))].sort();
  const merged = over.map(([files, from]) => taken(files, from, need(from)));
  await write(name, await made(merged), true, hoist);
};
await widget("base.ts", "base", OVER, []);
// What is made over a base asks for that very one: a cache that holds one of another version has it by another name.
const base = `base.js?${createHash("sha256").update(readFileSync("dist/base.js")).digest("hex").slice(0, 8)}`;
const overTheBase = [BASE, `./${base}`];
/** What the script itself says when nothing more could be loaded: the neighbours' languages say it in the same words. */
const said = (locale) => {
  const { notLoaded, loadFailed, loadBlocked } = sentences(locale).loader;
  return JSON.stringify([notLoaded, loadFailed, loadBlocked]);
};
for (const neighbour of LIKE_SERBIAN)
  if (said(neighbour) !== said("sr-Latn"))
    throw new Error(`the script has no room for what ${neighbour} says otherwise`);
const { outputFiles } = await build({
  ...shared,
  format: "iife",
  entryPoints: ["src/javno.ts"],
  write: false,
  // In a classic script `document.currentScript` says where it came from.
  define: {
    "import.meta.url": '""',
    BASE: JSON.stringify(base),
    "SAID.latin": said("sr-Latn"),
    "SAID.cyrillic": said("sr-Cyrl"),
    "SAID.english": said("en"),
  },
});
await write("javno", outputFiles[0].text, false);
// What is seldom needed, for all of them alike, stands alone.
await widget("turn.ts", "turn", "", []);
// What listens comes after the first view, once for all.
await widget("listening.ts", `listen${OVER}`, OVER, [overTheBase]);
const listening = [[join(src, "live"), join(src, "keep")], `./listen${OVER}.js`];
for (const [name, { file, later, gives, whole }] of Object.entries(widgets)) {
  const list = gives.map((given) => join(src, given));
  // What is large and whole is smaller by a hundredth with its functions at the beginning of what they stand in.
  await widget(file, name, "", [], whole);
  await widget(file, name + OVER, OVER, [overTheBase]);
  for (const [part, of] of Object.entries(later)) {
    const inIts = join(dirname(file), of);
    if (!whole) await widget(inIts, part, "", [[list, `./${name}.js`]]);
    // The views of a list that its details use too are the list's own.
    const own = list.filter((given) => dirname(given) !== src);
    await widget(inIts, part + OVER, OVER, [overTheBase, listening, [own, `./${name}${OVER}.js`]]);
  }
}
// What is left to another file must be there; nobody else looks at it before a browser does.
for (const file of readdirSync("dist").filter((name) => name.endsWith(".js"))) {
  for (const [, list, from] of readFileSync(`dist/${file}`, "utf8").matchAll(
    /import\{([^}]*)\}from"\.\/([^"?]*)[^"]*"/g,
  )) {
    const missing = names(list).filter(([name]) => !gives(from).includes(name));
    if (missing[0]) throw new Error(`${from} does not give ${file} what it takes: ${missing}`);
  }
}
/** What a file of ours exports. */
const read = async (file) => {
  const { outputFiles } = await build({ entryPoints: [file], bundle: true, format: "esm", write: false });
  return import(`data:text/javascript,${encodeURIComponent(outputFiles[0].text)}`);
};
const words = await read("src/consultation/words.ts");
const { LIST, DETAILS } = await read("src/directory/words.ts");
for (const locale of LOCALES) {
  const sections = sentences(locale);
  const chunks = {
    calls: sections.calls,
    call: sections.call,
    consultation: consultation(sections, words),
    directory: picked(sections, LIST),
    organisation: picked(sections, DETAILS),
  };
  for (const [chunk, said] of Object.entries(chunks)) {
    const { code } = await transform(asModule(said), { minify: true, charset: "utf8" });
    writeFileSync(`dist/${chunk}.${locale}.js`, code);
  }
}
// The officials' desk, at an address of its own. What is not needed at once comes when it is, under a name that changes
// with what is in it: no page has an old part of the desk beside a new one.
await build({
  ...shared,
  format: "esm",
  splitting: true,
  entryPoints: { desk: "src/desk/desk.tsx" },
  outdir: "dist/desk",
  chunkNames: "[name]-[hash]",
  jsxFragment: "Fragment",
});
for (const file of readdirSync("dist/desk"))
  await write(`desk/${file.slice(0, -3)}`, readFileSync(`dist/desk/${file}`, "utf8"), true);
await build({ minify: true, charset: "utf8", entryPoints: ["src/desk/desk.css"], outdir: "dist/desk" });
copyFileSync("src/desk/index.html", "dist/desk/index.html");
// The API's console, from our own address instead of somebody's CDN.
await build({
  bundle: true,
  minify: true,
  target: "es2022",
  charset: "utf8",
  legalComments: "none",
  format: "iife",
  entryPoints: { graphiql: "src/graphiql.ts" },
  outdir: "dist/graphiql",
  define: { "process.env.NODE_ENV": '"production"' },
});
