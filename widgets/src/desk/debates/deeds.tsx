/** What one does with a whole consultation: publish, correct, extend, cancel, delete. Each tells first what will happen. */
import { h } from "preact";
import { ask, done } from "../ask";
import { Cancelling, Correcting, Deleting, Discarding, Extending, Publishing } from "../editor/deed";
import type { Draft } from "../editor/draft";
import type { Script } from "../editor/preview";
import {
  CancelDebate,
  CorrectDebate,
  DebateWarningsUntil,
  DeleteDebate,
  DiscardDebateChanges,
  ExtendDebate,
  PublishDebate,
} from "../gen/documents";
import { at } from "../route";
import { fill, useSay } from "../say";
import type { Content, Debate } from "./content";

export type Deed = "publish" | "correct" | "discard" | "extend" | "cancel" | "delete";

export function Doings({
  deed,
  draft,
  close,
  script: preview,
  town,
  obstacles,
  strict,
}: {
  deed: Deed;
  draft: Draft<Debate, Content>;
  close: () => void;
  script: Script;
  town: string;
  /** What stands in the way of publishing, with why. */
  obstacles: { field: string; why: string }[];
  strict: () => void;
}) {
  const { m } = useSay();
  const { call } = draft;
  const given = (title: string, yes: string, said: string) => ({ draft, close, title, yes, said });
  switch (deed) {
    case "publish":
      return (
        <Publishing
          {...given(m.debate.publishTitle, m.debate.publishNow, m.debate.publishedNow)}
          {...{ obstacles, strict }}
          will={[m.debate.publish1, m.debate.publish2, m.debate.publish3]}
          run={async (input) =>
            done((await ask(PublishDebate, { input, preview })).publishConsultation).consultation
          }
        />
      );
    case "correct":
      return (
        <Correcting
          {...given(m.act.correctTitle, m.act.correctNow, m.act.correctedNow)}
          {...{ obstacles, strict }}
          changes={call.changes}
          more={call.acts
            .filter(({ waits }) => waits)
            .map(
              ({ title, number }) =>
                `${m.debate.correctTexts} ${title.text} · ${fill(m.acts.version, { n: number })}`,
            )}
          run={async (input) =>
            done((await ask(CorrectDebate, { input, preview })).correctConsultation).consultation
          }
        />
      );
    case "discard":
      return (
        <Discarding
          {...given(m.act.discardTitle, m.act.discardNow, m.act.discardedNow)}
          what={m.debate.discardWhat}
          changes={call.changes}
          run={async (input) =>
            done((await ask(DiscardDebateChanges, { input, preview })).discardConsultationChanges)
              .consultation
          }
        />
      );
    case "extend":
      return (
        <Extending
          {...given(m.debate.extendTitle, m.debate.extendNow, m.debate.extendedNow)}
          what={m.debate.extendWhat}
          field="newCloses"
          label={m.debate.newCloses}
          now={call.content.closes ?? null}
          find={async (closes) =>
            (await ask(DebateWarningsUntil, { municipality: town, id: call.id, closes })).desk.consultation
              ?.warningsUntil
          }
          run={async (which, closes) => {
            const input = { ...which, closes };
            return done((await ask(ExtendDebate, { input, preview })).extendConsultation).consultation;
          }}
        />
      );
    case "cancel":
      return (
        <Cancelling
          {...given(m.debate.cancelTitle, m.debate.cancelNow, m.debate.cancelledNow)}
          what={m.debate.cancelWhat}
          run={async (input) =>
            done((await ask(CancelDebate, { input, preview })).cancelConsultation).consultation
          }
        />
      );
    case "delete":
      return (
        <Deleting
          {...given(m.act.deleteTitle, m.act.deleteNow, m.act.deletedNow)}
          what={fill(m.debate.deleteWhat, { title: call.title || m.debates.untitled })}
          to={at(town, "rasprave")}
          run={async (input) => done((await ask(DeleteDebate, { input })).deleteConsultation)}
        />
      );
  }
}
