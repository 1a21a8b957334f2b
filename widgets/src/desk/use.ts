/** Fetching for a view. What was there stays while new is on its way. */
import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import { ask, type Trouble, troubleOf } from "./ask";
import type { Document } from "./gen/documents";
import { useNews } from "./live";

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

/** Asks, and asks again when the question changes or something has happened at the desk. */
export function useAsk<R, V>(document: Document<R, V>, variables: V, listening = true): Fetched<R> {
  const [state, set] = useState<{ value?: R | undefined; busy: boolean; trouble?: Trouble | undefined }>({
    busy: true,
  });
  const [slow, setSlow] = useState(false);
  const asked = useRef(0);
  const question = JSON.stringify(variables);
  const fetch = useCallback(
    (quietly: boolean) => {
      const mine = ++asked.current;
      if (!quietly) set((old) => ({ value: old.value, busy: true }));
      ask(document, JSON.parse(question) as V).then(
        (value) => mine === asked.current && set({ value, busy: false }),
        (error) => {
          // What is shown is better than nothing, when nobody asked for new.
          if (mine === asked.current && !quietly)
            set((old) => ({ value: old.value, busy: false, trouble: troubleOf(error) }));
        },
      );
    },
    [document, question],
  );
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
  useNews(() => listening && fetch(true));
  return {
    ...state,
    slow,
    again: () => fetch(false),
    put: (value) => {
      asked.current++;
      set({ value, busy: false });
    },
  };
}

/** Something that a button does: on its way, or why it did not work. */
export function useAct(): {
  busy: boolean;
  trouble: Trouble | undefined;
  run: (what: () => Promise<unknown>) => Promise<boolean>;
  clear: () => void;
} {
  const [state, set] = useState<{ busy: boolean; trouble?: Trouble }>({ busy: false });
  const running = useRef(false);
  return {
    busy: state.busy,
    trouble: state.trouble,
    clear: () => set({ busy: false }),
    run: async (what) => {
      // A second press does nothing twice.
      if (running.current) return false;
      running.current = true;
      set({ busy: true });
      try {
        await what();
        set({ busy: false });
        return true;
      } catch (error) {
        set({ busy: false, trouble: troubleOf(error) });
        return false;
      } finally {
        running.current = false;
      }
    },
  };
}
