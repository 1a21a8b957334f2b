/** Why comments are refused; whoever wrote them is told. */
import { h } from "preact";
import { useState } from "preact/hooks";
import type { CommentReason } from "../gen/graphql";
import { useSay } from "../say";
import { Sure } from "../sure";
import type { useAct } from "../use";
import { WhyNot } from "./parts";

export function Refuse({
  many,
  entered,
  published,
  yes,
  no,
  progress,
  act,
  run,
  close,
}: {
  many: number;
  /** An official has entered all of them. */
  entered?: boolean;
  /** Everybody could read them until now. */
  published?: boolean;
  yes?: string;
  no?: string | undefined;
  progress: string | undefined;
  act: ReturnType<typeof useAct>;
  run: (reason: CommentReason) => void;
  close: () => void;
}) {
  const { m, count } = useSay();
  const [reason, set] = useState<CommentReason | "">("");
  const [tried, setTried] = useState(false);
  const go = () => {
    setTried(true);
    if (reason) run(reason);
    else document.getElementById("reject-reason")?.focus();
  };
  return (
    <Sure
      title={published ? m.queue.removeTitle : m.queue.rejectTitle}
      yes={yes ?? m.queue.rejectNow}
      no={no}
      stop
      act={{ ...act, run: go }}
      close={close}
    >
      <p>
        {many > 1 && <b>{count(m.queue.chosen, many)}. </b>}
        {m.queue.rejectWhat}
      </p>
      <WhyNot
        label={m.queue.reason}
        value={reason}
        set={set}
        id="reject-reason"
        entered={entered}
        missing={tried}
      />
      <Far text={progress} />
    </Sure>
  );
}

/** How far it is with what takes more than one request. */
export const Far = ({ text }: { text: string | undefined }) =>
  text ? (
    <p class="note" role="status">
      {text}
    </p>
  ) : null;
