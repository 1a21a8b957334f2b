/**
 * Keeps what is typed: saves a moment after the last key, keeps it in memory while nobody answers, and brings together
 * what two people did. No DOM in it; the clock and the server are given.
 */
import { Failed, type Trouble, troubleOf } from "../ask";
import type { ProblemFragment } from "../gen/graphql";
import { CALL, type Call, type Content, merge, type Shape, taking, withholding } from "./content";

/** What is edited, as the server tells it. */
export interface Kept {
  version: number;
  content: unknown;
  savedBy?: string | null | undefined;
}

type Of<T> = keyof T & string;

/** What becomes of what was typed. */
export type Phase<C = Call, T = Content> =
  | { is: "saved" }
  | { is: "dirty" }
  | { is: "saving" }
  /** It will be tried again, by itself where that may help. */
  | { is: "failed"; trouble: Trouble; again: boolean }
  /** Somebody must choose before anything more is saved. */
  | { is: "clash"; theirs: C; facts: Of<T>[] };

export interface World<C = Call, T = Content> {
  save: (version: number, content: T) => Promise<C>;
  load: () => Promise<C>;
  later: (what: () => void, delay: number) => () => void;
  changed: () => void;
  /** All of it is saved or nothing: what is published when somebody says so is not published by halves. */
  whole?: boolean | undefined;
  /** Somebody else's changes were taken. */
  merged?: (who: string | null, facts: Of<T>[]) => void;
}

/** After the last key. */
const PAUSE = 1000;
/** After the first, second … failure. */
const RETRY = [3000, 10_000, 30_000, 60_000];

/** What of it the person can mend. */
const problemsOf = (error: unknown): ProblemFragment[] =>
  (error instanceof Failed && error.trouble.kind === "invalid" && error.trouble.problems) || [];

export class Draft<C extends Kept = Call, T = Content> {
  /** What stands in the fields. */
  mine: T;
  /** What is edited, as the server last told it: a call, a consultation. */
  call: C;
  phase: Phase<C, T> = { is: "saved" };
  /** What the server does not take, by field. It stays here, is not saved, and is tried again with every change. */
  refused: ReadonlyMap<string, ProblemFragment> = new Map();
  /** What the server was last sent and took, as this page had it. */
  #sent: T;
  /** What was tried last: the same, and what was refused. */
  #tried: T;
  #world: World<C, T>;
  #shape: Shape<T>;
  #cancel: (() => void) | undefined;
  #failures = 0;
  /** What is on its way that counts on the version that it was sent with. */
  #counting = new Set<Promise<unknown>>();
  #saving: Promise<void> | undefined;

  constructor(call: C, world: World<C, T>, shape: Shape<T> = CALL as never) {
    this.#shape = shape;
    this.call = call;
    this.mine = call.content as T;
    this.#sent = this.mine;
    this.#tried = this.mine;
    this.#world = world;
  }

  /** Whether something is still to be sent. */
  get unsaved() {
    return this.mine !== this.#tried;
  }

  /** Something was typed. */
  edit(patch: Partial<T>) {
    this.mine = { ...this.mine, ...patch };
    // What is not tried again by itself is not called wrong any longer than it stands there.
    if (this.#world.whole) {
      const left = [...this.refused].filter(([field]) => !((field.split(".")[0] ?? "") in patch));
      this.refused = new Map(left);
    }
    if (this.phase.is === "saved") this.phase = { is: "dirty" };
    if (this.phase.is !== "clash" && !this.#saving) this.#plan(PAUSE);
    this.#world.changed();
  }

  /** Saves now what is not saved, and tells whether everything was sent; what was refused of it stands in `refused`. */
  async flush(): Promise<boolean> {
    this.#cancel?.();
    while (this.unsaved && this.phase.is !== "clash") {
      await (this.#saving ?? this.#save());
      if (this.phase.is === "failed") return false;
    }
    await this.#saving;
    return !this.unsaved;
  }

  /** The connection is back: what waits is saved at once. */
  online() {
    if (this.unsaved && this.phase.is === "failed") this.#plan(0);
  }

  /** The server's call may be newer than what is known here: after an upload, or when somebody else has saved. */
  async refresh() {
    if (this.#saving) await this.#saving;
    this.#receive(await this.#world.load());
  }

  /** What an act gave back: published, corrected, extended. */
  replace(call: C) {
    if (this.unsaved || this.refused.size) return this.#receive(call);
    this.call = call;
    this.mine = call.content as T;
    this.#sent = this.mine;
    this.#tried = this.mine;
    this.#settle();
  }

  /** What was chosen for each fact that two people changed. */
  resolve(chosen: Map<Of<T>, T>) {
    if (this.phase.is !== "clash") return;
    const { theirs } = this.phase;
    const held = theirs.content as T;
    let { mine } = this;
    for (const [fact, from] of chosen) mine = taking(mine, fact, from, this.#shape.wholes);
    this.call = theirs;
    this.#sent = held;
    this.mine = mine;
    this.phase = { is: "dirty" };
    this.#plan(0);
    this.#world.changed();
  }

  /** Nothing of it is worth keeping: it was thrown away. */
  drop() {
    this.stop();
    this.mine = this.call.content as T;
    this.#sent = this.mine;
    this.#tried = this.mine;
    this.refused = new Map();
    this.phase = { is: "saved" };
    this.#world.changed();
  }

  /** Saves nothing by itself while something is on its way that counts on the version it was sent with: a file. */
  async during<R>(what: Promise<R>): Promise<R> {
    this.#counting.add(what);
    try {
      return await what;
    } finally {
      this.#counting.delete(what);
      if (this.unsaved && this.phase.is === "dirty") this.#plan(PAUSE);
    }
  }

  /** Waits until all that this page has sent is answered: only then is it known which version is its own. */
  async quiet() {
    while (this.#saving || this.#counting.size) await Promise.allSettled([this.#saving, ...this.#counting]);
  }

  /** No more is saved: the page is left. */
  stop() {
    this.#cancel?.();
  }

  #plan(delay: number) {
    this.#cancel?.();
    this.#cancel = this.#world.later(() => {
      if (!this.#saving && this.unsaved && !this.#counting.size) this.#save();
    }, delay);
  }

  #settle() {
    this.phase = { is: this.unsaved ? "dirty" : "saved" };
    if (this.unsaved) this.#plan(PAUSE);
    this.#world.changed();
  }

  #save(): Promise<void> {
    this.#saving = this.#attempt().finally(() => {
      this.#saving = undefined;
      // What was typed while it was on its way.
      if (this.unsaved && this.phase.is === "dirty") this.#plan(PAUSE);
    });
    return this.#saving;
  }

  async #attempt() {
    const sent = this.mine;
    this.phase = { is: "saving" };
    this.#world.changed();
    try {
      const { call, took, refused } = await this.#saveWhatCanBe(sent);
      this.#failures = 0;
      const held = call.content as T;
      const unchanged = this.mine === sent;
      this.mine = this.#shape.withIds(this.mine, sent, held);
      // What the server tidied is not put under somebody's hands.
      this.#tried = unchanged ? this.mine : this.#shape.withIds(sent, sent, held);
      this.#sent = refused.size ? this.#shape.withIds(took, took, held) : this.#tried;
      this.refused = refused;
      this.call = call;
      this.#settle();
    } catch (error) {
      await this.#failed(error);
    }
  }

  /** One value that the server does not take keeps no other from being saved, unless all belongs together: it is sent again without it. */
  async #saveWhatCanBe(sent: T) {
    const refused = new Map<string, ProblemFragment>();
    const held = this.call.content as T;
    for (;;) {
      const took = [...refused.keys()].reduce(
        (all, field) => withholding(all, field, held, this.#shape.wholes),
        sent,
      );
      try {
        return { call: await this.#world.save(this.call.version, took), took, refused };
      } catch (error) {
        const before = refused.size;
        for (const problem of problemsOf(error)) {
          if (problem.field) refused.set(this.#shape.atHome(problem.field, sent), problem);
        }
        if (this.#world.whole) this.refused = refused;
        if (refused.size === before || this.#world.whole) throw error;
      }
    }
  }

  async #failed(error: unknown): Promise<void> {
    const trouble = error instanceof Failed ? error.trouble : troubleOf(error);
    if (trouble.kind === "conflict") {
      try {
        this.#receive(await this.#world.load());
        return;
      } catch (later) {
        return this.#failed(later);
      }
    }
    const again = !["forbidden", "gone", "refused", "invalid"].includes(trouble.kind);
    this.phase = { is: "failed", trouble, again };
    if (again) this.#plan(RETRY[Math.min(this.#failures++, RETRY.length - 1)] ?? 0);
    this.#world.changed();
  }

  /** Takes in what the server has, beside what was typed here. */
  #receive(theirs: C) {
    if (theirs.version < this.call.version) return;
    const held = theirs.content as T;
    const { content, taken, clashing } = merge(
      this.#sent,
      this.call.content as T,
      this.mine,
      held,
      this.#shape.facts,
      this.#shape.wholes,
    );
    if (clashing[0]) {
      this.mine = content;
      this.phase = { is: "clash", theirs, facts: clashing };
      this.#cancel?.();
      this.#world.changed();
      return;
    }
    const tried = !this.unsaved;
    // What only the other changed is now the beginning of both.
    for (const fact of taken) this.#sent = taking(this.#sent, fact, held, this.#shape.wholes);
    this.mine = content;
    if (tried) this.#tried = content;
    this.call = theirs;
    if (taken[0]) this.#world.merged?.(theirs.savedBy ?? null, taken);
    this.#settle();
  }
}
