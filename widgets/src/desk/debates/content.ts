/** What is edited of a consultation. Pure. */
import { dated, named, type Shape } from "../editor/content";
import type {
  ConsultationContentInput,
  DebateContentFragment,
  DebateFragment,
  PartFragment,
} from "../gen/graphql";
import type { Say } from "../say";
import { fill } from "../say";

export type Debate = DebateFragment;
export type Content = Required<DebateContentFragment>;
export type Fact = keyof Content & string;
export type Act = Debate["acts"][number];
export type Part = PartFragment;

/** In the order of the page. */
export const FACTS: Fact[] = [
  "title",
  "summary",
  "kind",
  "publishedOn",
  "responsibleBody",
  "areas",
  "exercise",
  "opens",
  "closes",
  "answerDueOn",
  "datesNote",
  "sessions",
  "onlineCounts",
  "moderation",
  "moderationFirst",
  "anonymousAllowed",
  "attachmentsAllowed",
  "confirmEmail",
  "supports",
  "commentNote",
  "channels",
  "documents",
  "contact",
  "legalBasis",
];

/** The server counts the sessions that have a day; here the others stand between them. */
export const atHome = (field: string, sessions: Content["sessions"]) =>
  field.replace(/^sessions\.(\d+)/, (_, place) => {
    const session = sessions.filter(dated)[Number(place)];
    return `sessions.${session ? sessions.indexOf(session) : place}`;
  });

export const DEBATE: Shape<Content> = {
  facts: FACTS,
  withIds: (mine, sent, held) => ({
    ...mine,
    documents: named(mine.documents, sent.documents, held.documents),
    sessions: named(mine.sessions, sent.sessions.filter(dated), held.sessions),
  }),
  atHome: (field, sent) => atHome(field, sent.sessions),
};

/** What is sent of what was typed. */
export const sendable = (content: Content): ConsultationContentInput =>
  ({ ...content, sessions: content.sessions.filter(dated) }) as ConsultationContentInput;

/** What a field is called, wherever it is spoken of. */
export function labelOf(field: string, { m }: Pick<Say, "m">): string {
  const [fact = "", place] = field.split(".");
  if (fact === "newCloses") return m.debate.newCloses;
  const one = { sessions: m.debate.session, channels: m.debate.channel, documents: m.debate.document }[fact];
  if (one && place) return fill(one, { n: Number(place) + 1 });
  const section = {
    sessions: m.debate.partSessions,
    channels: m.debate.partChannels,
    documents: m.debate.partDocuments,
    acts: m.debate.partActs,
  }[fact];
  const own = m.debate[fact as "closes"];
  return section ?? own ?? m.field[fact as "title"] ?? fact;
}

/** Whether a part stands as deep as it may: what it becomes decides where it belongs. */
const DEEP: Record<Part["kind"], number> = { CHAPTER: 0, ARTICLE: 100, PARAGRAPH: 200 };

/** A part that becomes another kind stands where that kind belongs; the server finds what it is in. */
export const become = (part: Part, kind: Part["kind"]): Part => ({ ...part, kind, depth: DEEP[kind] });

/** A part in which nothing is written yet: the server keeps none. */
export const blank = ({ label, heading, text }: Pick<Part, "label" | "heading" | "text">) =>
  ![label, heading, text].some((words) => words?.trim());

/** A part divided in two at a place in its text. The first one keeps what it is known by. */
export function divided(part: Part, at: number): [Part, Part] | undefined {
  const text = part.text ?? "";
  const [before, after] = [text.slice(0, at).trim(), text.slice(at).trim()];
  if (!before || !after) return undefined;
  const second = part.kind === "PARAGRAPH" ? part.depth : DEEP.PARAGRAPH;
  return [
    { ...part, text: before },
    { id: null, key: null, kind: "PARAGRAPH", depth: second, label: null, heading: null, text: after },
  ];
}

/** Two parts as one: what the second is called goes into its words, so that nothing is lost. */
export function joined(first: Part, second: Part): Part {
  const words = [second.label, second.heading, second.text].filter(Boolean).join(" ");
  return { ...first, text: [first.text, words].filter(Boolean).join("\n") };
}
