/** What is known of the results of a call, and all that is done with the list that is being made. */
import { useRef, useState } from "preact/hooks";
import { ask, done, Failed } from "../ask";
import { post } from "../directory/upload";
import type { Deciding } from "../editor/conflict";
import { CallResults, DiscardResults, ReadResults, SaveResults } from "../gen/documents";
import type { CallResultsQuery, ResultColumn } from "../gen/graphql";
import { goOnAt } from "../parts";
import { useSay } from "../say";
import { useAct, useAsk } from "../use";
import { type Facts, meet } from "./meet";

export type Known = CallResultsQuery["desk"]["callResults"];
export type Content = Known["content"];
export type Entry = Content["rows"][number];
export type Meanings = (ResultColumn | null)[];

export type Results = ReturnType<typeof useResults>;

/** So often somebody else may be faster before the person is told. */
const TRIES = 3;
const outran = (error: unknown) => error instanceof Failed && error.trouble.kind === "conflict";

export function useResults(town: string, call: string) {
  const { locale } = useSay();
  const variables = { municipality: town, call, locale };
  const fetched = useAsk(CallResults, variables);
  const bringing = useAct();
  const saving = useAct();
  const latest = useRef(fetched);
  latest.current = fetched;
  const now = () => latest.current.value?.desk.callResults;
  const version = () => now()?.version ?? 0;
  const look = async () => {
    const value = await ask(CallResults, variables);
    latest.current.put(value);
    // Whoever goes on from here does not wait until it is drawn.
    latest.current = { ...latest.current, value };
  };

  /** What stands on the screen and is not kept yet. The last change waits while one before it is on its way. */
  const [mine, setMine] = useState<Content>();
  const next = useRef<Content>(undefined);
  /** What that was made of. */
  const base = useRef<Content>(undefined);
  /** Over when nothing is on its way: whatever counts on the version of the list waits for it. */
  const sent = useRef<Promise<unknown>>(undefined);
  /** What two people did to the same, until one of them has chosen. */
  const [clash, setClash] = useState<Deciding<{ content: Facts }, Facts>>();
  /**
   * Writes what was made of a list, and gives it back. What somebody else has made of it meanwhile is written with it, as far
   * as that is not the same; where it is, both are shown, and nothing is written before somebody has chosen.
   */
  const put = async (before: Content, made: Content): Promise<Content | undefined> => {
    let content = made;
    for (let tries = 1; ; tries++) {
      // What was changed while it was on its way goes with it.
      content = next.current ?? content;
      next.current = undefined;
      const standing = now()?.content ?? before;
      const met = meet(before, content, standing);
      if (met.facts[0]) {
        const resolve = (chosen: Map<string, Facts>) => {
          setClash(undefined);
          base.current = standing;
          save(met.content(chosen));
        };
        const phase = { is: "clash" as const, theirs: { content: met.theirs }, facts: met.facts };
        setClash({ mine: met.mine, phase, resolve });
        return undefined;
      }
      try {
        const input = { call, version: version(), content: met.content() };
        done((await ask(SaveResults, { input })).saveResults);
        await look();
        return content;
      } catch (error) {
        if (!outran(error) || tries === TRIES) throw error;
        await look();
      }
    }
  };
  const save = (content: Content) => {
    setMine(content);
    base.current ??= now()?.content ?? content;
    next.current = content;
    const saved = saving.run(async () => {
      for (let one = next.current; one; one = next.current) {
        try {
          const kept = await put(base.current ?? one, one);
          if (!kept) return;
          base.current = kept;
        } catch (error) {
          // What was wrong with it may be mended in the one that waits.
          if (!next.current) throw error;
        }
      }
      base.current = undefined;
      setMine(undefined);
    });
    sent.current = Promise.all([sent.current, saved]).then(() => {});
  };
  /** What somebody else has made of it is shown. What stands here unsaved stays, and is tried once more. */
  const again = () => {
    saving.clear();
    bringing.clear();
    if (mine) save(mine);
    else fetched.again();
  };
  /** What comes of it is read on at its heading. */
  const bring = (how: () => Promise<unknown>) =>
    bringing
      .run(async () => {
        await sent.current;
        await how();
        await look();
      })
      .then((did) => {
        if (did) goOnAt("#draft");
        return did;
      });
  return {
    town,
    fetched,
    mine,
    clash,
    save,
    saving,
    again,
    look,
    version,
    /** Writes rows in the place of those that were read. */
    keep: async (rows: Entry[], before: Entry[]) => {
      await sent.current;
      const stands = now()?.content;
      if (stands) await put({ ...stands, rows: before }, { ...stands, rows });
    },
    bringing,
    /** Reads a list that is pasted. */
    read: (text: string) =>
      bring(async () =>
        done((await ask(ReadResults, { input: { call, version: version(), text } })).readResults),
      ),
    send: (file: File) =>
      bring(() => {
        const query = { municipality: town, call, version: String(version()) };
        return post("/desk/import/results", query, file);
      }),
    /** Begins anew with a list that is written already. */
    begin: (content: Content) =>
      bring(async () =>
        done((await ask(SaveResults, { input: { call, version: version(), content } })).saveResults),
      ),
    /** Reads the list that was brought once more, with other columns. */
    mean: (columns: Meanings) =>
      bringing.run(async () => {
        await sent.current;
        done((await ask(ReadResults, { input: { call, version: version(), columns } })).readResults);
        await look();
      }),
    discard: async () => {
      await sent.current;
      done((await ask(DiscardResults, { input: { call, version: version() } })).discardResults);
      await look();
    },
  };
}

/** What is to be looked at in a row: what keeps the list from being published, and what may be right all the same. */
export interface Found {
  lacks: { field: string; code: string }[];
  doubts: string[];
  match: Known["matches"][number] | undefined;
}

/** The same by the place of the row. */
export function foundIn({ missing, warnings, matches, content }: Known): Found[] {
  const all: Found[] = content.rows.map((_, at) => ({ lacks: [], doubts: [], match: matches[at] }));
  for (const { field, code } of missing) {
    const [list, at, inner] = field.split(".");
    if (list === "rows" && inner) all[Number(at)]?.lacks.push({ field: inner, code: code ?? "" });
  }
  for (const { code, row } of warnings) if (row != null) all[row]?.doubts.push(code);
  return all;
}

export const toLookAt = ({ lacks, doubts, match }: Found) =>
  !!lacks[0] || !!doubts[0] || match?.kind === "PERHAPS";
