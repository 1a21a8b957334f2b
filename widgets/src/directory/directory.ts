/** `<javno-directory>`: the civil-society organisations of a municipality, or of all, in somebody else's page. */
import { define } from "../element";
import { h } from "../jsx";
import { Listing } from "../listing";
import { list } from "./list";
import { Model } from "./model";
import { lost } from "./parts";
import css from "./style.css";
import type { Messages, More } from "./words";

// What is loaded later shares this with the list; see build.mjs.
export { endpoint, refused } from "../client";
export { h } from "../jsx";
export { heading, inPage, other, waiting } from "../parts";
export { date, fill, money, pascal } from "../say";
export { badges, form, lost, status, words } from "./parts";

type Details = typeof import("./organisation");

class Directory extends Listing<Messages, Model, Details, More> {
  protected css = css;
  files = ["directory", "organisation", "organisation", "directory-live"];
  protected one = "organisation";

  protected anew() {
    const given = (name: string) => this.getAttribute(name);
    const model = new Model(given("municipality"), this.locale, !!given("organisation"), () => this.draw());
    const area = given("area");
    if (area) model.chosen = { areas: [area] };
    return model;
  }

  protected get open() {
    return this.model.open;
  }

  protected get listed() {
    return this.model.all;
  }

  #typed = (event: Event) => {
    this.model.type((event.target as HTMLInputElement).value);
    this.soon();
  };

  protected view(m: Messages) {
    const { model, details } = this;
    const t = {
      model,
      m,
      locale: this.locale,
      level: this.level(5),
      everywhere: !model.municipality,
      focus: this.reach,
      again: this.again,
      typed: this.#typed,
    };
    const { page, detail, open, all } = model;
    // Until the details are there, the list stays.
    const view =
      open && details
        ? details[0].organisation({ ...t, d: details[1] })
        : open && this.lost
          ? h("section", null, lost(t, this.lost))
          : list(t);
    const shown = open ? detail : page;
    this.paint(view, shown, open || all[0]);
    if (shown.value) this.hear(m);
  }
}

define("javno-directory", Directory);
