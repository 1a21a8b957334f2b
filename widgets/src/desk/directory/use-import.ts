/** What is known of one list, and all that is done with it: looked at, decided, run, taken back, thrown away. */
import { useEffect, useRef, useState } from "preact/hooks";
import { ask, done } from "../ask";
import { same } from "../editor/content";
import {
  DecideImport,
  DiscardImport,
  OrganisationImport,
  PlanImport,
  RunImport,
  UndoImport,
} from "../gen/documents";
import type { ImportStateFragment } from "../gen/graphql";
import { at, go } from "../route";
import { tell, useSay } from "../say";
import { useAct } from "../use";
import { type Choice, type Decision, joined } from "./decisions";
import { fits, type Import, type Meanings, meaningsOf } from "./mapping";

export function useImport({ first, town, again }: { first: Import; town: string; again: () => void }) {
  const { m } = useSay();
  const [known, know] = useState<ImportStateFragment>(first);
  const [stamp, setStamp] = useState(0);
  const [sure, ask_] = useState<"run" | "undo" | "discard">();
  /** What the columns hold on the screen, and what the preview was last made of. */
  const [mapping, setMapping] = useState(() => meaningsOf(first));
  const [planned, setPlanned] = useState(mapping);
  const [theirs, setTheirs] = useState(false);
  /** Whether contacts are published, as it stands on the screen. */
  const [published, setPublished] = useState(first.publishContacts);
  const [chosen, setChosen] = useState<ReadonlyMap<number, Choice>>(new Map());
  const planning = useAct();
  const deciding = useAct();
  const act = useAct();
  const there = useRef(true);
  useEffect(
    () => () => {
      there.current = false;
    },
    [],
  );
  // What somebody else has done to it; what is known here may be newer.
  useEffect(() => {
    if (act.busy || planning.busy || deciding.busy) return;
    know(first);
    const now = meaningsOf(first);
    if (same(now, planned) && first.publishContacts === published) return;
    setPlanned(now);
    setMapping(now);
    setPublished(first.publishContacts);
    setTheirs(true);
    planning.clear();
    // What was about to be confirmed is another list by now.
    ask_((which) => (which === "run" ? undefined : which));
  }, [first]);
  const list: Import = { ...first, ...known };
  const learn = (now: ImportStateFragment | null | undefined) => {
    if (now) know(now);
    setStamp((n) => n + 1);
  };
  /** The last change waits while one before it is on its way; it is what counts. */
  const next = useRef<{ columns: Meanings; publishContacts: boolean }>(undefined);
  const plan = (columns: Meanings, publishContacts = published) => {
    setMapping(columns);
    setPublished(publishContacts);
    setTheirs(false);
    next.current = fits(columns) ? { columns, publishContacts } : undefined;
    if (!next.current) return;
    planning.run(async () => {
      while (next.current) {
        const now = next.current;
        next.current = undefined;
        try {
          const input = { id: first.id, ...now };
          learn(done((await ask(PlanImport, { input })).planOrganisationImport).import);
          setPlanned(now.columns);
        } catch (error) {
          if (!next.current) throw error;
        }
      }
      again();
    });
  };
  const unplanned =
    planning.busy ||
    !!planning.trouble ||
    !fits(mapping) ||
    !same(mapping, planned) ||
    known.publishContacts !== published;
  /** What is chosen while something is on its way goes after it, together. */
  const waiting = useRef<Decision[]>([]);
  const decide = (rows: number[] | null, choice: Choice) => {
    waiting.current = joined(waiting.current, [rows, choice]);
    if (rows) setChosen((old) => new Map([...old, ...rows.map((n) => [n, choice] as const)]));
    deciding.run(async () => {
      try {
        for (let one = waiting.current.shift(); one; one = waiting.current.shift()) {
          const [rows, choice] = one;
          const input = { id: first.id, rows: rows && [...rows], choice };
          const now = done((await ask(DecideImport, { input })).decideOrganisationImport).import;
          if (now) know(now);
        }
      } catch (error) {
        waiting.current = [];
        setChosen(new Map());
        throw error;
      } finally {
        learn(undefined);
      }
    });
  };
  /** What became of the rows is read once, when there is no more to come. */
  const ended = () => {
    if (!there.current) return;
    setStamp((n) => n + 1);
    again();
  };
  /** Some rows at a time until all are there; whoever leaves meanwhile goes on later. */
  const run = () => {
    ask_(undefined);
    return act
      .run(async () => {
        if (known.state === "PREVIEWED") {
          // Only what was looked at is written: a colleague may have had it looked at otherwise.
          const { desk } = await ask(OrganisationImport, { municipality: town, id: first.id });
          const now = desk.organisationImport;
          const other = now && (!same(meaningsOf(now), planned) || now.publishContacts !== published);
          if (now?.state === "PREVIEWED" && other) return;
        }
        for (;;) {
          const now = done((await ask(RunImport, { input: { id: first.id } })).runOrganisationImport).import;
          if (now) know(now);
          if (!there.current) return;
          if (now?.state !== "RUNNING") break;
        }
        tell(m.org.runDone);
      })
      .then(ended);
  };
  const undo = () => {
    ask_(undefined);
    return act
      .run(async () => {
        for (;;) {
          const payload = done((await ask(UndoImport, { input: { id: first.id } })).undoOrganisationImport);
          if (payload.import) know(payload.import);
          if (!there.current) return;
          if (payload.import?.state !== "UNDOING") break;
        }
        tell(m.org.undoDone);
      })
      .then(ended);
  };
  const discard = () =>
    act.run(async () => {
      done((await ask(DiscardImport, { input: { id: first.id } })).discardOrganisationImport);
      ask_(undefined);
      await go(at(town, "uvoz"), "replace");
      tell(m.org.discarded);
    });
  return {
    list,
    stamp,
    /** What is asked once more before it is done. */
    sure,
    ask: ask_,
    mapping,
    published,
    theirs,
    unplanned,
    plan,
    chosen,
    decide,
    /** The rows were read anew: what was chosen is in them. */
    arrived: () => {
      if (!deciding.busy && chosen.size) setChosen(new Map());
    },
    run,
    undo,
    discard,
    act,
    planning,
    deciding,
  };
}
