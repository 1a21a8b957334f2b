/** Begins a consultation. */
import { Fragment, h } from "preact";
import { ask, done } from "../ask";
import type { At } from "../frame";
import { CreateDebate } from "../gen/documents";
import { Doing, Mishap } from "../parts";
import { mayEdit } from "../roles";
import { at, go } from "../route";
import { useSay } from "../say";
import { useAct } from "../use";

export function NewDebate({ town, roles }: Pick<At, "town" | "roles">) {
  const { m } = useSay();
  const act = useAct();
  const begin = () =>
    act.run(async () => {
      const input = {
        municipality: town.slug,
        content: {
          kind: "PUBLIC_DEBATE" as const,
          onlineCounts: false,
          moderation: "PRE" as const,
          anonymousAllowed: true,
          attachmentsAllowed: false,
          confirmEmail: "NEVER" as const,
          supports: "NONE" as const,
          sessions: [],
          channels: [],
          documents: [],
          exercise: false,
        },
        asUsual: true,
      };
      const { createConsultation } = await ask(CreateDebate, { input });
      const { consultation } = done(createConsultation);
      if (consultation) await go(at(town.slug, "rasprave", consultation.id));
    });
  if (!mayEdit(roles)) return <Fragment />;
  return (
    <Fragment>
      <Doing busy={act.busy} onClick={begin}>
        {m.debates.new}
      </Doing>
      {act.trouble && <Mishap trouble={act.trouble} />}
    </Fragment>
  );
}
