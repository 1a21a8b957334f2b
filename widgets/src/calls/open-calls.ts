/** `<javno-open-calls>`: the calls of a municipality, or of all, in somebody else's page. */
import { define, later } from "../element";
import { h } from "../jsx";
import { Listing } from "../listing";
import type { Messages } from "../say";
import { list } from "./list";
import { Model } from "./model";
import { trouble } from "./parts";
import css from "./style.css";

// What is loaded later shares this with the list; see build.mjs.
export { endpoint, refused } from "../client";
export { h } from "../jsx";
export { count, date, due, fill, grant, moment, money, pascal, until } from "../say";
export { button, heading, inPage, other, trouble, waiting } from "./parts";

type Details = typeof import("./details");
type Sentences = Parameters<Details["details"]>[0]["d"];

class OpenCalls extends Listing<Messages, Model, Details, Sentences> {
  protected css = css;
  files = ["calls", "details", "call", "live"];
  protected one = "call";

  protected anew() {
    const where = {
      municipality: this.getAttribute("municipality"),
      area: this.getAttribute("area") ?? "",
      call: this.getAttribute("call"),
      locale: this.locale,
    };
    return new Model(where, () => this.draw());
  }

  protected get open() {
    return this.model.state.open;
  }

  protected get listed() {
    return this.model.state.calls;
  }

  #typed = async (event: Event) => {
    const { value } = event.target as HTMLInputElement;
    const { model } = this;
    // From the first letter on, what is listed is not what is asked.
    model.set({ text: value, page: { ...model.state.page, busy: true } });
    this.soon();
    // Marks what a search finds; without the marks it finds as well.
    const { marks } = await later<typeof import("./marks")>("marks");
    model.set({ marks });
  };

  protected view(m: Messages) {
    const { model, details, lost } = this;
    const t = {
      model,
      m,
      locale: this.locale,
      level: this.level(5),
      again: this.again,
      focus: this.reach,
      everywhere: !model.where.municipality,
      typed: this.#typed,
    };
    const { page, detail, open, calls } = model.state;
    // Until the details are there, the list stays.
    const view =
      open && details
        ? details[0].details({ ...t, d: details[1] })
        : open && lost
          ? h("section", null, trouble(lost, t, m.elsewhere))
          : list(t);
    const shown = open ? detail : page;
    this.paint(view, shown, open || calls[0]);
    if (shown.value) this.hear(m);
  }
}

define("javno-open-calls", OpenCalls);
