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
const attributes = ["municipality", "lang", "usual-lang", "area", "heading-level", ...Object.values(embeds)];
/** The base that the files of several embeds share: its name says what is in it (build.mjs). */
declare const BASE: string;
/** What is said where a file of ours did not come, and so nothing can be loaded that says it (build.mjs). */
type Said = [notLoaded: string, loadFailed: string, loadBlocked: string];
declare const SAID: Record<"latin" | "cyrillic" | "english", Said>;
/** The embeds whose file is here or on its way. */
const asked: Record<string, boolean> = {};

const load = (file: string) => import(new URL(file, script).href);

/** The page's policy has stopped a script of ours. */
let refused = false;
addEventListener("securitypolicyviolation", ({ disposition, effectiveDirective, blockedURI }) => {
  refused ||=
    disposition === "enforce" && /^script/.test(effectiveDirective) && blockedURI.startsWith(home.origin);
});
/** Says beside the link why there is nothing more, and what can be done. */
function excuse(one: Element) {
  // The browser says that the page's policy was the reason, but only a moment later.
  setTimeout(() => {
    if (one.querySelector(".javno-note")) return;
    const note = document.createElement("p");
    note.className = "javno-note";
    note.setAttribute("role", "alert");
    // As the link speaks, which whoever pasted it has written. That a page is English its letters have to bear out, as for
    // the widget itself: many a theme says so that nobody has translated. What the element says of itself holds.
    const [lost, failed, blocked] = /[а-я]/i.test(one.textContent as string)
      ? SAID.cyrillic
      : /^en/i.test(
            (one as HTMLElement).lang ||
              (!/([čćžšđ].{0,80}){4}/is.test(document.body.innerText) &&
                one.closest<HTMLElement>("[lang]")?.lang) ||
              "",
          )
        ? SAID.english
        : SAID.latin;
    note.textContent = `${lost} ${(refused ? blocked : failed).replace("{home}", home.origin)}`;
    one.append(note);
  }, 50);
}
// An element whose sentences did not come cannot say so; one that has something to show has no use for a note.
for (const what of ["load", "empty", "error"])
  addEventListener(`javno:${what}`, (event) => {
    const { target, detail } = event as CustomEvent<Error | undefined> & { target: Element };
    if (detail?.message) excuse(target);
    else target.querySelector(".javno-note")?.remove();
  });

/** Loads the file of an embed. */
async function bring(embed: string) {
  if (asked[embed]) return;
  asked[embed] = true;
  // By itself it comes in one file; several share a base (build.mjs).
  const several = tags.filter((tag) => document.querySelector(tag)).length > 1;
  try {
    if (several) {
      // What it will ask for anyway comes beside it.
      load(BASE).catch(() => {});
      // A cache on the way may hold files of two versions, which do not fit. That which stands alone always does.
      await load(`${embed}-over.js`).catch(() => load(`${embed}.js`));
    } else await load(`${embed}.js`);
  } catch (error) {
    // The link stays, page and console say why, and an element that comes later tries again.
    asked[embed] = false;
    console.error(error);
    document.querySelectorAll(`javno-${embed}:not(:defined)`).forEach(excuse);
  }
}

/** Loads an element's file when the element nears the viewport. */
const near = new IntersectionObserver(
  (entries) => {
    for (const { isIntersecting, target } of entries) {
      // An address that names something here is not left waiting for a scroll.
      if (!(isIntersecting || location.hash.startsWith("#javno-"))) continue;
      near.unobserve(target);
      bring(target.localName.slice(6));
    }
  },
  { rootMargin: "400px" },
);
/** The elements that were met: a page that changes all the time does not make one ask again all the time. */
const met = new WeakSet<Element>();
function meet(made: Element) {
  if (!met.has(made)) near.observe(made);
  met.add(made);
}

function element(embed: string, given: (name: string) => string | null | undefined): HTMLElement {
  const made = document.createElement(`javno-${embed}`);
  for (const name of attributes) {
    const value = given(name);
    if (value) made.setAttribute(name, value);
  }
  meet(made);
  return made;
}

function upgradeBox(box: HTMLElement) {
  const embed = box.dataset.javno ?? "";
  if (!embeds[embed] || box.querySelector(`:scope > javno-${embed}`)) return;
  const made = element(embed, (name) => box.getAttribute(`data-${name}`));
  made.append(...box.childNodes);
  box.append(made);
}

function upgradeLink(link: HTMLAnchorElement) {
  if (!URL.canParse(link.href)) return;
  const { href, pathname, searchParams } = new URL(link.href);
  const embed = searchParams.get("embed") ?? "";
  const path = href.startsWith(home.href) && pathname.slice(home.pathname.length).split("/");
  const one = embeds[embed];
  if (!one || !path || link.closest(["[data-javno]", ...tags].join())) return;
  const given: Record<string, string | null | undefined> = {
    municipality: path[0],
    [one]: path[2],
    area: searchParams.get("oblast"),
  };
  const made = element(embed, (name) => given[name] ?? searchParams.get(name));
  link.replaceWith(made);
  made.append(link);
}

function upgrade(root: ParentNode) {
  for (const found of root.querySelectorAll(tags.map((tag) => `${tag}:not(:defined)`).join())) meet(found);
  for (const box of root.querySelectorAll<HTMLElement>("[data-javno]")) upgradeBox(box);
  for (const link of root.querySelectorAll<HTMLAnchorElement>('a[href*="embed="]')) upgradeLink(link);
}

/** The host's address, without what names something in it. */
const here = () => location.href.split("#")[0];
let address = here();
let turning: ReturnType<typeof setTimeout>;
/** When the page may speak another language now, or be written in the other script, what is here does too. */
function turn() {
  clearTimeout(turning);
  // A page that changes its language changes much at once.
  turning = setTimeout(async () => {
    address = here();
    const all = document.querySelectorAll(tags.map((tag) => `${tag}:defined`).join());
    if (!all[0]) return;
    // Without it they speak as they did.
    const { turn } = await load("turn.js").catch(() => ({}));
    for (const one of all) turn?.(one);
  }, 50);
}
const gone = () => here() !== address && turn();

upgrade(document);
new MutationObserver(turn).observe(document, { attributeFilter: ["lang"], subtree: true });
// Where a page goes without loading, younger browsers tell; others tell of the way back.
const { navigation } = window as { navigation?: EventTarget };
navigation?.addEventListener("currententrychange", gone);
addEventListener("popstate", gone);
new MutationObserver((changes) => {
  if (changes.some((change) => change.addedNodes.length)) upgrade(document);
}).observe(document.documentElement, { childList: true, subtree: true });
