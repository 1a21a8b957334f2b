/** A draft in a page: saved by itself, told of what others do, drawn again when anything of it changes. */
import { useEffect, useMemo, useReducer, useRef } from "preact/hooks";
import { Failed } from "../ask";
import { type News, useNews } from "../live";
import { fill, type Say, tell, useSay } from "../say";
import type { Shape } from "./content";
import { Draft, type Kept } from "./draft";
import type { Script } from "./preview";

/** How the server is asked for what is edited, and given it. Both answer with it as it is now. */
export interface Server<C, T> {
  load: (say: Say, script: Script) => Promise<C | null | undefined>;
  save: (version: number, content: T, script: Script) => Promise<C | null | undefined>;
  /** What a fact is called. */
  label: (fact: string, say: Say) => string;
  /** Whether what was heard is about it, and newer than what is known. */
  concerns: (news: News, known: C) => boolean;
  /** Saved when somebody says so, not by itself, and all or nothing: what is published at once. */
  byHand?: boolean;
  /** Facts that the person himself may have changed elsewhere: they are nobody's news. */
  own?: readonly string[];
}

/** The draft of what was loaded first. */
export function useDraft<C extends Kept & { id: string }, T>(
  first: C,
  script: Script,
  me: string,
  server: Server<C, T>,
  shape?: Shape<T>,
): Draft<C, T> {
  const [, redraw] = useReducer((n: number) => n + 1, 0);
  const say = useSay();
  const latest = useRef({ say, script, server });
  latest.current = { say, script, server };
  const draft = useMemo(
    () =>
      new Draft<C, T>(
        first,
        {
          load: async () => {
            const { say, script, server } = latest.current;
            const now = await server.load(say, script);
            if (!now) throw new Failed({ kind: "gone" });
            return now;
          },
          save: async (version, content) => {
            const { script, server } = latest.current;
            const now = await server.save(version, content, script);
            if (!now) throw new Error("nothing came back");
            return now;
          },
          later: (what, delay) => {
            if (latest.current.server.byHand) return () => {};
            const timer = setTimeout(what, delay);
            return () => clearTimeout(timer);
          },
          changed: () => redraw(undefined),
          whole: server.byHand,
          merged: (who, all) => {
            const { say, server } = latest.current;
            const facts = who === me ? all.filter((fact) => !server.own?.includes(fact)) : all;
            if (!facts[0]) return;
            const fields = facts.map((fact) => server.label(fact, say)).join(", ");
            tell(fill(say.m.editor.merged, { who: who ?? say.m.editor.somebody, fields }));
          },
        },
        shape,
      ),
    [first.id],
  );
  useEffect(() => {
    const online = () => latest.current.server.byHand || draft.online();
    addEventListener("online", online);
    return () => {
      removeEventListener("online", online);
      draft.stop();
    };
  }, [draft]);
  // The preview is asked for in one script at a time.
  const began = useRef(script);
  useEffect(() => {
    if (began.current === script) return;
    began.current = script;
    draft.refresh().catch(() => {});
  }, [script]);
  useNews(async (news) => {
    // What is sent from here is heard here, too, and perhaps before it is answered.
    await draft.quiet();
    const { concerns } = latest.current.server;
    if (draft.phase.is === "clash" || news?.every((one) => !concerns(one, draft.call))) return 0;
    await draft.refresh();
    return 1;
  });
  return draft;
}
