/**
 * What all our elements share: a shadow root that no host stylesheet reaches, nothing fetched before the element nears
 * the viewport, a locale, host events. The link inside the element stays in the page for readers without scripts and
 * comes back when something fails.
 */
import { draw, type VNode } from "./jsx";
import { type Locale, localeOf } from "./locale";

export abstract class JavnoElement extends HTMLElement {
  static observedAttributes = ["municipality", "call", "lang", "area", "heading-level"];
  protected locale: Locale = "sr-Latn";
  #near: IntersectionObserver | undefined;
  #place: Node | undefined;

  /** The stylesheet of this element. */
  protected abstract styles(): CSSStyleSheet;
  /** Begins, or begins anew when an attribute has changed. */
  protected abstract start(): void;
  /** Lets go of what `start` took hold of outside the element. */
  protected abstract stop(): void;

  connectedCallback() {
    // An address that names something here is not left waiting for a scroll.
    if (location.hash.startsWith("#javno-")) return this.#begin();
    this.#near = new IntersectionObserver(
      (entries) => {
        if (!entries.some((entry) => entry.isIntersecting)) return;
        this.#near?.disconnect();
        this.#begin();
      },
      { rootMargin: "400px" },
    );
    this.#near.observe(this);
  }

  disconnectedCallback() {
    this.#near?.disconnect();
    this.stop();
  }

  attributeChangedCallback(_name: string, before: string | null, after: string | null) {
    if (this.#place && before !== after) this.#begin();
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
      root.adoptedStyleSheets = [this.styles()];
      // A stylesheet cannot name the colour of its host's text without mixing it anew at every level.
      this.style.setProperty("--host-ink", getComputedStyle(this).color);
      // Until there is something to show, the link shows through.
      this.#place = root.appendChild(document.createElement("slot"));
    }
    this.start();
  }

  protected paint(view: VNode) {
    if (this.#place) this.#place = draw(this.#place, view);
  }

  /** Tells the host page: `javno:load`, `javno:empty`, `javno:error`, `javno:open`, `javno:submit`, `javno:submitted`. */
  protected tell(name: string, detail?: unknown) {
    this.dispatchEvent(new CustomEvent(`javno:${name}`, { bubbles: true, composed: true, detail }));
  }
}

/** What a file beside this script exports. */
export const beside = async <T>(file: string): Promise<T> =>
  (await import(new URL(file, import.meta.url).href)).default;

/** Registers an element once, however often and in whatever versions the script is loaded. */
export function define(name: string, element: CustomElementConstructor) {
  if (!customElements.get(name)) customElements.define(name, element);
}
