/** What the consultation's widget knows and does; no DOM in it. */
import { ask, type Failure, failure } from "../client";
import { Comments, Consultation, Consultations } from "../gen/documents";
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

export type Debate = NonNullable<ConsultationQuery["consultation"]>;
export type Act = Debate["acts"][number];
export type Part = NonNullable<Act["current"]>["anchors"][number];
export type Answer = NonNullable<SpokenFragment["answer"]>;
/** A comment with its replies, which stand at most three deep. What it replies to says which text both are about. */
export type Comment = SpokenFragment & {
  olderVersion?: number | null;
  replies?: { nodes: Comment[]; pageInfo: { hasNextPage: boolean } } | undefined;
};
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
  /** What was drawn for it at the first letter, and what solving its task comes to. */
  key?: string;
  solved?: Promise<{ challenge: string; solution: string }>;
  since: number;
  website: string;
  busy?: boolean;
  wrong: Wrong[];
  /** Why it could not be sent. */
  failure?: NotSent | undefined;
  receipt?: Receipt | null | undefined;
  copied?: boolean;
}

/** Why a comment was not sent, and when to come again. */
export type NotSent = { why: "notSent" | "blocked" | "limited" | "foreign"; n?: number | undefined };

/** The key of the thread about everything. */
export const ALL = "";

/** As many comments as are asked for at once. */
const PAGE = 10;

export class Model {
  /** The consultation that is shown; without one, those that there are. */
  id: string | null = null;
  list: Fetched<ConsultationsQuery> = {};
  debate: Fetched<ConsultationQuery> = {};
  declare box: BoxFragment | undefined;
  threads: Record<string, Thread> = {};
  drafts: Record<string, Draft> = {};
  /** The comment under which a reply is written. */
  replying = "";
  /** As what and under what name somebody writes: the same for all that he writes. */
  kind: AuthorKind = "CITIZEN";
  name = "";
  declare readonly municipality: string | null;
  declare locale: Locale;
  declare readonly changed: () => void;

  constructor(municipality: string | null, locale: Locale, changed: () => void) {
    Object.assign(this, { municipality, locale, changed });
  }

  /** Shows a consultation, or the list; what is shown already, as it is now. */
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
      // Something else is shown meanwhile, or the same in other words.
      if (debate !== this.debate || locale !== this.locale) return;
      const { consultation } = value;
      const before = debate.value?.consultation;
      // Whoever has open what is said about a part that is gone, and may be writing there, goes on in the text that he reads.
      const gone = (key: string) => !JSON.stringify(consultation).includes(key);
      if (consultation && before && Object.keys(this.threads).some(gone)) consultation.acts = before.acts;
      debate.value = value;
      this.box = value.commentBox;
      if (!before && !consultation?.acts.some((act) => act.current)) this.open(ALL);
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
    if ((this.id ? this.debate : this.list).failure) await this.show(this.id);
    for (const [key, thread] of Object.entries(this.threads)) if (thread.failure) await this.more(key);
  }

  /** How much was said about a part, or in all; nothing where that is nothing. */
  counts(key: string) {
    const { box } = this;
    const of = key === ALL ? box : box?.parts.find(({ part }) => part === key);
    return of?.counts ?? ({} as BoxFragment["counts"]);
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

  /** Fetches a page of what is said, with how much there is; shows only the latter. */
  async page(key: string, first: number, after: string | null = null) {
    const { id, locale } = this;
    const answer = await ask(Comments, { id: id as string, part: key || null, locale, first, after });
    if (id === this.id) this.box = answer.commentBox;
    return answer.comments;
  }

  /** The next page of what is said. */
  async more(key: string) {
    const thread = this.threads[key];
    if (!thread) return;
    await this.#fetch(thread, this.page(key, PAGE, thread.value?.endCursor), ({ nodes, pageInfo }) => {
      thread.comments = [...(thread.comments ?? []), ...nodes];
      thread.value = pageInfo;
    });
  }
}
