/** What one does with a whole call: publish, correct, extend, cancel, delete. Each tells first what will happen. */
import { h } from "preact";
import { ask, done } from "../ask";
import {
  CancelCall,
  CorrectCall,
  DeleteDraft,
  DiscardCallChanges,
  ExtendCall,
  PublishCall,
  WarningsUntil,
} from "../gen/documents";
import { at } from "../route";
import { fill, useSay } from "../say";
import { useEditCall } from "./context";
import { Cancelling, Correcting, Deleting, Discarding, Extending, Publishing } from "./deed";
import { useObstacles } from "./obstacles";
import type { Script } from "./preview";

export type Act = "publish" | "correct" | "discard" | "extend" | "cancel" | "delete";

export function Acting({
  act,
  close,
  script: preview,
  town,
  strict,
}: {
  act: Act;
  close: () => void;
  script: Script;
  town: string;
  /** Shows what is missing beside the fields. */
  strict: () => void;
}) {
  const { m, locale } = useSay();
  const { draft, call, content } = useEditCall();
  const obstacles = useObstacles();
  const given = (title: string, yes: string, said: string) => ({ draft, close, title, yes, said });
  switch (act) {
    case "publish":
      return (
        <Publishing
          {...given(m.act.publishTitle, m.act.publishNow, m.act.publishedNow)}
          {...{ obstacles, strict }}
          will={[m.act.publish1, m.act.publish2, m.act.publish3]}
          run={async (input) => done((await ask(PublishCall, { input, locale, preview })).publishCall).call}
        />
      );
    case "correct":
      return (
        <Correcting
          {...given(m.act.correctTitle, m.act.correctNow, m.act.correctedNow)}
          {...{ obstacles, strict }}
          changes={call.changes}
          run={async (input) => done((await ask(CorrectCall, { input, locale, preview })).correctCall).call}
        />
      );
    case "discard":
      return (
        <Discarding
          {...given(m.act.discardTitle, m.act.discardNow, m.act.discardedNow)}
          what={m.act.discardWhat}
          changes={call.changes}
          run={async (input) =>
            done((await ask(DiscardCallChanges, { input, locale, preview })).discardCallChanges).call
          }
        />
      );
    case "extend":
      return (
        <Extending
          {...given(m.act.extendTitle, m.act.extendNow, m.act.extendedNow)}
          what={m.act.extendWhat}
          field="newDeadline"
          label={m.field.newDeadline}
          now={content.deadline ?? null}
          find={async (deadline) =>
            (await ask(WarningsUntil, { municipality: town, id: call.id, deadline })).desk.call?.warningsUntil
          }
          run={async (which, deadline) => {
            const input = { ...which, deadline };
            return done((await ask(ExtendCall, { input, locale, preview })).extendCall).call;
          }}
        />
      );
    case "cancel":
      return (
        <Cancelling
          {...given(m.act.cancelTitle, m.act.cancelNow, m.act.cancelledNow)}
          what={m.act.cancelWhat}
          run={async (input) => done((await ask(CancelCall, { input, locale, preview })).cancelCall).call}
        />
      );
    case "delete":
      return (
        <Deleting
          {...given(m.act.deleteTitle, m.act.deleteNow, m.act.deletedNow)}
          what={fill(m.act.deleteWhat, { title: content.title?.text || m.today.untitled })}
          to={at(town, "pozivi")}
          run={async (input) => done((await ask(DeleteDraft, { input })).deleteDraft)}
        />
      );
  }
}
