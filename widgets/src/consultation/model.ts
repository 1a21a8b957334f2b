/** What the consultation's widget knows and does; no DOM in it. */
import { ask, type Failure, failure, send } from "../client";
import { CommentReceipt, Comments, Consultation, Consultations, SubmitComment } from "../gen/documents";
import type {
  AuthorKind,
  BoxFragment,
  CommentsQuery,
  ConsultationQuery,
  ConsultationsQuery,
  SpokenFragment,
  SubmitCommentMutation,
} from "../gen/graphql";
import type { Locale } from "../locale";
import { draw, solve } from "./work";

export type Debate = NonNullable<ConsultationQuery["consultation"]>;
export type Act = Debate["acts"][number];
export type Part = NonNullable<Act["current"]>["anchors"][number];
export type Answer = NonNullable<SpokenFragment["answer"]>;
/** A comment with its replies, which stand at most three deep. */
export type Comment = SpokenFragment & { replies?: { nodes: Comment[]; pageInfo: { hasNextPage: boolean } } };
type Page = CommentsQuery["comments"];
type Sent = SubmitCommentMutation["submitComment"];
export type Receipt = NonNullable<Sent["receipt"]>;
export type Wrong = Sent["errors"][number];

/** Something that is fetched: on its way, here, or not to be had. */
export interface Fetched<T> {
  value?: T;
  busy?: boolean;
  failure?: Failure | undefined;
}

/** What is said about one part, or about all. */
export interface Thread extends Fetched<Page["pageInfo"]> {
  /** Without those that came meanwhile. */
  comments?: Comment[];
  /** What came meanwhile; it is shown when the reader wants it, so that nothing moves under his eyes. */
  fresh: Comment[];
}

/** What somebody is writing. It goes when it was received, and not before. */
export interface Draft {
  text: string;
  /** What was drawn for it at the first letter, and what its solving comes to. */
  key?: string;
  challenge?: string;
  solution?: Promise<string>;
  since: number;
  website: string;
  busy?: boolean;
  wrong: Wrong[];
  /** Why it could not be sent. */
  failure?: NotSent | undefined;
  receipt?: Receipt | undefined;
  copied?: boolean;
}

/** Why a comment was not sent, and when to come again. */
export type NotSent = { why: Failure | "limited" | "foreign"; n?: number | undefined };

/** The key of the thread about everything. */
export const ALL = "";

/** As many comments as are asked for at once, and the most, with what replies to them. */
const PAGE = 10;
const MOST = 20;

export class Model {
  /** The consultation that is shown; without one, those that there are. */
  id: string | null = null;
  list: Fetched<ConsultationsQuery> = {};
  debate: Fetched<ConsultationQuery> = {};
  box: BoxFragment | undefined;
  threads: Record<string, Thread> = {};
  drafts: Record<string, Draft> = {};
  /** The comment under which a reply is written. */
  replying = "";
  /** As what and under what name somebody writes: the same for all that he writes. */
  kind: AuthorKind = "CITIZEN";
  name = "";
  constructor(
    readonly municipality: string | null,
    public locale: Locale,
    readonly changed: () => void,
  ) {}

  /** Shows a consultation, or the list. */
  async show(id: string | null) {
    if (id !== this.id) {
      this.id = id;
      this.debate = {};
      this.threads = {};
      this.box = undefined;
    }
    const { locale, municipality, debate, list } = this;
    if (!id)
      return this.#fetch(list, ask(Consultations, { municipality, locale }), (value) => {
        list.value = value;
      });
    await this.#fetch(debate, ask(Consultation, { id, locale }), (value) => {
      // Of an answer that was overtaken nobody holds the place any more.
      debate.value = value;
      if (debate !== this.debate) return;
      this.box = value.commentBox;
      if (!value.consultation?.acts.some((act) => act.current)) this.open(ALL);
    });
  }

  /** Fetches; what was here before stays while new is on its way. */
  async #fetch<T>(into: Fetched<unknown>, asked: Promise<T>, take: (answer: T) => void) {
    into.busy = true;
    into.failure = undefined;
    this.changed();
    try {
      take(await asked);
    } catch {
      into.failure = failure();
    }
    into.busy = false;
    this.changed();
  }

  /** Once more what failed. */
  async again() {
    if (this.id ? this.debate.failure : this.list.failure) await this.show(this.id);
    for (const [key, thread] of Object.entries(this.threads)) if (thread.failure) await this.more(key);
  }

  /** How much was said about a part, or in all. */
  counts(key: string) {
    const { box } = this;
    const of = key === ALL ? box : box?.parts.find(({ part }) => part === key);
    return of?.counts ?? { published: 0, answered: 0 };
  }

  /** Opens what is said about a part. */
  open(key: string) {
    this.threads[key] = { fresh: [] };
    return this.more(key);
  }

  close(key: string) {
    delete this.threads[key];
    this.changed();
  }

  /** A page of what is said, with how much there is. */
  async #page(key: string, first: number, after: string | null = null) {
    const { id, locale } = this;
    const answer = await ask(Comments, { id: id ?? "", part: key || null, locale, first, after });
    if (id === this.id) this.box = answer.commentBox;
    return answer.comments;
  }

  /** The next page of what is said. */
  async more(key: string) {
    const thread = this.threads[key];
    if (!thread) return;
    await this.#fetch(thread, this.#page(key, PAGE, thread.value?.endCursor), ({ nodes, pageInfo }) => {
      thread.comments = [...(thread.comments ?? []), ...nodes];
      thread.value = pageInfo;
    });
  }

  /** Fetches what may have changed: counts, and what is shown of threads. What is new waits. */
  async renew() {
    const find = (all: Comment[], { id }: Comment) => all.find((one) => one.id === id);
    const renewed = Object.entries(this.threads).map(async ([key, thread]) => {
      const { comments: shown = [], fresh } = thread;
      const first = Math.min(shown.length + fresh.length + PAGE, MOST);
      const { nodes } = await this.#page(key, first);
      // More was fetched meanwhile.
      if (thread.comments !== shown) return;
      // What the answer does not reach stays; what it would show and does not is gone.
      const reached = nodes.length < first ? "" : (nodes.at(-1)?.receivedAt ?? "");
      thread.comments = shown.flatMap(
        (comment) => find(nodes, comment) ?? (comment.receivedAt < reached ? comment : []),
      );
      // Above the last that is shown, or anywhere where all is shown: an older one may be published later.
      const last = (thread.value?.hasNextPage && shown.at(-1)?.receivedAt) || "";
      thread.fresh = nodes.filter((comment) => !find(shown, comment) && comment.receivedAt > last);
    });
    const receipts = Object.values(this.drafts).map(async ({ receipt }) => {
      if (!receipt) return;
      const now = await ask(CommentReceipt, { code: receipt.code, locale: this.locale });
      Object.assign(receipt, now.receipt);
    });
    await Promise.all([renewed[0] ?? this.#page(ALL, 0), ...renewed, ...receipts]);
    this.changed();
  }

  /** Shows what came meanwhile. */
  take(key: string) {
    const thread = this.threads[key];
    if (!thread?.comments) return;
    thread.comments = [...thread.fresh, ...thread.comments];
    thread.fresh = [];
    this.changed();
  }

  draft(key: string): Draft {
    // What is typed on one consultation is not sent to another.
    const its = this.id + key;
    this.drafts[its] ??= { text: "", since: Date.now(), website: "", wrong: [] };
    return this.drafts[its];
  }

  /** Takes what is typed, and begins to solve the task at the first letter. */
  type(key: string, text: string) {
    const draft = this.draft(key);
    draft.text = text;
    this.#begin(draft);
    this.changed();
  }

  #begin(draft: Draft) {
    const task = this.debate.value?.commentBox;
    if (draft.key || !task) return;
    draft.key = draw();
    draft.challenge = task.challenge;
    draft.solution = solve(task.challenge, draft.key, task.bits);
  }

  /** Sends what was written: about a part, or as a reply to a comment. */
  async submit(key: string, where: { part?: string; replyTo?: string }): Promise<void> {
    const draft = this.draft(key);
    const { kind, name } = this;
    if (draft.busy) return;
    this.#begin(draft);
    draft.busy = true;
    draft.failure = undefined;
    this.changed();
    try {
      const { submitComment } = await send(SubmitComment, {
        input: {
          ...where,
          consultation: this.id ?? "",
          authorKind: kind,
          name: kind === "ANONYMOUS" ? null : name,
          text: draft.text,
          challenge: draft.challenge ?? null,
          solution: (await draft.solution) ?? null,
          openFor: Date.now() - draft.since,
          website: draft.website,
          // The same however often it is sent: it is received once.
          idempotencyKey: draft.key ?? "",
        },
      });
      const { receipt, errors } = submitComment;
      draft.wrong = errors;
      // Something else was received under this key; whoever sends once more means this too.
      if (errors.some(({ reason }) => reason === "KEY_USED_OTHERWISE")) delete draft.key;
      if (receipt) {
        delete this.drafts[key];
        this.draft(key).receipt = receipt;
      }
    } catch (error) {
      // What the server says of a comment that it does not take.
      const { code, retryAfter } = error as { code?: string; retryAfter?: number };
      const why = { RATE_LIMITED: "limited", FORBIDDEN: "foreign" }[code ?? ""] as "limited" | undefined;
      draft.failure = { why: why ?? failure(), n: retryAfter };
    }
    draft.busy = false;
    this.changed();
    if (this.draft(key).receipt?.state === "PUBLISHED") this.renew().catch(() => {});
  }
}
