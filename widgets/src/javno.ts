/**
 * The one script in a site's template. It finds what a webmaster or an editor pasted, makes elements of it, and loads
 * what each needs:
 *
 * A. `<javno-open-calls municipality="…"><a href="…">…</a></javno-open-calls>`
 * B. `<div data-javno="open-calls" data-municipality="…"><a href="…">…</a></div>`
 * C. `<a href="https://HOST/trebinje/pozivi?embed=open-calls">…</a>`, which every editor keeps
 *
 * `consultation` and `directory` likewise; the link is that of one thing (`…/rasprava/con_…`, `…/organizacija/org_…`) or
 * of the list (`…/rasprave`, `…/organizacije`).
 *
 * Pages that change without loading (SPA, late inserts) are watched. Loading it twice, or in two versions, does no harm.
 */
const script = (document.currentScript as HTMLScriptElement | null)?.src ?? import.meta.url;
const home = new URL("../../", script);
/** Each embed, whose file defines its element, and the attribute that names one thing to show. */
const embeds: Record<string, string> = {
  "open-calls": "call",
  consultation: "consultation",
  directory: "organisation",
};
const names = Object.keys(embeds);
const tags = names.map((embed) => `javno-${embed}`);
const attributes = ["municipality", "lang", "area", "heading-level", ...Object.values(embeds)];
/** The file of each embed that was asked for. */
const files: Record<string, string> = {};

// A failed import leaves the link; the browser's console says why.
const load = (file: string) => import(new URL(file, script).href).catch(console.error);

/** Loads an element's file when the element nears the viewport. */
const near = new IntersectionObserver(
  (entries) => {
    for (const { isIntersecting, target } of entries) {
      const embed = target.localName.slice(6);
      // An address that names something here is not left waiting for a scroll.
      if (!(isIntersecting || location.hash.startsWith("#javno-"))) continue;
      near.unobserve(target);
      // By itself it comes in one file; several share a base (build.mjs).
      const several = tags.filter((tag) => document.querySelector(tag)).length > 1;
      files[embed] ??= several ? `${embed}-over.js` : `${embed}.js`;
      // What it will ask for anyway comes beside it.
      if (several) load("base.js");
      load(files[embed]);
    }
  },
  { rootMargin: "400px" },
);

function element(embed: string, given: (name: string) => string | null | undefined): HTMLElement {
  const made = document.createElement(`javno-${embed}`);
  for (const name of attributes) {
    const value = given(name);
    if (value) made.setAttribute(name, value);
  }
  near.observe(made);
  return made;
}

function upgradeBox(box: HTMLElement) {
  const embed = box.dataset.javno ?? "";
  if (!embeds[embed] || box.querySelector(`:scope > javno-${embed}`)) return;
  const made = element(embed, (name) => box.dataset[name.replace(/-(\w)/g, (_, c) => c.toUpperCase())]);
  made.append(...box.childNodes);
  box.append(made);
}

function upgradeLink(link: HTMLAnchorElement) {
  if (!URL.canParse(link.href)) return;
  const url = new URL(link.href);
  const embed = url.searchParams.get("embed") ?? "";
  const path = url.href.startsWith(home.href) && url.pathname.slice(home.pathname.length).split("/");
  const one = embeds[embed];
  if (!one || !path || link.closest(["[data-javno]", ...tags].join())) return;
  const given: Record<string, string | null | undefined> = {
    municipality: path[0],
    [one]: path[2],
    lang: url.searchParams.get("lang"),
    area: url.searchParams.get("oblast"),
  };
  const made = element(embed, (name) => given[name]);
  link.replaceWith(made);
  made.append(link);
}

function upgrade(root: ParentNode) {
  for (const found of root.querySelectorAll(tags.map((tag) => `${tag}:not(:defined)`).join()))
    near.observe(found);
  for (const box of root.querySelectorAll<HTMLElement>("[data-javno]")) upgradeBox(box);
  for (const link of root.querySelectorAll<HTMLAnchorElement>('a[href*="embed="]')) upgradeLink(link);
}

upgrade(document);
new MutationObserver((changes) => {
  if (changes.some((change) => change.addedNodes.length)) upgrade(document);
}).observe(document.documentElement, { childList: true, subtree: true });
