import assert from "node:assert/strict";
import { test } from "node:test";
import { Failed, type TroubleKind } from "./ask";
import { EMPTY, type Content as Organisation, RECORD } from "./directory/content";
import { atHome, type Call, type Content, merge, move, same, withholding, withIds } from "./editor/content";
import { Draft } from "./editor/draft";
import type { ProblemFragment } from "./gen/graphql";

const text = (words: string) => ({ text: words, locale: "sr-Latn", overrides: [] });
const content = (patch: Partial<Content> = {}) =>
  ({
    kind: "PROJECTS",
    title: text("Poziv"),
    summary: null,
    budget: "1000",
    areas: [],
    eligibleForms: [],
    lots: [],
    documents: [],
    events: [],
    untilSpent: false,
    exercise: false,
    ...patch,
  }) as unknown as Content;
const call = (version: number, patch: Partial<Content> = {}, savedBy = "Milica") =>
  ({ id: "call_1", version, savedBy, content: content(patch) }) as unknown as Call;

const problem = (field: string): ProblemFragment => ({
  code: "INVALID",
  field,
  problem: "OUT_OF_RANGE",
  params: ["0", "100"],
});

/** A server and a clock that do what the test says. */
function world(first = call(1)) {
  const told = {
    server: first,
    /** What the next saves throw. */
    failures: [] as TroubleKind[],
    /** What it does not take, as far as it stands in what is sent. */
    refuses: (_: Content): string[] => [],
    saves: [] as string[],
    delays: [] as number[],
    merged: [] as string[],
    tick: undefined as (() => void) | undefined,
    /** Lets a save that is on its way arrive. */
    arrive: undefined as (() => void) | undefined,
    held: false,
  };
  const draft = new Draft(first, {
    save: async (version, now) => {
      told.saves.push(now.title?.text ?? "");
      if (told.held) await new Promise<void>((go) => (told.arrive = go));
      const kind = told.failures.shift();
      if (kind) throw new Failed({ kind });
      const problems = told.refuses(now).map((field) => problem(field));
      if (problems[0]) throw new Failed({ kind: "invalid", problems });
      if (version !== told.server.version) throw new Failed({ kind: "conflict" });
      // The server tidies what it takes.
      const title = now.title && { ...now.title, text: now.title.text.trim() };
      told.server = { ...call(version + 1, { ...now, title }) };
      return told.server;
    },
    load: async () => told.server,
    later: (what, delay) => {
      told.delays.push(delay);
      told.tick = what;
      return () => {
        if (told.tick === what) told.tick = undefined;
      };
    },
    changed: () => {},
    merged: (who, facts) => told.merged.push(`${who}: ${facts.join(" ")}`),
  });
  return { draft, told };
}
/** What has become of what was typed. */
const is = (draft: Draft): string => draft.phase.is;
/** Lets what was promised happen. */
const settle = () => new Promise((later) => setTimeout(later, 0));
const titled = (draft: Draft, words: string) => draft.edit({ title: text(words) });

test("what is typed is saved a second after the last key, once", async () => {
  const { draft, told } = world();
  titled(draft, "P");
  titled(draft, "Po");
  assert.equal(is(draft), "dirty");
  assert.deepEqual(told.delays, [1000, 1000]);
  told.tick?.();
  assert.equal(is(draft), "saving");
  await settle();
  assert.equal(is(draft), "saved");
  assert.deepEqual(told.saves, ["Po"]);
  assert.equal(draft.call.version, 2);
});

test("what is typed while a save is on its way is saved after it", async () => {
  const { draft, told } = world();
  told.held = true;
  titled(draft, "Prvo");
  told.tick?.();
  titled(draft, "Drugo");
  told.held = false;
  told.arrive?.();
  await settle();
  assert.equal(is(draft), "dirty");
  assert.equal(draft.mine.title?.text, "Drugo");
  told.tick?.();
  await settle();
  assert.deepEqual(told.saves, ["Prvo", "Drugo"]);
  assert.equal(is(draft), "saved");
});

test("what the server tidied is not put under somebody's hands, and is nobody's change", async () => {
  const { draft, told } = world();
  titled(draft, "Javni ");
  told.tick?.();
  await settle();
  assert.equal(draft.mine.title?.text, "Javni ");
  assert.equal(draft.unsaved, false);
  titled(draft, "Javni poziv");
  await draft.flush();
  assert.deepEqual(told.merged, []);
  assert.equal(told.server.content.title?.text, "Javni poziv");
});

test("without a connection it is kept and tried again, ever later, and at once when it is back", async () => {
  const { draft, told } = world();
  told.failures = ["offline", "offline"];
  titled(draft, "Poziv 2");
  told.tick?.();
  await settle();
  assert.equal(is(draft), "failed");
  told.tick?.();
  await settle();
  assert.deepEqual(told.delays.slice(1), [3000, 10_000]);
  draft.online();
  assert.equal(told.delays.at(-1), 0);
  told.tick?.();
  await settle();
  assert.equal(is(draft), "saved");
  assert.equal(told.server.content.title?.text, "Poziv 2");
});

test("what may not be saved is not tried for ever, and stays", async () => {
  const { draft, told } = world();
  told.failures = ["forbidden"];
  titled(draft, "Moje");
  assert.equal(await draft.flush(), false);
  assert.equal(told.tick, undefined);
  assert.equal(draft.mine.title?.text, "Moje");
});

const tooMuch = (now: Content) => (Number(now.coFundingPercent) > 100 ? ["coFundingPercent"] : []);

test("a value that is refused is marked, stays where it was typed, and keeps nothing else from being saved", async () => {
  const { draft, told } = world();
  told.refuses = tooMuch;
  draft.edit({ title: text("Novi naslov"), coFundingPercent: 150 });
  assert.equal(await draft.flush(), true);
  assert.equal(is(draft), "saved");
  assert.deepEqual([...draft.refused.keys()], ["coFundingPercent"]);
  assert.equal(told.server.content.title?.text, "Novi naslov");
  assert.equal(told.server.content.coFundingPercent, undefined);
  assert.equal(draft.mine.coFundingPercent, 150);
  // It is not tried again by itself, but with the next change; what another saves meanwhile does not sweep it away.
  assert.equal(told.saves.length, 2);
  told.server = call(told.server.version + 1, { title: text("Novi naslov"), budget: "7" }, "Marko");
  await draft.refresh();
  assert.deepEqual([draft.mine.coFundingPercent, draft.mine.budget], [150, "7"]);
  draft.edit({ coFundingPercent: 15 });
  assert.equal(await draft.flush(), true);
  assert.equal(draft.refused.size, 0);
  assert.equal(told.server.content.coFundingPercent, 15);
});

test("what is refused although nothing of it can be left out is a failure", async () => {
  const { draft, told } = world();
  told.refuses = () => ["title"];
  titled(draft, "Naslov");
  assert.equal(await draft.flush(), false);
  assert.equal(is(draft), "failed");
});

test("of one thing in a list only the field is held back that is refused, where the server knows the thing", () => {
  const lot = (budget: string | null, words: string) =>
    ({ title: text(words), budget }) as Content["lots"][number];
  const held = content({ lots: [lot("5", "A"), lot(null, "B")] });
  const mine = content({ lots: [lot("5", "A"), lot("0", "Bolji")] });
  assert.deepEqual(withholding(mine, "lots.1.budget", held).lots, [lot("5", "A"), lot(null, "Bolji")]);
  const more = content({ lots: [...mine.lots, lot("0", "C")] });
  assert.deepEqual(withholding(more, "lots.2.budget", held).lots, held.lots);
  assert.equal(withholding(content({ budget: "0" }), "budget", content({ budget: "9" })).budget, "9");
});

test("a field of an event is the one here, however many have no day yet", () => {
  const event = (day: string) =>
    ({ id: null, kind: "TRAINING", starts: { day } }) as unknown as Content["events"][number];
  const events = [event(""), event("2027-01-01"), event(""), event("2027-01-02")];
  assert.equal(atHome("events.1.minutesUrl", events), "events.3.minutesUrl");
  assert.equal(atHome("lots.1.title", events), "lots.1.title");
});

test("two who change different facts both keep theirs", async () => {
  const { draft, told } = world();
  titled(draft, "Moj naslov");
  told.server = call(2, { budget: "2000" }, "Marko");
  assert.equal(await draft.flush(), true);
  assert.deepEqual(told.merged, ["Marko: budget"]);
  assert.equal(told.server.content.budget, "2000");
  assert.equal(told.server.content.title?.text, "Moj naslov");
});

test("two who change the same fact are asked, and nothing is saved meanwhile", async () => {
  const { draft, told } = world();
  draft.edit({ title: text("Moj"), summary: text("Moj opis") });
  told.server = call(2, { title: text("Tuđi"), summary: text("Tuđi opis"), budget: "5" }, "Marko");
  assert.equal(await draft.flush(), false);
  assert.equal(is(draft), "clash");
  if (draft.phase.is !== "clash") return;
  assert.deepEqual(draft.phase.facts, ["title", "summary"]);
  titled(draft, "Moj, dalje");
  assert.equal(told.server.content.title?.text, "Tuđi");
  draft.resolve(
    new Map([
      ["title", draft.mine],
      ["summary", draft.phase.theirs.content as Content],
    ]),
  );
  assert.equal(await draft.flush(), true);
  assert.equal(told.server.content.title?.text, "Moj, dalje");
  assert.equal(told.server.content.summary?.text, "Tuđi opis");
  assert.equal(told.server.content.budget, "5");
});

test("what another saved is shown to whoever has typed nothing", async () => {
  const { draft, told } = world();
  told.server = call(5, { budget: "7" }, "Marko");
  await draft.refresh();
  assert.equal(draft.mine.budget, "7");
  assert.equal(is(draft), "saved");
  assert.equal(draft.unsaved, false);
});

test("an older answer that comes late changes nothing", async () => {
  const { draft, told } = world(call(4, { budget: "4" }));
  told.server = call(3, { budget: "3" });
  await draft.refresh();
  assert.equal(draft.mine.budget, "4");
});

test("new things take the ids that the server gave them, wherever they were moved", () => {
  const event = (day: string, id: string | null = null) =>
    ({ id, kind: "TRAINING", starts: { day }, place: null, minutesUrl: null }) as Content["events"][number];
  const [a, b] = [event("2027-01-01"), event("2027-01-02")];
  const undated = event("");
  const sent = content({ events: [undated, a, b] });
  const held = content({ events: [event("2027-01-01", "ev_1"), event("2027-01-02", "ev_2")] });
  const mine = content({ events: [b, undated, a] });
  assert.deepEqual(
    withIds(mine, sent, held).events.map(({ id }) => id),
    ["ev_2", null, "ev_1"],
  );
});

test("nothing, an empty text and a missing field are the same", () => {
  assert.ok(same({ a: null, b: "", c: [] }, {}));
  assert.ok(same({ b: 1, a: 2 }, { a: 2, b: 1 }));
  assert.ok(!same({ a: 0 }, {}));
  assert.ok(!same([1, 2], [2, 1]));
});

test("the same change by both is no clash", () => {
  const base = content();
  const now = content({ budget: "9" });
  const { clashing, content: merged } = merge(base, base, now, content({ budget: "9" }));
  assert.deepEqual(clashing, []);
  assert.equal(merged.budget, "9");
});

test("a thing is moved", () => {
  assert.deepEqual(move([1, 2, 3], 0, 2), [2, 3, 1]);
  assert.deepEqual(move([1, 2, 3], 2, 0), [3, 1, 2]);
  assert.deepEqual(move([1, 2, 3], 0, 3), [1, 2, 3]);
});

/** A record with a name that is published when its bearer agreed. */
const person = (representative: string, representativePublic: boolean, phone = ""): Organisation => ({
  ...EMPTY,
  representative,
  representativePublic,
  phone,
});

test("a name and the consent to publish it are one fact", () => {
  const before = person("Ana", false);
  // A colleague notes that Ana agreed, while another name is written here.
  const { clashing, content } = merge(
    before,
    before,
    person("Petar", false),
    person("Ana", true),
    RECORD.facts,
    RECORD.wholes,
  );
  assert.deepEqual(clashing, ["representative"]);
  assert.equal(content.representativePublic, false);
  // What the other did to both is taken whole.
  const theirs = merge(
    before,
    before,
    person("Ana", false, "1"),
    person("Petar", true),
    RECORD.facts,
    RECORD.wholes,
  );
  assert.deepEqual([theirs.taken, theirs.clashing], [["representative"], []]);
  assert.equal(theirs.content.representative, "Petar");
  assert.equal(theirs.content.representativePublic, true);
  // One that is refused takes the other with it.
  for (const field of ["representative", "representativePublic"]) {
    const sent = withholding(person("P", true, "1"), field, before, RECORD.wholes);
    assert.deepEqual([sent.representative, sent.representativePublic, sent.phone], ["Ana", false, "1"]);
  }
});

test("what is saved by hand is saved whole or not at all", async () => {
  const saves: string[] = [];
  const first = { version: 1, content: person("Ana", true) };
  const draft = new Draft<typeof first, Organisation>(
    first,
    {
      save: async (version, content) => {
        saves.push(`${content.phone} ${content.representative}`);
        if (content.phone === "x") throw new Failed({ kind: "invalid", problems: [problem("phone")] });
        return { version: version + 1, content };
      },
      load: async () => first,
      later: () => () => {},
      changed: () => {},
      whole: true,
    },
    RECORD,
  );
  draft.edit({ phone: "x" });
  draft.edit({ representative: "Petar", representativePublic: false });
  assert.equal(await draft.flush(), false);
  assert.deepEqual(saves, ["x Petar"]);
  assert.equal(draft.phase.is, "failed");
  assert.equal(draft.unsaved, true);
  assert.deepEqual([...draft.refused.keys()], ["phone"]);
  draft.edit({ phone: "059 220 100" });
  assert.equal(draft.refused.size, 0);
  assert.equal(await draft.flush(), true);
  assert.deepEqual(saves, ["x Petar", "059 220 100 Petar"]);
  assert.equal(draft.unsaved, false);
});

test("whoever hears of something waits until what was sent from here is answered, and knows his own by its version", async () => {
  const { draft, told } = world();
  const heard: number[] = [];
  const hear = () => draft.quiet().then(() => heard.push(draft.call.version));
  told.held = true;
  titled(draft, "Moje");
  told.tick?.();
  hear();
  await settle();
  assert.deepEqual(heard, []);
  told.arrive?.();
  await settle();
  assert.deepEqual(heard, [2]);
  let answer = () => {};
  const deed = new Promise<void>((go) => (answer = go)).then(() => draft.replace(call(3, { budget: "3" })));
  const done = draft.during(deed);
  hear();
  await settle();
  assert.deepEqual(heard, [2]);
  answer();
  await done;
  await settle();
  assert.deepEqual(heard, [2, 3]);
  assert.deepEqual(told.merged, []);
});

test("nothing is saved by itself while a file is on its way that counts on the version; what was typed goes after it", async () => {
  const { draft, told } = world();
  let arrive = () => {};
  const sent = draft.during(new Promise<void>((go) => (arrive = go)));
  draft.edit({ title: text("Dok se šalje") });
  told.tick?.();
  assert.deepEqual(told.saves, []);
  arrive();
  await sent;
  told.tick?.();
  assert.deepEqual(told.saves, ["Dok se šalje"]);
});
