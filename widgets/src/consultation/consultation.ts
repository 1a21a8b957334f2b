/** `<javno-consultation>`: a draft act, what is said about it and the form to say more, in somebody else's page. */
import { beside, define, JavnoElement } from "../element";
import { CommentChanged } from "../gen/documents";
import { listen } from "../live";
import { spoken } from "../say";
import { consultation } from "./act";
import { Model } from "./model";
import css from "./style.css";
import { list, type Told } from "./view";
import type { Messages } from "./words";

const sheet = new CSSStyleSheet();
sheet.replaceSync(css);

class Consultation extends JavnoElement {
  static override observedAttributes = [...JavnoElement.observedAttributes, "consultation"];
  #model: Model | undefined;
  #messages: Messages | undefined;
  #told = "";
  /** What is listened to, and how to end it. */
  #hearing: [id: string, deaf: () => void] | undefined;
  #soon: ReturnType<typeof setTimeout> | undefined;

  protected styles() {
    return sheet;
  }

  protected start() {
    const model = new Model(this.getAttribute("municipality"), this.locale, () => this.#draw());
    // What somebody is writing is his, whatever is loaded anew.
    if (this.#model) {
      const { drafts, kind, name } = this.#model;
      Object.assign(model, { drafts, kind, name });
    }
    this.#model = model;
    this.#messages = undefined;
    // The sentences and the data travel side by side. Without sentences nothing can be said: the link stays.
    beside<Messages>(`consultation.${spoken(this.locale)}.js`).then(
      (messages) => {
        this.#messages = messages;
        this.#draw();
        this.#go();
      },
      (error) => this.tell("error", error),
    );
    this.#follow();
    addEventListener("hashchange", this.#follow);
    addEventListener("online", this.#again);
  }

  protected stop() {
    removeEventListener("hashchange", this.#follow);
    removeEventListener("online", this.#again);
    clearTimeout(this.#soon);
    this.#soon = undefined;
    this.#hearing?.[1]();
    this.#hearing = undefined;
  }

  #again = () => {
    this.#model?.again();
  };

  /** Shows what the host's address asks for, so that a consultation and a part can be linked, and left with "back". */
  #follow = async (event?: Event) => {
    const model = this.#model;
    if (!model) return;
    const fixed = this.getAttribute("consultation");
    const asked = fixed ?? /^#javno-(con_\w+)$/.exec(location.hash)?.[1] ?? null;
    if (event && /^#javno-anc_/.test(location.hash)) return this.#go();
    const before = model.id;
    if (event && asked === before) return;
    if (asked) this.tell("open", { consultation: asked });
    await model.show(asked);
    this.#go();
    // Only who has just acted here has his focus moved.
    if (event) this.#focus(asked ? "title" : before);
  };

  /** Goes to the part that the host's address names, though its chapter may be folded. */
  #go() {
    const key = /^#javno-(anc_\w+)$/.exec(location.hash)?.[1];
    this.#find(key)?.closest("details")?.setAttribute("open", "");
    // What has the focus is in view.
    this.#focus(key);
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

  #draw() {
    const model = this.#model;
    const m = this.#messages;
    if (!model || !m) return;
    const t: Told = {
      model,
      m,
      locale: this.locale,
      level: Math.min(Number(this.getAttribute("heading-level")) || 2, 3),
      again: this.#again,
      focus: this.#focus,
      find: this.#find as Told["find"],
      tell: (name, detail) => this.tell(name, detail),
      page: model.debate.value?.consultation?.page ?? "",
      only: this.hasAttribute("consultation"),
    };
    this.paint(model.id ? consultation(t) : list(t));
    const { id, debate, list: all } = model;
    const shown = id ? debate : all;
    const there = id || all.value?.consultations.nodes[0];
    const now = shown.busy ? "" : shown.failure ? "error" : there ? "load" : "empty";
    if (now && now !== this.#told) this.tell(now, shown.failure);
    this.#told = now;
    if (id && debate.value?.consultation) this.#listen(id, model);
  }
}

define("javno-consultation", Consultation);
