/** Fetching for a view. What was there stays while new is on its way. */
import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import { ask, outrun, type Trouble, troubleOf } from "./ask";
import { fetching, type State } from "./fetching";
import type { Document } from "./gen/documents";
import { useNews, type Wanted } from "./live";

export interface Fetched<R> {
  value?: R | undefined;
  busy: boolean;
  /** It takes longer than usual. */
  slow: boolean;
  trouble?: Trouble | undefined;
  again: () => void;
  /** Puts in something that is known to be so. */
  put: (value: R) => void;
}

const SLOW = 4000;

/** Fetches, and fetches again when the question changes or something has happened at the desk. */
function useFetching<R>(
  question: string,
  ask: () => Promise<R>,
  wanted?: Wanted,
  /** How many requests it takes. */
  requests = () => 1,
): Fetched<R> {
  const [state, set] = useState<State<R>>({ busy: true, to: question });
  const [slow, setSlow] = useState(false);
  const [line] = useState(() => fetching<R>(set));
  const how = useRef(ask);
  how.current = ask;
  const fetch = useCallback((quietly: boolean) => line.fetch(how.current, question, quietly), [question]);
  const latest = useRef(fetch);
  latest.current = fetch;
  useEffect(() => fetch(false), [fetch]);
  useEffect(() => {
    setSlow(false);
    if (!state.busy) return;
    const timer = setTimeout(() => setSlow(true), SLOW);
    return () => clearTimeout(timer);
  }, [state.busy]);
  // Whoever lost the connection gets what he missed when it is back.
  useEffect(() => {
    const online = () => fetch(true);
    addEventListener("online", online);
    return () => removeEventListener("online", online);
  }, [fetch]);
  useNews(async () => {
    // To ask again now would be to throw away what comes.
    await line.answered();
    latest.current(true);
    await line.answered();
    return requests();
  }, wanted);
  return {
    value: state.value,
    trouble: state.trouble,
    // Also before the new question has been sent: what is there is the answer to the old one.
    busy: state.busy || state.to !== question,
    slow,
    again: () => fetch(false),
    put: (value) => {
      // What was on its way may tell of news that nobody tells again.
      if (line.put(value, question)) latest.current(true);
    },
  };
}

/** Asks, and asks again when the question changes or something has happened at the desk. */
export const useAsk = <R, V>(document: Document<R, V>, variables: V, listening = true): Fetched<R> =>
  useFetching(
    document + JSON.stringify(variables),
    () => ask(document, variables),
    () => listening,
  );

/** What a connection gives: so many, and where to go on. */
interface Connection<N> {
  nodes: N[];
  pageInfo: { hasNextPage: boolean; endCursor?: string | null | undefined };
}

/** What was read of a list: the first answer whole, of all pages the rows. */
interface Read<R, N> {
  first: R;
  nodes: N[];
  next: string | undefined;
}

/** A list that is read on page by page. */
export interface Pages<R, N> extends Fetched<Read<R, N>> {
  nodes: N[];
  /** Reads on, and tells whether that worked; nothing where all is there. */
  more: (() => Promise<boolean>) | undefined;
  reading: boolean;
  /** Why reading on did not work. */
  stuck: Trouble | undefined;
}

/**
 * Asks for a list page by page. What is asked anew, because something has happened, are all pages that are shown: nobody
 * who has read on is thrown back to the beginning.
 */
export function usePages<R, V extends { first: number; after?: string | null | undefined }, N>(
  document: Document<R, V>,
  variables: V,
  of: (answer: R) => Connection<N> | null | undefined,
  wanted?: Wanted,
): Pages<R, N> {
  const question = document + JSON.stringify(variables);
  const read = useRef({ question, pages: 1 });
  if (read.current.question !== question) read.current = { question, pages: 1 };
  const nextOf = (page: Connection<N> | null | undefined) =>
    (page?.pageInfo.hasNextPage && page.pageInfo.endCursor) || undefined;
  const anew = async () => {
    const { pages } = read.current;
    const first = await ask(document, variables);
    let next = nextOf(of(first));
    const nodes = [...(of(first)?.nodes ?? [])];
    for (let n = 1; n < pages && next; n++) {
      const page = of(await ask(document, { ...variables, after: next }));
      nodes.push(...(page?.nodes ?? []));
      next = nextOf(page);
    }
    return { first, nodes, next };
  };
  const fetched = useFetching<Read<R, N>>(question, anew, wanted, () => read.current.pages);
  const act = useAct();
  const latest = useRef(fetched);
  latest.current = fetched;
  const { value } = fetched;
  const more = (after: string) =>
    act.run(async () => {
      const page = of(await ask(document, { ...variables, after }));
      if (read.current.question !== question) return;
      read.current.pages++;
      // What came meanwhile may begin otherwise: then all of it is asked for.
      if (!value || latest.current.value !== value) return latest.current.again();
      fetched.put({ ...value, nodes: [...value.nodes, ...(page?.nodes ?? [])], next: nextOf(page) });
    });
  const { next } = value ?? {};
  return {
    ...fetched,
    nodes: value?.nodes ?? [],
    more: next ? () => more(next) : undefined,
    reading: act.busy,
    stuck: act.trouble,
  };
}

/** What is typed, a moment after the last key. */
export function useSettled(typed: string): string {
  const [text, set] = useState(typed);
  useEffect(() => {
    const timer = setTimeout(() => set(typed), 250);
    return () => clearTimeout(timer);
  }, [typed]);
  return text;
}

/** Something that a button does: on its way, or why it did not work. */
export function useAct(): {
  busy: boolean;
  trouble: Trouble | undefined;
  /** Does it, and tells whether it worked; `behind` instead of a trouble where somebody else was faster. */
  run: (what: () => Promise<unknown>, behind?: () => void) => Promise<boolean>;
  clear: () => void;
} {
  const [state, set] = useState<{ busy: boolean; trouble?: Trouble }>({ busy: false });
  const running = useRef(false);
  return {
    busy: state.busy,
    trouble: state.trouble,
    clear: () => set({ busy: false }),
    run: async (what, behind) => {
      // A second press does nothing twice.
      if (running.current) return false;
      running.current = true;
      set({ busy: true });
      try {
        await what();
        set({ busy: false });
        return true;
      } catch (error) {
        const trouble = troubleOf(error);
        const late = !!behind && outrun(trouble);
        set(late ? { busy: false } : { busy: false, trouble });
        if (late) behind();
        return false;
      } finally {
        running.current = false;
      }
    },
  };
}
