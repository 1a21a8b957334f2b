/**
 * What all our elements share: a shadow root that no host stylesheet reaches, nothing fetched before the element nears
 * the viewport, a locale and its sentences, an address of its own for what is shown by itself, host events. The link
 * inside the element stays in the page for readers without scripts and comes back when something fails.
 */
import css from "./base.css";
import { type Failure, failure } from "./client";
import { holding } from "./focus";
import { draw, type VNode } from "./jsx";
import { type Locale, localeOf } from "./locale";

/** What stands behind the name of a file that is built twice (build.mjs): alone, or over a base that all share. */
declare const BUILT: string;

/** A stylesheet for shadow roots. */
export const sheet = (text: string) => {
  const made = new CSSStyleSheet();
  made.replaceSync(text);
  return made;
};
const base = sheet(css);

/** Something that is fetched. */
type Fetched = { busy?: boolean; failure?: Failure | undefined };

/**
 * An element that lists things and shows each by itself; `M` are its sentences. What its first view can do without (`D`,
 * with sentences `S`) is loaded later.
 */
export abstract class JavnoElement<M, D extends { css: string }, S = unknown> extends HTMLElement {
  static observedAttributes = [
    "municipality",
    "call",
    "consultation",
    "organisation",
    "area",
    "heading-level",
    "lang",
    "usual-lang",
  ];
  /** What it speaks, once it has begun. When the page does not any more, turn.ts makes it speak as the page does. */
  declare locale: Locale;
  /** What is loaded later and its sentences, once needed. */
  declare details: [D, S] | undefined;
  /** Why that did not come. */
  declare lost: Failure | undefined;
  #near: IntersectionObserver | undefined;
  #place: Node | undefined;
  /** The sentences, once they are here. */
  declare m: M | undefined;
  #told: string | undefined;
  /** What it looks like, beside what all look like. */
  protected abstract css: string;
  /** Its files beside this script: that of its sentences, what is loaded later, and the sentences of that. */
  abstract files: string[];
  /** The attribute that names something to show by itself; ids of such begin like it: `con_…` of a `consultation`. */
  protected abstract one: string;
  /** What is shown by itself. */
  protected abstract get open(): string | null;

  /** Begins, or begins anew when an attribute has changed. */
  protected abstract start(): void;
  /** Shows something by itself, or the list again. */
  protected abstract show(id: string | null): Promise<unknown>;
  /** Whether something is to be shown here: where several list such things, the one is meant that lists it. */
  protected has(_id: string) {
    return true;
  }
  /** Tries again what failed. */
  abstract again: () => void;
  protected abstract view(m: M): void;

  connectedCallback() {
    // An address that names something here is not left waiting for a scroll.
    if (location.hash.startsWith("#javno-")) return this.#begin();
    this.#near = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) this.#begin();
      },
      { rootMargin: "400px" },
    );
    this.#near.observe(this);
  }

  disconnectedCallback() {
    this.stop();
  }

  attributeChangedCallback(name: string, before: string | null, after: string | null) {
    if (before === after) return;
    if (!name.endsWith("lang")) this.refresh();
    // As javno.ts does where that is. Without it they speak as they did.
    else if (this.#place)
      import(new URL("turn.js", import.meta.url).href).then(
        (one) => one.turn(this),
        () => {},
      );
  }

  /** Fetches anew. */
  refresh() {
    if (this.#place) this.#begin();
  }

  #begin() {
    if (!this.isConnected) return;
    this.stop();
    this.locale = localeOf(this);
    if (!this.#place) {
      const root = this.attachShadow({ mode: "open" });
      root.adoptedStyleSheets = [base, sheet(this.css)];
      // A stylesheet cannot name the colour of its host's text without mixing it anew at every level.
      this.style.setProperty("--host-ink", getComputedStyle(this).color);
      // Until there is something to show, the link shows through.
      this.#place = root.appendChild(document.createElement("slot"));
    }
    this.m = undefined;
    // The sentences and the data travel side by side. Without sentences the link stays, and javno.ts says why.
    beside<M>(this.files[0], this.locale).then(
      (m) => {
        this.m = m;
        this.draw();
      },
      (error) => this.tell("error", error),
    );
    this.start();
    this.follow();
    addEventListener("hashchange", this.follow);
    addEventListener("online", this.again);
  }

  /** Lets go of what was taken hold of outside the element. */
  protected stop() {
    this.#near?.disconnect();
    removeEventListener("hashchange", this.follow);
    removeEventListener("online", this.again);
  }

  /** Shows what the host's address asks for, so that one thing can be linked, bookmarked and left with "back". */
  protected follow = async (event?: Event) => {
    const [, named, kind = "-"] = /^#javno-(([a-z]+)_\w+)$/.exec(location.hash) ?? [];
    // A part of what is shown is no reason to leave it.
    if (kind === "anc" && event) return this.draw();
    const asked = this.getAttribute(this.one) ?? ((this.one.startsWith(kind) && named) || null);
    const before = this.open;
    if (event && (asked === before || (asked && !this.has(asked)))) return;
    if (asked) this.tell("open", { [this.one]: asked });
    await this.show(asked);
    // Only who has just acted here has his focus moved.
    if (event && (asked || !named)) this.reach(asked ? ".title" : `[href$="#javno-${before}"]`);
  };

  /** Moves the focus to what a selector finds here. */
  protected reach = (what: string) => this.shadowRoot?.querySelector<HTMLElement>(what)?.focus();

  /** Level of the headings in the host page. */
  level(most: number) {
    return Math.min(Number(this.getAttribute("heading-level")) || 2, most);
  }

  /**
   * Draws what there is, as soon as it can be said in words. Not out of the page: with the
   * view it begins to listen, and nobody would end that.
   */
  draw() {
    if (this.m && this.isConnected) this.view(this.m);
  }

  /** Puts a view into the place, and tells the host of it when it is there. */
  protected paint(view: VNode, shown: Fetched, there: unknown) {
    // Its page may be in another language, or say none: what is said here is read with the right voice.
    (view.props as Record<string, unknown>).lang = this.locale;
    this.#place = holding(this.shadowRoot as ShadowRoot, () => draw(this.#place as Node, view));
    const now = shown.busy ? "" : shown.failure ? "error" : there ? "load" : "empty";
    if (now && now !== this.#told) this.tell(now, shown.failure);
    this.#told = now;
  }

  /** Tells the host page: `javno:load`, `javno:empty`, `javno:error`, `javno:open`, `javno:submit`, `javno:submitted`. */
  tell(name: string, detail?: unknown) {
    this.dispatchEvent(new CustomEvent(`javno:${name}`, { bubbles: true, composed: true, detail }));
  }
}

/** The sentences of a file beside this script. */
export const beside = async <T>(name: string | undefined, locale: Locale): Promise<T> =>
  (await import(new URL(`${name}.${locale}.js`, import.meta.url).href)).default;

/** What stands behind the address of a part, once one did not come: by the standard an address fails for ever. */
let again = "";
/** What a part of this script exports that is loaded when it is needed. */
export const later = <T>(part: string | undefined): Promise<T> =>
  import(new URL(`${part}${BUILT}.js${again}`, import.meta.url).href).catch((error) => {
    again = `?${Date.now()}`;
    throw error;
  });

/**
 * Loads what comes later; where that fails, the reader is told, and the link shows. No method: whoever has all with him from
 * the beginning is built without.
 */
export async function more<M, D extends { css: string }, S>(one: JavnoElement<M, D, S>) {
  const [, views, sentences] = one.files;
  one.lost = undefined;
  try {
    one.details ??= await Promise.all([
      later<D>(views),
      sentences ? beside<S>(sentences, one.locale) : (sentences as S),
    ]);
    const worn = one.shadowRoot?.adoptedStyleSheets;
    if (worn) worn[2] ??= sheet(one.details[0].css);
  } catch {
    one.lost = failure();
  }
  one.draw();
}

/** Registers an element once, however often and in whatever versions the script is loaded. */
export function define(name: string, element: CustomElementConstructor) {
  if (!customElements.get(name)) customElements.define(name, element);
}
