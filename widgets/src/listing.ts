/** What our lists share: details and listening that are loaded when they are needed, words that are typed. */
import { JavnoElement, later, more } from "./element";

/** What a list knows and does. */
export interface Lists {
  /** One thing is shown by itself; there is no list to go back to. */
  only: boolean;
  load(): unknown;
  show(id: string | null): Promise<unknown>;
  again(): unknown;
}

/**
 * A list whose things are shown by themselves with views (`D`) and sentences (`S`) that are loaded for the first.
 * Its files: the sentences, the details, their sentences, and what listens.
 */
export abstract class Listing<M, L extends Lists, D extends { css: string }, S> extends JavnoElement<
  M,
  D,
  S
> {
  declare model: L;
  /** Ends listening to what happens; there from the first view on. */
  declare deaf: (() => void) | undefined;
  #typing: ReturnType<typeof setTimeout> | undefined;

  protected abstract anew(): L;
  /** What is listed now. */
  protected abstract get listed(): readonly { id: string }[];

  // An only list shows also what it has not listed: the reader came back to it, or followed a link of the host's.
  protected override has(id: string) {
    return !document.querySelectorAll(this.localName)[1] || this.listed.some((one) => one.id === id);
  }

  protected start() {
    this.model = this.anew();
    this.details = undefined;
    if (!this.model.only) this.model.load();
  }

  protected override stop() {
    super.stop();
    clearTimeout(this.#typing);
    this.deaf?.();
    this.deaf = undefined;
  }

  again = () => {
    if (this.open) more(this);
    this.model.again();
  };

  protected show(id: string | null) {
    return Promise.all([this.model.show(id), id && more(this)]);
  }

  /** Loads the list anew when nothing was typed for a moment. */
  protected soon() {
    clearTimeout(this.#typing);
    this.#typing = setTimeout(() => this.model.load(), 250);
  }

  /** Listens to what happens from now on. Without that, the list is as right as when it was loaded. */
  protected hear(m: M) {
    if (this.deaf) return;
    let deaf = () => {};
    this.deaf = () => deaf();
    const { model } = this;
    later<{ live: (model: L, m: M, root: ShadowRoot) => () => void }>(this.files[3]).then(({ live }) => {
      // Meanwhile it may have begun anew, or gone.
      if (model === this.model && this.deaf) deaf = live(model, m, this.shadowRoot as ShadowRoot);
    }, deaf);
  }
}
