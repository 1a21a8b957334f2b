/** What the calls widget knows and does; no DOM in it. */
import type { Failure } from "../client";
import { type Document, OpenCall, OpenCalls } from "../gen/documents";
import type { EntryFragment, OpenCallPhase, OpenCallQuery, OpenCallsQuery } from "../gen/graphql";
import type { Child } from "../jsx";
import type { Locale } from "../locale";

export { OpenCallChanged } from "../gen/documents";

export type Detail = Extract<NonNullable<OpenCallQuery["node"]>, { id: string; title: unknown }>;
type Page = OpenCallsQuery["openCalls"];

/** Something that is fetched: on its way, here, or not to be had. What was here before stays while new is on its way. */
export type Fetched<T> = { value?: T; busy: boolean; failure?: Failure };

export interface State {
  phase: OpenCallPhase;
  text: string;
  area: string;
  /** The area's name, for when no call of the list is in it. */
  areaName: string;
  calls: EntryFragment[];
  page: Fetched<Page>;
  /** Marks what a search found, once that is loaded. */
  marks?: (title: string, search: string) => Child;
  /** The call whose details are shown. */
  open: string | null;
  detail: Fetched<Detail | null>;
  /** What has just happened, in words. */
  said?: string;
}

export interface Where {
  municipality: string | null;
  area: string;
  /** The one call that is shown. */
  call: string | null;
  locale: Locale;
}

type Ask = <R, V>(document: Document<R, V>, variables: V) => Promise<R>;

/** As many calls as are asked for at once. */
const PAGE = 10;

export class Model {
  state: State;
  /** One call is shown by itself; there is no list to go back to. */
  only: boolean;
  where: Where;
  #ask: Ask;
  #failure: () => Failure;
  #changed: () => void;
  /** Counts questions about the list: an answer that was overtaken is dropped. */
  #asked = 0;
  /** The cursor that was asked for last. */
  #after: string | null = null;

  constructor(where: Where, ask: Ask, failure: () => Failure, changed: () => void) {
    this.where = where;
    this.#ask = ask;
    this.#failure = failure;
    this.#changed = changed;
    this.only = !!where.call;
    this.state = {
      phase: "OPEN",
      text: "",
      area: where.area,
      areaName: "",
      calls: [],
      page: { busy: !where.call },
      open: null,
      detail: { busy: false },
    };
  }

  set(patch: Partial<State>) {
    this.state = { ...this.state, ...patch };
    this.#changed();
  }

  /** The first page of what is chosen now. */
  async load() {
    await this.#list(null);
  }

  /** The page after what is shown. */
  async more() {
    await this.#list(this.state.page.value?.pageInfo.endCursor ?? null);
  }

  async #list(after: string | null) {
    const asked = ++this.#asked;
    this.#after = after;
    const { page } = this.state;
    const known = page.value ? { value: page.value } : {};
    this.set({ page: { ...known, busy: true } });
    try {
      const value = await this.page(PAGE, after);
      if (asked !== this.#asked) return;
      this.set({
        calls: after ? [...this.state.calls, ...value.nodes] : value.nodes,
        page: { value, busy: false },
      });
    } catch {
      if (asked === this.#asked) this.set({ page: { ...known, busy: false, failure: this.#failure() } });
    }
  }

  /** Fetches calls of what is chosen now; shows nothing. */
  async page(first: number, after: string | null = null): Promise<Page> {
    const { phase, text, area } = this.state;
    const answer = await this.#ask(OpenCalls, {
      filter: {
        phase: [phase],
        municipality: this.where.municipality,
        text: text.trim() || null,
        areas: area ? [area] : null,
      },
      orderBy: phase === "OPEN" ? "DEADLINE_SOONEST" : "NEWEST",
      locale: this.where.locale,
      first: Math.max(first, PAGE),
      after,
    });
    return answer.openCalls;
  }

  /** Fetches a call with everything that is known of it; shows nothing. */
  async call(id: string): Promise<Detail | null> {
    const { node } = await this.#ask(OpenCall, { id, locale: this.where.locale });
    return node && "title" in node ? node : null;
  }

  /** Another part of the list, other words, another area. */
  async choose(choice: Partial<Pick<State, "phase" | "text" | "area" | "areaName">>) {
    // What another part of the list holds says nothing about this one.
    this.set(choice.phase ? { ...choice, calls: [], page: { ...this.state.page, busy: true } } : choice);
    await this.load();
  }

  /** The details of a call, or the list again. */
  async show(id: string | null) {
    if (id === this.state.open && !this.state.detail.failure) return;
    this.set({ open: id, detail: { busy: id !== null } });
    if (id === null) return;
    try {
      const value = await this.call(id);
      if (this.state.open === id) this.set({ detail: { value, busy: false } });
    } catch {
      if (this.state.open === id) this.set({ detail: { busy: false, failure: this.#failure() } });
    }
  }

  /** Once more what failed. */
  async again() {
    const { open, detail } = this.state;
    if (open !== null && detail.failure) await this.show(open);
    if (this.state.page.failure) await this.#list(this.#after);
  }
}
