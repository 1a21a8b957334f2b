/** What is asked and asked again, and which of the answers counts. No DOM in it. */
import { type Trouble, troubleOf } from "./ask";

export interface State<R> {
  value?: R | undefined;
  busy: boolean;
  trouble?: Trouble | undefined;
  /** What it is the answer to, or will be. */
  to: string;
}

export interface Fetching<R> {
  /** Asks; quietly where nobody asked for new: what is shown is better than nothing then. */
  fetch: (ask: () => Promise<R>, to: string, quietly?: boolean) => void;
  /** Puts in something that is known to be so, and tells whether an answer was on its way that does not count any more. */
  put: (value: R, to: string) => boolean;
  /** Over when all is answered. */
  answered: () => Promise<void>;
}

/** The answer to what was asked last counts. */
export function fetching<R>(change: (next: (old: State<R>) => State<R>) => unknown): Fetching<R> {
  /** What was asked last; nothing where it is answered, or does not count any more. */
  let last: Promise<unknown> | undefined;
  return {
    fetch: (ask, to, quietly) => {
      if (!quietly) change(({ value }) => ({ value, busy: true, to }));
      const settle = (next: (old: State<R>) => State<R>) => {
        if (mine !== last) return;
        last = undefined;
        change(next);
      };
      const mine: Promise<unknown> = ask().then(
        (value) => settle(() => ({ value, busy: false, to })),
        // Also what was asked quietly says so where somebody waits: what he asked for was outrun by it.
        (error) =>
          settle((old) =>
            quietly && !old.busy && old.to === to
              ? old
              : { value: old.value, busy: false, trouble: troubleOf(error), to },
          ),
      );
      last = mine;
    },
    put: (value, to) => {
      const late = !!last;
      last = undefined;
      change(() => ({ value, busy: false, to }));
      return late;
    },
    answered: async () => {
      while (last) await last;
    },
  };
}
