/** `<javno-consultation>`: a draft act, what is said about it and the form to say more, in somebody else's page. */
import { define, JavnoElement } from "../element";
import { CommentChanged } from "../gen/documents";
import { listen } from "../live";
import { consultation } from "./act";
import { Model } from "./model";
import css from "./style.css";
import { list, type Told } from "./view";
import type { Messages } from "./words";

class Consultation extends JavnoElement<Messages> {
  protected css = css;
  files = ["consultation"];
  protected one = "consultation";
  model: Model | undefined;
  /** The host's address, when it was last gone where it leads. */
  #gone = "";
  /** What is listened to, and how to end it. */
  #hearing: [id: string, deaf: () => void] | undefined;
  #soon: ReturnType<typeof setTimeout> | undefined;

  protected get open() {
    return this.model?.id ?? null;
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
    clearTimeout(this.#soon);
    this.#soon = undefined;
    this.#hearing?.[1]();
    this.#hearing = undefined;
  }

  protected again = () => this.model?.again();

  protected async show(id: string | null) {
    await this.model?.show(id);
  }

  #find = (id?: string | null) => this.shadowRoot?.getElementById(id ?? "") ?? null;
  #focus = (id?: string | null) => this.#find(id)?.focus();

  /** Listens to what happens to the consultation that is shown. A thousand readers need not ask in the same moment. */
  #listen(id: string, model: Model) {
    if (this.#hearing?.[0] === id) return;
    this.#hearing?.[1]();
    const deaf = listen(CommentChanged, { id }, () => {
      this.#soon ??= setTimeout(() => {
        this.#soon = undefined;
        // What cannot be fetched now comes with what happens next.
        model.renew().catch(() => {});
      }, Math.random() * 1000);
    });
    this.#hearing = [id, deaf];
  }

  protected view(m: Messages) {
    const model = this.model;
    if (!model) return;
    const t: Told = {
      model,
      m,
      locale: this.locale,
      level: this.level(3),
      again: this.again,
      focus: this.#focus,
      find: this.#find as Told["find"],
      tell: (name, detail) => this.tell(name, detail),
      page: model.debate.value?.consultation?.page ?? "",
      only: this.hasAttribute("consultation"),
    };
    const { id, debate, list: all } = model;
    const there = id || all.value?.consultations.nodes[0];
    this.paint(id ? consultation(t) : list(t), id ? debate : all, there);
    if (!id || !debate.value?.consultation) return;
    this.#listen(id, model);
    if (location.hash === this.#gone) return;
    // Goes to the part that the address names, though its chapter may be folded. What has the focus is in view.
    this.#gone = location.hash;
    const part = this.#find(/^#javno-(anc_\w+)$/.exec(this.#gone)?.[1]);
    part?.closest("details")?.setAttribute("open", "");
    part?.focus();
  }
}

define("javno-consultation", Consultation);
