import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";
import type { Comment, Debate } from "./consultation/model";
import type { Told } from "./consultation/view";
import { ORDER, SHARED } from "./consultation/words";
import sentences from "./gen/messages/sr-Latn.json";

// What a page has and this has not.
Object.assign(globalThis, { addEventListener() {}, location: new URL("https://opstina.example/rasprave") });
// As the widget is built that has all with it.
Object.assign(globalThis, { BUILT: "" });
const { consultation } = await import("./consultation/act");
const { live, renew } = await import("./consultation/live");
const { ALL, Model } = await import("./consultation/model");
const { submit, type } = await import("./consultation/writing");

/** The sentences that the widget has with it, and no others. */
const m = {
  ...Object.fromEntries(
    Object.entries(SHARED).flatMap(([section, keys]) =>
      keys.map((key) => [key, (sentences[section as "calls"] as Record<string, unknown>)[key]]),
    ),
  ),
  ...sentences.comment,
} as unknown as Told["m"];

test("every sentence has its place in the order in which they are compressed best, and nothing else has", () => {
  assert.deepEqual([...ORDER].sort(), Object.keys(m).sort());
});

interface Drawn {
  tag: string;
  /** None of a text. */
  props?: Record<string, unknown>;
  key?: unknown;
  children: Drawn[];
}
const each = (node: Drawn): Drawn[] => [node, ...node.children.flatMap(each)];
const said = ({ tag, props, children }: Drawn): string => (props ? children.map(said).join("") : tag);
const drawn = (t: Told) => each(consultation(t) as unknown as Drawn);
/** Each link: what it says, what it is called where that is more, and where it leads. */
const links = (t: Told) =>
  drawn(t)
    .filter(({ tag, props }) => tag === "a" && props)
    .map((node) => [said(node), node.props?.["aria-label"], node.props?.href]);
const lines = (t: Told) => drawn(t).map(said);

const PAGE = "https://javno.example/trebinje/rasprava/con_1?lang=sr-Latn";

function told(more: object, { published = 0, answered = 0, comments = [] as Comment[] } = {}): Told {
  const debate = {
    id: "con_1",
    title: { text: "Javna rasprava", locale: "sr-Latn" },
    status: "OPEN",
    page: PAGE,
    period: { opensAt: null, closesAt: null, closesHourStated: false, daysLeft: null },
    municipality: { name: "Trebinje", timeZone: "Europe/Sarajevo" },
    rules: { confirmEmail: "ALWAYS", supports: "CLIENT" },
    channels: [],
    sessions: [],
    acts: [],
    ...more,
  } as unknown as Debate;
  const model = new Model(null, "sr-Latn", () => {});
  model.id = debate.id;
  const task = { challenge: "of the draft", bits: 0 };
  model.box = { open: debate.status === "OPEN", ...task, counts: { published, answered }, parts: [] };
  model.debate.value = { consultation: debate, commentBox: model.box };
  if (comments[0]) model.threads[ALL] = { comments, fresh: [] };
  const t = { model, m, debate, locale: "sr-Latn" };
  return Object.assign(t, { level: () => 2, hasAttribute: () => true }) as unknown as Told;
}

const comment = (id: string, more: object = {}) =>
  ({
    id,
    author: "Ana",
    authorKind: "CITIZEN",
    text: "Treba više klupa.",
    locale: "sr-Latn",
    receivedAt: "2026-12-01T10:00:00Z",
    came: "2026-12-01T11:00",
    supports: 0,
    answer: null,
    ...more,
  }) as unknown as Comment;

test("whoever finds a consultation that is finished is led to its report", () => {
  const page = "https://javno.example/trebinje/rasprava/con_1/izvjestaj?lang=sr-Latn";
  assert.deepEqual(links(told({ status: "REPORT", report: { page } })), [
    ["Izvještaj je objavljen", undefined, page],
  ]);
  const closed = told({ status: "CLOSED", report: null });
  assert.deepEqual(links(closed), []);
  assert.ok(lines(closed).includes("Rasprava je završena"));
});

test("of what came on paper the day is said, and of what came by itself the hour too", () => {
  const comments = [comment("com_1"), comment("com_2", { came: "2026-11-20" })];
  const when = links(told({}, { published: 2, comments })).map(([text]) => `${text}`.trim());
  assert.deepEqual(
    when.filter((text) => /^\d/.test(text)),
    ["1. 12. 2026. u 11.00 časova", "20. 11. 2026."],
  );
});

test("a comment is marked as what its author wrote in; that it was removed is said in the words of the page", () => {
  const comments = [comment("com_1", { locale: "en" }), comment("com_2", { locale: "en", text: null })];
  const texts = drawn(told({}, { published: 2, comments })).filter(({ props }) => props?.class === "text");
  assert.deepEqual(
    texts.map((text) => [said(text), text.props?.lang]),
    [
      ["Treba više klupa.", "en"],
      [m.removed, undefined],
    ],
  );
});

test("how many support a comment is said, and whoever does too is led to the form for it", () => {
  const comments = [
    comment("com_1", { supports: 3 }),
    comment("com_2", { author: null, authorKind: "ANONYMOUS" }),
    comment("com_3", { text: null, supports: 1 }),
  ];
  const supporting = (t: Told) => links(t).filter(([said]) => said === "Podržavam");
  const counted = (t: Told) => lines(t).filter((line) => /^\d+ podršk/.test(line) && line.length < 12);
  const open = told({}, { published: 3, comments });
  // What was erased is supported by nobody any more.
  assert.deepEqual(supporting(open), [
    ["Podržavam", "Podržavam: Ana", PAGE.replace("?", "/komentari/com_1/podrska?")],
    ["Podržavam", "Podržavam: bez imena", PAGE.replace("?", "/komentari/com_2/podrska?")],
  ]);
  assert.deepEqual([...new Set(counted(open))], ["3 podrške", "1 podrška"]);
  const over = told({ status: "CLOSED" }, { published: 3, comments });
  assert.deepEqual(supporting(over), []);
  assert.deepEqual([...new Set(counted(over))], ["3 podrške", "1 podrška"]);
  const nowhere = told({ rules: { confirmEmail: "ALWAYS", supports: "NONE" } }, { published: 3, comments });
  assert.deepEqual([...supporting(nowhere), ...counted(nowhere)], []);
});

test("a comment says that it was written anew, about which older text it is, and that files came with it", () => {
  // On the municipality's clocks it is the next day already.
  const more = { changedAt: "2026-12-01T23:30:00Z", olderVersion: 1, fileCount: 2 };
  const t = told(
    {},
    { published: 2, comments: [comment("com_1", more), comment("com_2", { fileCount: 0 })] },
  );
  for (const [once, line] of [
    [/^izmijenjeno \d/, "izmijenjeno 2. 12. 2026."],
    [/^verzija \d/, "verzija 1"],
    [/^Prilozi: \d/, "Prilozi: 2"],
  ] as const)
    assert.deepEqual([...new Set(lines(t).filter((line) => once.test(line)))], [line]);
  const files = links(t).find(([text]) => text === "Prilozi: 2");
  assert.equal(files?.[2], PAGE.replace("?", "/komentari?odgovori=com_1&"));
});

test("what may have the focus in a comment is found again when an answer or a file comes above it", () => {
  const found = (more: object) =>
    drawn(told({}, { comments: [comment("com_1", more)] }))
      .find(({ props }) => props?.id === "com_1")
      ?.children.flatMap(({ tag, key }) => (key ? `${tag} ${key}` : []));
  const answer = {
    disposition: "NOTED",
    reason: { text: "Hvala.", locale: "sr-Latn" },
    answeredAt: "2026-10-12T10:00:00Z",
  };
  assert.deepEqual(found({}), ["p acts", "ul replies"]);
  assert.deepEqual(found({ answer, fileCount: 1 }), ["p acts", "ul replies"]);
});

test("whoever finds that a comment should not stand there is led to where he says so, also when it is over", () => {
  const comments = [
    comment("com_1"),
    comment("com_2", { text: null }),
    comment("com_3", { authorKind: null, text: null }),
  ];
  for (const status of ["OPEN", "CLOSED"])
    assert.deepEqual(
      links(told({ status }, { published: 3, comments })).filter(([text]) => text === "Prijavite komentar"),
      [["Prijavite komentar", "Prijavite komentar: Ana", PAGE.replace("?", "/komentari/com_1/prijava?")]],
    );
});

test("a text that is not the first leads to what is different in it", () => {
  const different = (number: number) => {
    const current = { number, publishedAt: "2026-12-01T10:00:00Z", anchors: [] };
    return links(told({ acts: [{ id: "act_1", title: { text: "Odluka", locale: "sr-Latn" }, current }] }));
  };
  assert.deepEqual(different(1), []);
  assert.deepEqual(different(3), [["verzija 3: izmijenjeno", undefined, `${PAGE}#act_1`]]);
});

test("where an address is taken the form says where to leave it, and asks for none itself", () => {
  const asks = (confirmEmail: string) => {
    const rules = { confirmEmail, supports: "NONE", anonymousAllowed: true };
    const t = told({ rules }, { published: 1, comments: [comment("com_1")] });
    assert.ok(!drawn(t).some(({ props }) => props?.type === "email" || props?.autocomplete === "email"));
    return links(t).filter(([text, , to]) => text === "Pošaljite na stranici rasprave" && to === PAGE).length;
  };
  assert.deepEqual(["NEVER", "WHEN_GIVEN", "ALWAYS"].map(asks), [0, 1, 1]);
});

test("whoever has a receipt is led to where a file can be added, where any is taken", () => {
  const led = (attachmentsAllowed: boolean) => {
    const rules = { confirmEmail: "NEVER", supports: "NONE", attachmentsAllowed };
    const t = told({ rules }, { published: 1, comments: [comment("com_1")] });
    const receipt = { code: "abcd", proof: "", state: "PENDING", comment: null };
    t.model.drafts = {
      con_1: { text: "", since: 0, website: "", wrong: [], receipt },
    } as unknown as typeof t.model.drafts;
    return links(t).filter(([text]) => text === "Prilozi");
  };
  assert.deepEqual(led(false), []);
  assert.deepEqual(led(true), [
    ["Prilozi", undefined, "https://javno.example/trebinje/potvrda/abcd?lang=sr-Latn#prilozi"],
  ]);
});

test("how many comments wait for an answer is said until none does", () => {
  const waiting = (published: number, answered: number) =>
    lines(told({}, { published, answered })).filter((line) => /^Čeka odgovor: \d+$/.test(line));
  assert.deepEqual(waiting(5, 2), ["Čeka odgovor: 3"]);
  assert.deepEqual(waiting(5, 5), []);
  assert.deepEqual(waiting(0, 0), []);
});

/** What the server has: a consultation, all comments of a thread, the newest first, and what became of a receipt. */
let debate: object = {};
let there: Comment[] = [];
let fate: object = {};
/** How new the consultation had to be, each time it was asked for. */
let looked: string[] = [];
/** How many comments were asked for, each time, and behind which. */
let asked: (number | string)[] = [];
/** Happens while the server answers. */
let meanwhile = () => {};
/** What was sent, each time, and what the server says to it. */
let sent: Record<string, unknown>[] = [];
let says: object = {};

beforeEach(() => {
  [debate, looked] = [{ acts: [] }, []];
  [there, fate, asked, meanwhile, sent, says] = [[], {}, [], () => {}, [], {}];
});

Object.assign(globalThis, {
  fetch: async (url: URL, { body }: { body?: string } = {}) => {
    if (body) {
      sent.push(JSON.parse(body).variables.input);
      return { json: async () => says };
    }
    const { code, first, after } = JSON.parse(url.searchParams.get("variables") ?? "{}");
    meanwhile();
    if (code) return { json: async () => ({ data: { receipt: fate } }) };
    const counts = { published: there.length, answered: 0 };
    const commentBox = { open: true, challenge: "fresh", bits: 0, counts, parts: [] };
    if (first === undefined) {
      looked.push(url.search);
      const consultation = JSON.parse(JSON.stringify(debate));
      return { json: async () => ({ data: { consultation, commentBox } }) };
    }
    asked.push(after ? `${first} behind ${after}` : first);
    const from = Number(after ?? 0);
    const pageInfo = { hasNextPage: from + first < there.length, endCursor: `${from + first}` };
    const comments = { nodes: there.slice(from, from + first), pageInfo };
    return { json: async () => ({ data: { commentBox, comments } }) };
  },
});

/** The n-th comment that came. */
const nth = (n: number, more: object = {}) =>
  comment(`com_${n}`, { receivedAt: new Date(Date.UTC(2026, 11, 1, 10, n)).toISOString(), ...more });
const several = (from: number, to: number) => {
  const all: Comment[] = [];
  for (let n = from; n >= to; n--) all.push(nth(n));
  return all;
};
const ids = (comments: Comment[] | undefined) => comments?.map(({ id }) => id);

/** A model that shows a thread. */
function shows(comments: Comment[], hasNextPage = false) {
  const { model } = told({});
  const shown = { comments, fresh: [], value: { hasNextPage, endCursor: null } };
  model.threads = { [ALL]: shown };
  return { model, shown };
}

test("what is new waits, what changed is shown, and what is gone goes", async () => {
  const { model, shown } = shows(several(3, 1));
  const answer = { disposition: "NOTED", reason: { text: "Hvala.", locale: "sr-Latn" }, answeredAt: "" };
  there = [nth(5), nth(4), nth(3, { answer }), nth(1)];
  await renew(model);
  assert.deepEqual(ids(shown.comments), ["com_3", "com_1"]);
  assert.deepEqual(shown.comments[0]?.answer, answer);
  assert.deepEqual(ids(shown.fresh), ["com_5", "com_4"]);
  assert.equal(model.counts(ALL).published, 4);
  assert.deepEqual(asked, [20]);
  // What waits already goes on waiting, and is asked for again.
  there.unshift(nth(6));
  await renew(model);
  assert.deepEqual(ids(shown.fresh), ["com_6", "com_5", "com_4"]);
  assert.deepEqual(asked, [20, 20]);
});

test("all that is shown is renewed, however much that is", async () => {
  const { model, shown } = shows(several(30, 1));
  const cyrillic = { text: "Треба више клупа." };
  there = several(33, 1)
    .filter(({ id }) => id !== "com_25")
    .map((one) => ({ ...one, ...cyrillic }));
  await renew(model);
  assert.deepEqual(asked, [20, "20 behind 20"]);
  assert.deepEqual(ids(shown.comments), ids(several(30, 1).filter(({ id }) => id !== "com_25")));
  assert.ok(shown.comments.every(({ text }) => text === cyrillic.text));
  assert.deepEqual(ids(shown.fresh), ["com_33", "com_32", "com_31"]);
});

test("of many that came meanwhile none is lost between those that are shown", async () => {
  const { model, shown } = shows(several(25, 18), true);
  there = several(55, 1);
  await renew(model);
  assert.deepEqual(ids(shown.comments), ids(several(25, 18)));
  assert.deepEqual(ids(shown.fresh), ids(several(55, 26)));
  // No further than to what is shown.
  assert.deepEqual(asked, [20, "20 behind 20"]);
  assert.deepEqual(shown.value, { hasNextPage: true, endCursor: null });
});

test("of more than are asked for at most the rest is on the next page", async () => {
  const { model, shown } = shows(several(10, 1));
  there = several(300, 1);
  await renew(model);
  assert.equal(asked.length, 10);
  assert.deepEqual(ids(shown.comments), []);
  assert.deepEqual(ids(shown.fresh), ids(several(300, 101)));
  await model.more(ALL);
  assert.deepEqual(ids(shown.comments), ids(several(100, 91)));
});

/** A comment with what replies to it. */
const replied = (one: Comment, ...nodes: Comment[]): Comment => ({
  ...one,
  replies: { nodes, pageInfo: { hasNextPage: false } },
});

test("what is gone stays, as removed, where somebody has begun to write a reply to it", async () => {
  const rules = { confirmEmail: "NEVER", supports: "NONE" };
  const comments = [nth(4), replied(nth(3), nth(5), nth(6), nth(7)), nth(2), nth(1)];
  const t = told({ rules }, { published: 7, comments });
  const { model } = t;
  const of = (n: number) => ids(model.threads[ALL]?.comments?.[n]?.replies?.nodes);
  type(model, "com_6", "I ja");
  type(model, "com_2", "Slažem se");
  model.replying = "com_2";
  there = [nth(8), nth(4), replied(nth(3), nth(5), nth(7)), nth(1)];
  await renew(model);
  assert.deepEqual(ids(model.threads[ALL]?.comments), ["com_4", "com_3", "com_2", "com_1"]);
  assert.deepEqual(ids(model.threads[ALL]?.fresh), ["com_8"]);
  assert.deepEqual(of(1), ["com_5", "com_6", "com_7"]);
  const written = () =>
    drawn(t)
      .filter(({ props }) => props?.id === "text-com_2")
      .map(({ props }) => props?.value);
  const removed = () => drawn(t).filter(({ props, children }) => props && children[0]?.tag === m.removed);
  assert.deepEqual([written(), removed().length], [["Slažem se"], 2]);
  // What was closed can be opened again, and is there as it was left.
  const opens = drawn(t).filter(({ props }) => props?.id === "com_6");
  assert.ok(opens.some((one) => each(one).some(({ tag }) => tag === "button")));

  // What it stands beneath is gone too; and again, what it was known by.
  there = [nth(4), nth(1)];
  await renew(model);
  there = [nth(4)];
  await renew(model);
  assert.deepEqual(ids(model.threads[ALL]?.comments), ["com_4", "com_3", "com_2"]);
  assert.deepEqual(of(1), ["com_6"]);
  assert.deepEqual([written(), removed().length], [["Slažem se"], 3]);

  // It cannot be sent any more, and is not lost for that.
  says = { errors: [{ message: "There is no such comment.", extensions: { code: "NOT_FOUND" } }] };
  await submit(model, "com_2", { replyTo: "com_2" });
  assert.deepEqual(
    sent.map(({ replyTo, text }) => [replyTo, text]),
    [["com_2", "Slažem se"]],
  );
  assert.deepEqual(written(), ["Slažem se"]);
  assert.ok(lines(t).some((line) => line.startsWith(m.notSent)));
});

test("what somebody writes a reply to is looked for however much came meanwhile", async () => {
  const { model, shown } = shows(several(10, 1));
  there = several(300, 1);
  model.replying = "com_5";
  await renew(model);
  assert.deepEqual(ids(shown.comments), ids(several(10, 1)));
  assert.deepEqual(ids(shown.fresh), ids(several(300, 11)));
});

test("where there is no act what is said stays open when it is shown in another language", async () => {
  const { model, shown } = shows(several(3, 1));
  there = several(3, 1);
  await model.show("con_1");
  assert.equal(model.threads[ALL], shown);
  assert.deepEqual(asked, []);
  // What somebody has closed does not open because something happens.
  model.close(ALL);
  await model.show("con_1");
  assert.equal(model.threads[ALL], undefined);
  model.debate = {};
  await model.show("con_1");
  assert.ok(model.threads[ALL]);
});

test("what stands below the last that is shown is not new but on the next page", async () => {
  const { model, shown } = shows(several(30, 21), true);
  there = several(31, 1);
  await renew(model);
  assert.deepEqual(ids(shown.fresh), ["com_31"]);
  // Where all is shown, what stands between or below was published later than it came.
  const all = shows([nth(9), nth(5)]);
  there = [nth(9), nth(7), nth(5), nth(2)];
  await renew(all.model);
  assert.deepEqual(ids(all.shown.fresh), ["com_7", "com_2"]);
});

test("whoever asks for more meanwhile is not given less, and is told what changed", async () => {
  const { model, shown } = shows(several(3, 1));
  there = several(4, 0);
  const more = () => {
    meanwhile = () => {};
    shown.comments = several(3, 0);
  };
  meanwhile = more;
  await renew(model);
  assert.deepEqual(ids(shown.comments), ids(several(3, 0)));
  assert.deepEqual(ids(shown.fresh), ["com_4"]);
  assert.deepEqual(asked, [20, 20]);
  // Of a thread that is not shown any more nothing is asked again.
  meanwhile = () => {
    more();
    model.threads = {};
  };
  await renew(model);
  assert.deepEqual(asked, [20, 20, 20]);
});

test("what becomes of a comment that was sent is told, and what is being written stays", async () => {
  const { model } = told({});
  const receipt = { code: "K1", proof: "", state: "PENDING", comment: null };
  const writes = { text: "Treba vi", since: 0, website: "", wrong: [] };
  model.drafts = { sent: { ...writes, receipt }, writes } as unknown as typeof model.drafts;
  fate = { state: "PUBLISHED", comment: { answer: null } };
  let drawn = 0;
  Object.assign(model, { changed: () => drawn++ });
  await renew(model);
  assert.equal(model.drafts.sent?.receipt?.state, "PUBLISHED");
  assert.equal(model.drafts.writes?.text, "Treba vi");
  // Nothing is open: only the numbers are asked for. All is drawn at once.
  assert.deepEqual([asked, drawn], [[0], 1]);
});

for (const [who, minutes, offline, challenge] of [
  ["whoever writes soon solves the task that came with the draft", 1, false, "of the draft"],
  ["whoever has read for long before he writes solves a fresh task", 12, false, "fresh"],
  ["where no fresh task is to be had the old one is solved", 12, true, "of the draft"],
] as const)
  test(who, async () => {
    const { now } = performance;
    performance.now = () => now.call(performance) + minutes * 60_000;
    if (offline)
      meanwhile = () => {
        throw new Error("offline");
      };
    says = { data: { submitComment: { receipt: null, errors: [] } } };
    try {
      const { model } = told({});
      type(model, ALL, "Treba");
      type(model, ALL, "Treba više klupa.");
      await submit(model, ALL, {});
    } finally {
      performance.now = now;
    }
    // Once for all that is written there.
    assert.deepEqual(asked, challenge === "fresh" ? [0] : []);
    assert.deepEqual(
      sent.map(({ text, challenge }) => [text, challenge]),
      [["Treba više klupa.", challenge]],
    );
  });

test("whoever goes on to another consultation meanwhile does not solve its task for what he wrote", async () => {
  const { now } = performance;
  performance.now = () => now.call(performance) + 720_000;
  const { model } = told({});
  meanwhile = () => {
    model.id = "con_2";
    model.box = model.box && { ...model.box, challenge: "of another" };
  };
  try {
    type(model, ALL, "Treba");
    assert.equal((await model.drafts.con_1?.solved)?.challenge, "of the draft");
  } finally {
    performance.now = now;
  }
  assert.deepEqual(asked, [0]);
});

test("a new text takes the place of the one before, but for whoever writes about a part that is gone", async () => {
  const anchor = (key: string) => ({ id: `part_${key}`, key, kind: "ARTICLE", depth: 0 });
  const act = (...keys: string[]) => ({ id: "act_1", current: { number: 1, anchors: keys.map(anchor) } });
  const { model } = told({ acts: [act("anc_1", "anc_2")] });
  const shown = () => {
    const now = model.debate.value?.consultation;
    return [now?.status, ...(now?.acts[0]?.current?.anchors.map(({ key }) => key) ?? [])];
  };
  model.threads = { anc_1: { comments: [], fresh: [] }, anc_2: { comments: [], fresh: [] } };
  type(model, "anc_2", "Ovo treba");
  debate = { id: "con_1", status: "CLOSED", acts: [act("anc_1", "anc_3")] };
  await model.show("con_1");
  assert.deepEqual(shown(), ["CLOSED", "anc_1", "anc_2"]);
  model.close("anc_2");
  await model.show("con_1");
  assert.deepEqual(shown(), ["CLOSED", "anc_1", "anc_3"]);
  assert.equal(model.drafts.con_1anc_2?.text, "Ovo treba");
  // What was asked before it was turned to other words comes too late.
  meanwhile = () => {
    model.locale = "sr-Cyrl";
  };
  debate = { id: "con_1", status: "OPEN", acts: [] };
  await model.show("con_1");
  assert.deepEqual(shown(), ["CLOSED", "anc_1", "anc_3"]);
});

/** A line to the server, as far as it is listened to. */
class Line {
  static last: Line;
  onopen = () => {};
  onerror = () => {};
  heard: Record<string, (event: object) => void> = {};
  constructor() {
    Line.last = this;
  }
  addEventListener(name: string, hear: (event: object) => void) {
    this.heard[name] = hear;
  }
  close() {}
}

/** Listens to what a model shows, by a clock that only the test moves. */
async function listening(
  model: Told["model"],
  what: (pass: (seconds: number) => Promise<void>, tell: (happened: object) => void) => Promise<void>,
) {
  const document = { hidden: false, addEventListener() {}, removeEventListener() {} };
  Object.assign(globalThis, { document, EventSource: Line });
  mock.timers.enable({
    apis: ["setTimeout", "setInterval", "Date"],
    now: Date.parse("2026-12-01T10:00:00Z"),
  });
  // Readers do not ask in the same moment; this one asks half a second later.
  const random = mock.method(Math, "random", () => 0.5);
  const deaf = live(model, "con_1");
  // What the browser held may be some minutes old.
  Line.last.onopen();
  try {
    await what(
      async (seconds) => {
        mock.timers.tick(seconds * 1000);
        // What is asked for takes several turns.
        for (let turn = 0; turn < 20; turn++) await new Promise((next) => setImmediate(next));
      },
      (discussionChanged) =>
        Line.last.heard.next?.({ data: JSON.stringify({ data: { discussionChanged } }), lastEventId: "ev1" }),
    );
  } finally {
    deaf();
    random.mock.restore();
    mock.timers.reset();
  }
}

test("what happens to a consultation is shown, and for what is said in it the act is not fetched again", async () => {
  const { model } = told({});
  const status = () => model.debate.value?.consultation?.status;
  await listening(model, async (pass, tell) => {
    await pass(1);
    assert.equal(looked.length, 1);
    tell({ comment: { commentId: "com_1" } });
    await pass(1);
    assert.equal(looked.length, 1);
    assert.deepEqual(asked, [0]);
    // However much is said, it is asked for again after a rest, and then at once for all of it.
    debate = { status: "CANCELLED", acts: [] };
    tell({ comment: { commentId: "com_2" } });
    tell({ comment: null });
    tell({ comment: { commentId: "com_3" } });
    await pass(2);
    assert.deepEqual([looked.length, asked.length], [1, 1]);
    await pass(1);
    assert.deepEqual([status(), looked.length], ["CANCELLED", 2]);
    assert.match(`${looked[1]}`, /since=ev1/);
    // What nobody has heard may be anything.
    Line.last.heard.complete?.({});
    await pass(4);
    assert.equal(looked.length, 3);
  });
});

test("where nothing can be heard the act is fetched once in five minutes, and what is said each time", async () => {
  const { model } = told({});
  debate = { status: "OPEN", period: {}, acts: [] };
  await listening(model, async (pass, tell) => {
    const poll = async () => {
      // A new line is tried, and does not stand in time.
      for (const seconds of [30, 10, 1]) await pass(seconds);
    };
    Line.last.heard.complete?.({});
    await pass(1);
    for (let polls = 1; polls < 10; polls++) await poll();
    assert.deepEqual([looked.length, asked.length], [1, 10]);
    await poll();
    assert.deepEqual([looked.length, asked.length], [2, 11]);
    // What is told is shown at once, and what may have happened before a line stands again.
    tell({ comment: null });
    await pass(4);
    assert.equal(looked.length, 3);
    await pass(30);
    Line.last.onopen();
    await pass(1);
    assert.equal(looked.length, 4);
  });
});

for (const [status, next] of [
  ["ANNOUNCED", { opensAt: "2026-12-01T12:00:00+01:00", closesAt: "2026-12-20T12:00:00+01:00" }],
  ["OPEN", { opensAt: "2026-11-01T12:00:00+01:00", closesAt: "2026-12-01T12:00:00+01:00" }],
] as const)
  test(`a consultation is not ${status} any more when its calendar says so`, async () => {
    const { model } = told({});
    debate = { status, period: next, acts: [] };
    await listening(model, async (pass) => {
      await pass(1);
      await pass(3598);
      assert.equal(looked.length, 1);
      debate = { status: "NEXT", period: next, acts: [] };
      await pass(31);
      await pass(1);
      assert.deepEqual([model.debate.value?.consultation?.status, looked.length], ["NEXT", 2]);
      // As no cache on the way has it.
      assert.match(`${looked[1]}`, /at=\d+/);
      await pass(3600);
      assert.equal(looked.length, 2);
    });
  });
