/** `<javno-open-calls>`: the calls of a municipality, or of all, in somebody else's page. */
import { ask, type Failure, failure } from "../client";
import { beside, define, JavnoElement } from "../element";
import { h } from "../jsx";
import { type Messages, spoken } from "../say";
import { list } from "./list";
import { Model } from "./model";
import { trouble } from "./parts";
import css from "./style.css";

// What is loaded later shares this with the list; see build.mjs.
export { endpoint, refused } from "../client";
export { h } from "../jsx";
export { count, date, due, fill, grant, money, pascal, time, until } from "../say";
export { OpenCallChanged } from "./model";
export { button, heading, inPage, other, trouble, waiting } from "./parts";

const sheet = new CSSStyleSheet();
sheet.replaceSync(css);

type Details = typeof import("./details");
type Live = typeof import("./live");

class OpenCalls extends JavnoElement {
  #model: Model | undefined;
  #messages: Messages | undefined;
  /** The file of the details and its sentences, once needed. */
  #details: [Details, object] | undefined;
  /** Why the file of the details did not come. */
  #lost: Failure | undefined;
  #typing: ReturnType<typeof setTimeout> | undefined;
  /** Ends listening to what happens; there from the first view on. */
  #deaf: (() => void) | undefined;
  #told = "";

  protected styles() {
    return sheet;
  }

  protected start() {
    const call = this.getAttribute("call");
    const where = {
      municipality: this.getAttribute("municipality"),
      area: this.getAttribute("area") ?? "",
      call,
      locale: this.locale,
    };
    const model = new Model(where, ask, failure, () => this.#draw());
    this.#model = model;
    this.#messages = this.#details = undefined;
    // The sentences and the data travel side by side. Without sentences nothing can be said: the link stays.
    beside<Messages>(`calls.${spoken(this.locale)}.js`).then(
      (messages) => {
        this.#messages = messages;
        this.#draw();
      },
      (error) => this.tell("error", error),
    );
    if (!call) model.load();
    this.#follow();
    addEventListener("hashchange", this.#follow);
    addEventListener("online", this.#again);
  }

  protected stop() {
    removeEventListener("hashchange", this.#follow);
    removeEventListener("online", this.#again);
    clearTimeout(this.#typing);
    this.#deaf?.();
    this.#deaf = undefined;
  }

  /** Listens to what happens from now on. Without that, the list is as right as when it was loaded. */
  async #listen(model: Model, m: Messages, root: ShadowRoot) {
    this.#deaf = () => {};
    const { live }: Live = await import(new URL("live.js", import.meta.url).href);
    if (model === this.#model && this.isConnected) this.#deaf = live(model, m, root);
  }

  #again = () => {
    if (this.#model?.state.open) this.#more();
    this.#model?.again();
  };

  /** Shows what the host's address asks for, so that a call can be linked, bookmarked and left with "back". */
  #follow = async (event?: Event) => {
    const asked = /^#javno-(call_\w+)$/.exec(location.hash)?.[1] ?? this.getAttribute("call");
    const model = this.#model;
    const before = model?.state.open ?? null;
    if (!model || asked === before) return;
    // Another widget of the page may be meant: who clicked here clicked what is listed here.
    if (event && asked && !model.state.calls.some((call) => call.id === asked)) return;
    if (asked) this.tell("open", { call: asked });
    const ready = asked && this.#more();
    await model.show(asked);
    await ready;
    // Only who has just acted here has his focus moved.
    if (event) this.#focus(asked ? ".title" : `[href$="#javno-${before}"]`);
  };

  #focus = (what: string) => this.shadowRoot?.querySelector<HTMLElement>(what)?.focus();

  /** Loads the file of the details; where that fails, the reader is told, and the link shows. */
  async #more() {
    this.#lost = undefined;
    try {
      this.#details ??= await Promise.all([
        import(new URL("details.js", import.meta.url).href) as Promise<Details>,
        beside<object>(`call.${spoken(this.locale)}.js`),
      ]);
      const more = new CSSStyleSheet();
      more.replaceSync(this.#details[0].css);
      if (this.shadowRoot) this.shadowRoot.adoptedStyleSheets = [sheet, more];
      this.#draw();
    } catch {
      this.#lost = failure();
      this.#draw();
    }
  }

  /** Marks what a search finds; without the marks it finds as well. */
  async #mark() {
    const { marks } = await import(new URL("marks.js", import.meta.url).href);
    this.#model?.set({ marks });
  }

  #typed = (event: Event) => {
    const { value } = event.target as HTMLInputElement;
    const model = this.#model;
    // From the first letter on, what is listed is not what is asked.
    model?.set({ text: value, page: { ...model.state.page, busy: true } });
    clearTimeout(this.#typing);
    this.#typing = setTimeout(() => {
      model?.load();
      this.#mark();
    }, 250);
  };

  #draw() {
    const model = this.#model;
    const m = this.#messages;
    if (!model || !m) return;
    const t = {
      model,
      m,
      locale: this.locale,
      level: Math.min(Number(this.getAttribute("heading-level")) || 2, 5),
      again: this.#again,
      focus: this.#focus,
      everywhere: !this.hasAttribute("municipality"),
      typed: this.#typed,
    };
    const { page, detail, open, calls } = model.state;
    const [details, d] = this.#details ?? [];
    const lost = this.#lost && h("section", null, trouble(this.#lost, t));
    // Until the details are there, the list stays.
    this.paint(
      open && details
        ? details.details({ ...t, d } as Parameters<Details["details"]>[0])
        : (open && lost) || list(t),
    );
    const shown = open ? detail : page;
    const now = shown.busy ? "" : shown.failure ? "error" : open || calls[0] ? "load" : "empty";
    if (now && now !== this.#told) this.tell(now, shown.failure);
    this.#told = now;
    if (now && now !== "error" && !this.#deaf && this.shadowRoot)
      this.#listen(model, m, this.shadowRoot).catch(() => {});
  }
}

define("javno-open-calls", OpenCalls);
