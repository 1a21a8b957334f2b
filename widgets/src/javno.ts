/**
 * The one script in a site's template. It finds what a webmaster or an editor pasted, makes elements of it, and loads
 * what each needs:
 *
 * A. `<javno-open-calls municipality="…"><a href="…">…</a></javno-open-calls>`
 * B. `<div data-javno="open-calls" data-municipality="…"><a href="…">…</a></div>`
 * C. `<a href="https://HOST/trebinje/pozivi?embed=open-calls">…</a>`, which every editor keeps
 *
 * `consultation` likewise; its link is that of one consultation (`…/rasprava/con_…`) or of all (`…/rasprave`).
 *
 * Pages that change without loading (SPA, late inserts) are watched. Loading it twice, or in two versions, does no harm.
 */
const script = (document.currentScript as HTMLScriptElement | null)?.src ?? import.meta.url;
const home = new URL("../../", script);
/** Each embed and the file that defines its element. */
const files: Record<string, string> = { "open-calls": "open-calls.js", consultation: "consultation.js" };
const attributes = ["municipality", "call", "consultation", "lang", "area", "heading-level"];

/** Loads an element's file when the element nears the viewport. */
const near = new IntersectionObserver(
  (entries) => {
    for (const { isIntersecting, target } of entries) {
      const file = files[target.localName.slice(6)];
      // An address that names something here is not left waiting for a scroll.
      if (!file || !(isIntersecting || location.hash.startsWith("#javno-"))) continue;
      near.unobserve(target);
      // A failed import leaves the link; the browser's console says why.
      import(new URL(file, script).href).catch(console.error);
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
  if (!files[embed] || box.querySelector(`:scope > javno-${embed}`)) return;
  const made = element(embed, (name) => box.dataset[name.replace(/-(\w)/g, (_, c) => c.toUpperCase())]);
  made.append(...box.childNodes);
  box.append(made);
}

function upgradeLink(link: HTMLAnchorElement) {
  if (!URL.canParse(link.href)) return;
  const url = new URL(link.href);
  const embed = url.searchParams.get("embed") ?? "";
  const path = url.href.startsWith(home.href) && url.pathname.slice(home.pathname.length).split("/");
  if (!files[embed] || !path || link.closest("[data-javno], javno-open-calls, javno-consultation")) return;
  const given: Record<string, string | null | undefined> = {
    municipality: path[0],
    [embed === "consultation" ? embed : "call"]: path[2],
    lang: url.searchParams.get("lang"),
    area: url.searchParams.get("oblast"),
  };
  const made = element(embed, (name) => given[name]);
  link.replaceWith(made);
  made.append(link);
}

function upgrade(root: ParentNode) {
  for (const embed of Object.keys(files)) {
    for (const found of root.querySelectorAll(`javno-${embed}:not(:defined)`)) near.observe(found);
  }
  for (const box of root.querySelectorAll<HTMLElement>("[data-javno]")) upgradeBox(box);
  for (const link of root.querySelectorAll<HTMLAnchorElement>('a[href*="embed="]')) upgradeLink(link);
}

upgrade(document);
new MutationObserver((changes) => {
  if (changes.some((change) => change.addedNodes.length)) upgrade(document);
}).observe(document.documentElement, { childList: true, subtree: true });
