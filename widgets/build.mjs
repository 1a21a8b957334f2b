// Builds dist/. The files are committed, so that running the server needs no Node; CI builds them again and fails on
// a difference. Each file stands alone: what a host has to let in is one address.
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { build, transform } from "esbuild";

const css = {
  name: "css-as-text",
  setup({ onLoad }) {
    onLoad({ filter: /\.css$/ }, async ({ path }) => {
      // What a sheet imports becomes part of it.
      const { outputFiles } = await build({ entryPoints: [path], bundle: true, minify: true, write: false });
      return { contents: outputFiles[0].text.trim(), loader: "text" };
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
await build({
  ...shared,
  format: "iife",
  entryPoints: ["src/javno.ts"],
  outfile: "dist/javno.js",
  // In a classic script `document.currentScript` says where it came from.
  define: { "import.meta.url": '""' },
});
await build({
  ...shared,
  format: "esm",
  entryPoints: ["src/calls/open-calls.ts"],
  outfile: "dist/open-calls.js",
});
await build({
  ...shared,
  format: "esm",
  entryPoints: ["src/consultation/consultation.ts"],
  outfile: "dist/consultation.js",
});
// What comes later is loaded by the list and takes from it what both need, so that nothing is loaded twice.
const fromTheList = {
  name: "from-the-list",
  setup({ onResolve }) {
    onResolve({ filter: /^(\.\.?\/(jsx|say|client)|\.\/(parts|model))$/ }, () => ({
      path: "./open-calls.js",
      external: true,
    }));
  },
};
for (const later of ["details.tsx", "marks.tsx", "live.ts"]) {
  await build({
    ...shared,
    format: "esm",
    entryPoints: [`src/calls/${later}`],
    outfile: `dist/${later.split(".")[0]}.js`,
    plugins: [css, fromTheList],
  });
}
// A plural form that reads like `other` is left out: `count` reads `other` in its place.
const shortest = (_, value) =>
  value.few && value.few === value.other ? { one: value.one, other: value.other } : value;
/** What a file of ours exports. */
const read = async (file) => {
  const { outputFiles } = await build({ entryPoints: [file], bundle: true, format: "esm", write: false });
  return import(`data:text/javascript,${encodeURIComponent(outputFiles[0].text)}`);
};
const { SHARED } = await read("src/consultation/words.ts");
for (const locale of ["sr-Latn", "sr-Cyrl", "en"]) {
  const { calls, call, comment, ...sections } = JSON.parse(
    readFileSync(`src/messages/${locale}.json`, "utf8"),
  );
  const picked = Object.entries(SHARED).flatMap(([section, keys]) =>
    keys.map((key) => [key, { calls, call, ...sections }[section][key]]),
  );
  const chunks = { calls, call, consultation: { ...Object.fromEntries(picked), ...comment } };
  for (const [chunk, sentences] of Object.entries(chunks)) {
    const text = `export default ${JSON.stringify(sentences, shortest)}`;
    const { code } = await transform(text, { minify: true, charset: "utf8" });
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
