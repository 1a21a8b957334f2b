/** Somebody else was faster: what he has made of it is shown, and what one has here is not lost. */
import { h } from "preact";
import { useState } from "preact/hooks";
import { outrun, type Trouble, troubleOf } from "./ask";
import type { Children } from "./parts";
import { useSay } from "./say";
import { useAct } from "./use";

/** Something that is decided on what was read. */
export interface Decision<N> {
  busy: boolean;
  /** Why it did not work, where that is not told by `behind`. */
  trouble: Trouble | undefined;
  /** What stands there now, where that is not what was read: it is to be shown. */
  behind: N | undefined;
  /** Decides on what was read or has been shown since, and tells whether it worked. */
  decide: (what: (on: N) => Promise<unknown>) => Promise<boolean>;
  clear: () => void;
}

/**
 * Like `useAct`, of something that is decided on what was read. Where somebody was faster, `behind` is what stands there now, and
 * the next press is decided on that: nothing is replaced unseen, and nobody is held by what he had read before.
 */
export function useDecision<N extends object>({
  read,
  stands,
  same = Object.is,
  look,
}: {
  /** As it was when one began. */
  read: N;
  /** As it is, where the page hears of that by itself. */
  stands?: N;
  same?: (one: N, other: N) => boolean;
  /** Asks how it is, where a refusal does not tell. */
  look?: () => Promise<unknown>;
}): Decision<N> {
  const act = useAct();
  /** As the last refusal told it. */
  const [told, hear] = useState<N>();
  const there = told ?? stands ?? read;
  // While it is on its way, what comes may be one's own.
  const behind = act.busy || same(read, there) ? undefined : there;
  return {
    busy: act.busy,
    trouble: behind && act.trouble?.kind === "conflict" ? undefined : act.trouble,
    behind,
    decide: (what) =>
      act.run(async () => {
        try {
          await what(there);
        } catch (error) {
          const trouble = troubleOf(error);
          if (trouble.now) hear(trouble.now as N);
          // Where that cannot be asked either, it is still told why nothing was done.
          else if (outrun(trouble)) await look?.().catch(() => {});
          throw error;
        }
      }),
    clear: act.clear,
  };
}

/** What somebody else has made of it meanwhile, beside what one has here: which of both is to stand? */
export function Meanwhile({
  lead,
  many,
  choice,
  children,
}: {
  lead?: string | undefined;
  /** It is about more than one thing. */
  many?: boolean | undefined;
  /** Nothing where it is shown in a window that asks by itself. */
  choice?: { mine: () => void; theirs: () => void };
  children: Children;
}) {
  const { m } = useSay();
  return (
    <div class="note" role="alert">
      <p>{lead ?? m.conflict.meanwhile}</p>
      {children}
      {choice && (
        <div class="acts">
          <button type="button" class="quiet" onClick={choice.mine}>
            {many ? m.conflict.allMine : m.conflict.keepMine}
          </button>
          <button type="button" class="quiet" onClick={choice.theirs}>
            {many ? m.conflict.allTheirs : m.conflict.keepTheirs}
          </button>
        </div>
      )}
    </div>
  );
}
