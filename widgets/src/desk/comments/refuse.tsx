/** Why comments are refused; whoever wrote them is told. */
import { h } from "preact";
import { useState } from "preact/hooks";
import type { CommentReason } from "../gen/graphql";
import { Sure } from "../parts";
import { useSay } from "../say";
import type { useAct } from "../use";
import { WhyNot } from "./parts";

export function Refuse({
  many,
  yes,
  no,
  progress,
  act,
  run,
  close,
}: {
  many: number;
  yes?: string;
  no?: string | undefined;
  progress: string | undefined;
  act: ReturnType<typeof useAct>;
  run: (reason: CommentReason) => void;
  close: () => void;
}) {
  const { m, count } = useSay();
  const [reason, set] = useState<CommentReason>("OFF_TOPIC");
  return (
    <Sure
      title={m.queue.rejectTitle}
      yes={yes ?? m.queue.rejectNow}
      no={no}
      stop
      act={{ ...act, run: () => run(reason) }}
      close={close}
    >
      <p>
        {many > 1 && <b>{count(m.queue.chosen, many)}. </b>}
        {m.queue.rejectWhat}
      </p>
      <WhyNot label={m.queue.reason} value={reason} set={set} id="reject-reason" />
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
