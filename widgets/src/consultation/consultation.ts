/** `<javno-consultation>`: a draft act, what is said about it and the form to say more, in somebody else's page. */
import { define, JavnoElement, more } from "../element";
import { consultation } from "./act";
import { type Debate, Model } from "./model";
import css from "./style.css";
import { live, css as looks } from "./talk";
import { list, type Told } from "./view";
import type { Messages } from "./words";

/** Empty where all of this comes in one file; see element.ts. */
declare const BUILT: string;
type Talk = typeof import("./talk");

class Consultation extends JavnoElement<Messages, Talk> {
  // Over a base what is said comes later: the other widgets of the page do not wait for it. Alone one file is smaller by a
  // tenth than two, and has all with it from the beginning.
  protected css = BUILT ? css : css + looks;
  files = ["consultation", "talk"];
  protected one = "consultation";
  /** It is there from the beginning (`start`). */
  declare model: Model;
  /** The host's address, when it was last gone where it leads. */
  #gone: string | undefined;
  /** Ends listening to what is shown. */
  #deaf: (() => void) | undefined;

  protected get open() {
    return this.model.id;
  }

  protected start() {
    const model = new Model(this.getAttribute("municipality"), this.locale, () => this.draw());
    // What somebody is writing is his, whatever is loaded anew.
    const { drafts, kind, name } = this.model ?? model;
    Object.assign(model, { drafts, kind, name });
    this.model = model;
  }

  protected override stop() {
    super.stop();
    this.#deaf = this.#deaf?.() as undefined;
  }

  again = () => {
    if (BUILT && this.lost) more(this);
    this.model.again();
  };

  protected show(id: string | null) {
    this.#deaf = this.#deaf?.() as undefined;
    return this.model.show(id);
  }

  find: Told["find"] = (id) => this.shadowRoot?.querySelector(`#${id}`);
  to = (id?: string) => this.find(id)?.focus();
  get debate() {
    return this.model.debate.value?.consultation as Debate;
  }

  protected view() {
    const t = this as unknown as Told;
    const { model } = t;
    const { id, debate, list: all } = model;
    const there = id || all.value?.consultations.nodes[0];
    // What is there is there, also while it is fetched anew.
    this.paint(id ? consultation(t) : list(t), id ? (this.debate ? {} : debate) : all, there);
    if (!id || !this.debate) return;
    // Once asked for, it is known whether it was lost.
    if (BUILT && !("lost" in this)) more(this);
    this.#deaf ??= BUILT ? this.details?.[0].live(model, id) : live(model, id);
    if (location.hash === this.#gone) return;
    // Goes to the part that the address names, though its chapter may be folded. What has the focus is in view.
    this.#gone = location.hash;
    const part = this.find(/^#javno-(anc_\w+)$/.exec(this.#gone)?.[1]);
    part?.closest("details")?.setAttribute("open", "");
    part?.focus();
  }
}

define("javno-consultation", Consultation);
