/** What the calls widget knows and does; no DOM in it. */
import { ask, type Failure, failure } from "../client";
import { OpenCall, OpenCalls } from "../gen/documents";
import type { EntryFragment, OpenCallPhase, OpenCallQuery, OpenCallsQuery } from "../gen/graphql";
import type { Child } from "../jsx";
import type { Locale } from "../locale";

export type Detail = Extract<NonNullable<OpenCallQuery["node"]>, { id: string; title: unknown }>;
type Page = OpenCallsQuery["openCalls"];

/** Something that is fetched: on its way, here, or not to be had. What was here before stays while new is on its way. */
export type Fetched<T> = { value?: T; busy: boolean; failure?: Failure | undefined };

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

/** As many calls as are asked for at once. */
const PAGE = 10;

export class Model {
  state: State;
  /** One call is shown by itself; there is no list to go back to. */
  only: boolean;
  /** Counts questions about the list: an answer that was overtaken is dropped. */
  #asked = 0;
  /** The cursor that was asked for last. */
  #after: string | null = null;

  constructor(
    readonly where: Where,
    readonly changed: () => void,
  ) {
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
    this.changed();
  }

  /** The first page of what is chosen now, or the page after a cursor. */
  async load(after: string | null = null) {
    const asked = ++this.#asked;
    this.#after = after;
    const { page: before, calls } = this.state;
    this.set({ page: { ...before, busy: true, failure: undefined } });
    const page: Fetched<Page> = { ...before, busy: false, failure: undefined };
    let shown = calls;
    try {
      page.value = await this.fetch(PAGE, after);
      shown = [...(after ? calls : []), ...page.value.nodes];
    } catch {
      page.failure = failure();
    }
    if (asked === this.#asked) this.set({ page, calls: shown });
  }

  /** Fetches calls of what is chosen now; shows nothing. */
  async fetch(first: number, after: string | null = null): Promise<Page> {
    const { phase, text, area } = this.state;
    const answer = await ask(OpenCalls, {
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
  async one(id: string): Promise<Detail | null> {
    const { node } = await ask(OpenCall, { id, locale: this.where.locale });
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
    this.set({ open: id, detail: { busy: !!id } });
    if (!id) return;
    const detail: Fetched<Detail | null> = { busy: false };
    try {
      detail.value = await this.one(id);
    } catch {
      detail.failure = failure();
    }
    if (this.state.open === id) this.set({ detail });
  }

  /** Once more what failed. */
  async again() {
    const { open, detail } = this.state;
    if (detail.failure) await this.show(open);
    if (this.state.page.failure) await this.load(this.#after);
  }
}
