/** `<javno-consultation>`: a draft act, what is said about it and the form to say more, in somebody else's page. */
import { define, JavnoElement } from "../element";
import { consultation } from "./act";
import { type Debate, Model } from "./model";
import css from "./style.css";
import { live, css as looks, thread } from "./talk";
import { list, type Told } from "./view";
import type { Messages } from "./words";

/** Empty where all of this comes in one file; see element.ts. */
declare const BUILT: string;
type Talk = typeof import("./talk");

class Consultation extends JavnoElement<Messages, Talk> {
  // Over a base the other widgets of the page do not wait for it. Alone one file is smaller by a tenth than two.
  override details: [Talk, unknown] | undefined = BUILT ? undefined : [{ css: looks, live, thread }, 0];
  protected css = css;
  files = ["consultation", "talk"];
  protected one = "consultation";
  /** It is there from the beginning (`start`). */
  model!: Model;
  /** The host's address, when it was last gone where it leads. */
  #gone = "";
  /** How often it was looked whether what comes later was asked for. Counted before it is: what is here already draws at once. */
  #asked = 0;
  /** What is listened to, and how to end it. */
  #hearing: [id: string, deaf: () => void] | undefined;

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
    this.#hearing?.[1]();
    this.#hearing = undefined;
  }

  again = () => {
    if (this.lost) this.more();
    this.model.again();
  };

  protected show(id: string | null) {
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
    this.paint(id ? consultation(t) : list(t), id ? debate : all, there);
    if (!id || !this.debate) return;
    if (!this.#asked++) this.more();
    if (this.details && this.#hearing?.[0] !== id) {
      this.#hearing?.[1]();
      this.#hearing = [id, this.details[0].live(model, id)];
    }
    if (location.hash === this.#gone) return;
    // Goes to the part that the address names, though its chapter may be folded. What has the focus is in view.
    this.#gone = location.hash;
    const part = this.find(/^#javno-(anc_\w+)$/.exec(this.#gone)?.[1]);
    part?.closest("details")?.setAttribute("open", "");
    part?.focus();
  }
}

define("javno-consultation", Consultation);
