/** `<javno-open-calls>`: the calls of a municipality, or of all, in somebody else's page. */
import { ask, failure } from "../client";
import { beside, define, JavnoElement } from "../element";
import { type Messages, spoken } from "../say";
import { list } from "./list";
import { Model } from "./model";
import css from "./style.css";

// What the details share with the list; see build.mjs.
export { h } from "../jsx";
export { count, date, due, fill, grant, money, pascal, time } from "../say";
export { heading, other, trouble, waiting } from "./parts";

const sheet = new CSSStyleSheet();
sheet.replaceSync(css);

type Details = typeof import("./details");

class OpenCalls extends JavnoElement {
  #model: Model | undefined;
  #messages: Messages | undefined;
  /** The file of the details and its sentences, once needed. */
  #details: [Details, object] | undefined;
  #typing: ReturnType<typeof setTimeout> | undefined;
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
  }

  #again = () => this.#model?.again();

  /** Shows what the host's address asks for, so that a call can be linked, bookmarked and left with "back". */
  #follow = async () => {
    const asked = /^#javno-(call_\w+)$/.exec(location.hash)?.[1] ?? this.getAttribute("call");
    const model = this.#model;
    const before = model?.state.open ?? null;
    if (!model || asked === before) return;
    if (asked) this.tell("open", { call: asked });
    const ready = asked && this.#more();
    await model.show(asked);
    await ready;
    this.shadowRoot?.querySelector<HTMLElement>(asked ? ".title" : `[href="#javno-${before}"]`)?.focus();
  };

  /** Loads the file of the details; where that fails, the hosted page has them. */
  async #more() {
    try {
      this.#details ??= await Promise.all([
        import(new URL("details.js", import.meta.url).href) as Promise<Details>,
        beside<object>(`call.${spoken(this.locale)}.js`),
      ]);
      const more = new CSSStyleSheet();
      more.replaceSync(this.#details[0].css);
      if (this.shadowRoot) this.shadowRoot.adoptedStyleSheets = [sheet, more];
      this.#model?.set({ marks: this.#details[0].marks });
    } catch {
      this.#model?.set({ detail: { busy: false, failure: failure() } });
    }
  }

  #typed = (event: Event) => {
    const { value } = event.target as HTMLInputElement;
    this.#model?.set({ text: value });
    clearTimeout(this.#typing);
    this.#typing = setTimeout(() => {
      this.#more();
      this.#model?.load();
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
      level: Number(this.getAttribute("heading-level")) || 2,
      everywhere: !this.hasAttribute("municipality"),
      typed: this.#typed,
    };
    const { page, detail, open, calls } = model.state;
    const [details, d] = this.#details ?? [];
    this.paint(open && details ? details.details({ ...t, d } as Parameters<Details["details"]>[0]) : list(t));
    const shown = open ? detail : page;
    const now = shown.busy ? "" : shown.failure ? "error" : open || calls[0] ? "load" : "empty";
    if (now && now !== this.#told) this.tell(now, shown.failure);
    this.#told = now;
  }
}

define("javno-open-calls", OpenCalls);
