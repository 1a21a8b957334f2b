/** Begins a call. */
import { Fragment, h } from "preact";
import { ask, done } from "../ask";
import type { At } from "../frame";
import { CreateCall } from "../gen/documents";
import { Doing, Mishap } from "../parts";
import { mayEdit } from "../roles";
import { at, go } from "../route";
import { useSay } from "../say";
import { useAct } from "../use";

export function NewCall({ town, roles }: Pick<At, "town" | "roles">) {
  const { m } = useSay();
  const act = useAct();
  const begin = () =>
    act.run(async () => {
      const { createCall } = await ask(CreateCall, {
        input: {
          municipality: town.slug,
          content: {
            kind: "PROJECTS",
            untilSpent: false,
            eligibleForms: [],
            areas: [],
            lots: [],
            documents: [],
            events: [],
            exercise: false,
          },
        },
      });
      const { call } = done(createCall);
      if (call) await go(at(town.slug, "pozivi", call.id));
    });
  if (!mayEdit(roles)) return <Fragment />;
  return (
    <Fragment>
      <Doing busy={act.busy} onClick={begin}>
        {m.calls.new}
      </Doing>
      {act.trouble && <Mishap trouble={act.trouble} />}
    </Fragment>
  );
}
