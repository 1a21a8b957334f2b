/** What the directory's widget knows and does; no DOM in it. */
import { ask, type Failure, failure } from "../client";
import { Organisation, Organisations } from "../gen/documents";
import type {
  ListedFragment,
  OrganisationFilter,
  OrganisationQuery,
  OrganisationsQuery,
} from "../gen/graphql";
import type { Locale } from "../locale";

export type Detail = NonNullable<OrganisationQuery["organisation"]>;
type Page = OrganisationsQuery["organisations"];

/** Something that is fetched: on its way, here, or not to be had. What was here before stays while new is on its way. */
interface Fetched<T> {
  value?: T;
  busy?: boolean;
  failure?: Failure;
}

/** What a list is narrowed by, and what the schema calls it. Of each kind one is enough. */
export type Facet = "areas" | "legalForm" | "seat" | "status";

/** As many organisations as are asked for at once. */
const PAGE = 20;

export class Model {
  text = "";
  letter = "";
  chosen: Partial<Record<Facet, string[]>> = {};
  /** The facets of which all values are shown. */
  whole = new Set<Facet>();
  /** What there was once to choose by: it stays where it is, though a search leaves nothing to choose. */
  offered = new Set<Facet | "letter">();
  /** The facets are unfolded, where there is no room for them beside the list. */
  unfolded = false;
  /** The names of values that were there once: chosen ones are called so also when nobody has them any more. */
  names: Record<string, string> = {};
  /** The organisations that are listed. */
  all: ListedFragment[] = [];
  page: Fetched<Page> = {};
  /** The organisation that is shown by itself. */
  open: string | null = null;
  detail: Fetched<Detail | null> = {};
  /** What has just happened, in words. */
  said = "";
  /** Counts questions about the list: an answer that was overtaken is dropped. */
  #asked = 0;
  /** The cursor that was asked for last. */
  #after: string | null = null;

  constructor(
    readonly municipality: string | null,
    public locale: Locale,
    /** One organisation is shown by itself; there is no list to go back to. */
    readonly only: boolean,
    readonly changed: () => void,
  ) {}

  /** Whether less than the whole directory is asked for. */
  get narrowed() {
    return !!(this.text.trim() || this.letter || Object.values(this.chosen).some((values) => values[0]));
  }

  /** Takes what is being typed: what was asked before is no answer to it, however late it comes. */
  type(text: string) {
    const { value } = this.page;
    this.text = text;
    this.#asked++;
    this.page = { ...(value && { value }), busy: true };
    this.changed();
  }

  /** The first page of what is chosen, or the page after a cursor; whether nothing else was asked meanwhile. */
  async load(after: string | null = null) {
    const asked = ++this.#asked;
    this.#after = after;
    // Who asks for something wants to read what comes of it.
    this.said = "";
    const { value } = this.page;
    const known = value && { value };
    this.page = { ...known, busy: true };
    this.changed();
    try {
      const fetched = await this.fetch(PAGE, after);
      if (asked !== this.#asked) return false;
      this.all = after ? [...this.all, ...fetched.nodes] : fetched.nodes;
      this.page = { value: fetched };
    } catch {
      if (asked !== this.#asked) return false;
      // What was listed before is the answer to another question, unless more of it was asked for.
      if (!after) this.all = [];
      this.page = { ...known, failure: failure() };
    }
    this.changed();
    return true;
  }

  /** Fetches organisations of what is chosen; shows nothing. */
  async fetch(first: number, after: string | null = null): Promise<Page> {
    const { municipality, locale, text, letter, chosen } = this;
    const filter = { municipality, text: text.trim() || null, letter: letter || null, ...chosen };
    const asked = { filter: filter as OrganisationFilter, locale, first: Math.max(first, PAGE), after };
    return (await ask(Organisations, asked)).organisations;
  }

  /** Fetches an organisation with all that is known of it; shows nothing. */
  async one(id: string) {
    return (await ask(Organisation, { id, locale: this.locale })).organisation ?? null;
  }

  /** Chooses a value of a facet, or chooses it no more. */
  toggle(facet: Facet, value: string) {
    const { [facet]: before = [], ...others } = this.chosen;
    const now = before.includes(value) ? before.filter((one) => one !== value) : [...before, value];
    // An empty list would be one in which nothing is enough.
    this.chosen = now[0] ? { ...others, [facet]: now } : others;
    return this.load();
  }

  /** Shows all values of a facet, or folds and unfolds all facets. */
  unfold(facet?: Facet) {
    if (facet) this.whole.add(facet);
    else this.unfolded = !this.unfolded;
    this.changed();
  }

  /** The whole directory again. */
  reset() {
    this.text = this.letter = "";
    this.chosen = {};
    return this.load();
  }

  /** An organisation, or the list again. */
  async show(id: string | null) {
    if (id === this.open && !this.detail.failure) return;
    this.open = id;
    const detail: Fetched<Detail | null> = { busy: !!id };
    this.detail = detail;
    this.changed();
    if (!id) {
      if (!this.page.value && !this.page.busy) await this.load();
      return;
    }
    try {
      detail.value = await this.one(id);
    } catch {
      detail.failure = failure();
    }
    detail.busy = false;
    if (this.detail === detail) this.changed();
  }

  /** Once more what failed. */
  async again() {
    if (this.detail.failure) await this.show(this.open);
    return !!this.page.failure && this.load(this.#after);
  }
}
