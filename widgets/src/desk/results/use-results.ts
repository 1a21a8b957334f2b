/** What is known of the results of a call, and all that is done with the list that is being made. */
import { useRef, useState } from "preact/hooks";
import { ask, done, Failed } from "../ask";
import { post } from "../directory/upload";
import { same } from "../editor/content";
import { CallResults, DiscardResults, LinkResult, ReadResults, SaveResults } from "../gen/documents";
import type { CallResultsQuery, ResultColumn } from "../gen/graphql";
import { goOnAt } from "../parts";
import { useSay } from "../say";
import { useAct, useAsk } from "../use";

export type Known = CallResultsQuery["desk"]["callResults"];
export type Content = Known["content"];
export type Entry = Content["rows"][number];
export type Meanings = (ResultColumn | null)[];

export type Results = ReturnType<typeof useResults>;

export function useResults(town: string, call: string) {
  const { locale } = useSay();
  const variables = { municipality: town, call, locale };
  const fetched = useAsk(CallResults, variables);
  const bringing = useAct();
  const saving = useAct();
  const linking = useAct();
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
  /** Over when nothing is on its way: whatever counts on the version of the list waits for it. */
  const sent = useRef<Promise<unknown>>(undefined);
  const save = (content: Content) => {
    setMine(content);
    next.current = content;
    const saved = saving.run(async () => {
      let read = version();
      for (let one = next.current; one; one = next.current) {
        next.current = undefined;
        try {
          const input = { call, version: read, content: one };
          read = done((await ask(SaveResults, { input })).saveResults).results?.version ?? read;
          if (!next.current) await look();
        } catch (error) {
          // What was wrong with it may be mended in the one that waits.
          if (!next.current) throw error;
        }
      }
      setMine(undefined);
    });
    sent.current = Promise.all([sent.current, saved]).then(() => {});
  };
  /** What somebody else has made of it is shown; what stood here unsaved is given up. */
  const again = () => {
    next.current = undefined;
    saving.clear();
    bringing.clear();
    setMine(undefined);
    fetched.again();
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
    save,
    saving,
    again,
    look,
    version,
    /** Writes rows in the place of those that were read. */
    keep: async (rows: Entry[], before: Entry[]) => {
      await sent.current;
      const stands = now();
      if (!stands || !same(stands.content.rows, before)) throw new Failed({ kind: "conflict" });
      const input = { call, version: stands.version, content: { ...stands.content, rows } };
      done((await ask(SaveResults, { input })).saveResults);
      await look();
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
    linking,
    /** Says whose a published row is. The list stays as it was published. */
    link: (row: string, organisation: string) =>
      linking.run(async () => {
        done((await ask(LinkResult, { input: { row, organisation } })).linkResult);
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
