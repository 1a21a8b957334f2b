/** When comments can usually be read: what a new consultation begins with. Loaded when an administrator opens it. */
import { h } from "preact";
import { useState } from "preact/hooks";
import { pascal } from "../../say";
import { ask, done } from "../ask";
import { Dialog } from "../dialog";
import { faultText } from "../editor/context";
import type { At } from "../frame";
import { SetUsualRules, UsualRules } from "../gen/documents";
import type { ConfirmEmail, Moderation, UsualRulesQuery } from "../gen/graphql";
import { Meanwhile, useDecision } from "../meanwhile";
import { Doing, Field, Mishap, Shown } from "../parts";
import { tell, useSay } from "../say";
import { useAsk } from "../use";
import { EMAILS, MODERATIONS } from "./rules";

type Rules = UsualRulesQuery["desk"]["usualRules"];

function Form({ town, known, close }: { town: At["town"]; known: Rules; close: () => void }) {
  const say = useSay();
  const { m } = say;
  const [moderation, setModeration] = useState<Moderation>(known.moderation);
  const [first, setFirst] = useState(String(known.moderationFirst ?? 1));
  const [confirmEmail, setEmail] = useState<ConfirmEmail>(known.confirmEmail);
  // What was read when this was opened: what comes later would pass for it, and be written over unseen.
  const [read] = useState(known);
  const act = useDecision({ read });
  const { behind } = act;
  const some = moderation === "FIRST_N";
  const problem = (field: string) => {
    const found = act.trouble?.problems?.find((one) => one.field === field);
    return found && faultText(found, say);
  };
  const save = () =>
    act
      .decide(async ({ moderation: was, moderationFirst, confirmEmail: asked }) => {
        const input = {
          municipality: town.slug,
          before: { moderation: was, moderationFirst: moderationFirst ?? null, confirmEmail: asked },
          moderation,
          // What is no number is none: the server asks for it.
          moderationFirst: some && /^\d{1,9}$/.test(first.trim()) ? Number(first) : null,
          confirmEmail,
        };
        done((await ask(SetUsualRules, { input })).setUsualRules);
      })
      .then((did) => {
        if (!did) return;
        tell(m.common.done);
        close();
      });
  return (
    <section>
      <Field label={m.debate.moderation} hint={some ? m.debate.firstNHint : undefined}>
        {(props) => (
          <select
            {...props}
            value={moderation}
            onChange={(event) => {
              const chosen = event.currentTarget.value as Moderation;
              setModeration(chosen);
              if (chosen === "FIRST_N" && confirmEmail === "NEVER") setEmail("WHEN_GIVEN");
            }}
          >
            {MODERATIONS.map((one) => (
              <option key={one} value={one}>
                {m.debate[`moderation${pascal(one)}` as "moderationPre"]}
              </option>
            ))}
          </select>
        )}
      </Field>
      {some && (
        <Field label={m.debate.moderationFirst} error={problem("moderationFirst")}>
          {(props) => (
            <input
              {...props}
              inputMode="numeric"
              autocomplete="off"
              value={first}
              onInput={(event) => setFirst(event.currentTarget.value)}
            />
          )}
        </Field>
      )}
      <Field label={m.debate.confirmEmail} error={problem("confirmEmail")}>
        {(props) => (
          <select
            {...props}
            value={confirmEmail}
            onChange={(event) => setEmail(event.currentTarget.value as ConfirmEmail)}
          >
            {EMAILS.filter((one) => !some || one !== "NEVER").map((one) => (
              <option key={one} value={one}>
                {m.debate[`email${pascal(one)}` as "emailNever"]}
              </option>
            ))}
          </select>
        )}
      </Field>
      {behind && (
        <Meanwhile choice={{ mine: save, theirs: close }}>
          <p>
            <b>{m.debate[`moderation${pascal(behind.moderation)}` as "moderationPre"]}</b>
            {behind.moderationFirst && ` (${m.debate.moderationFirst}: ${behind.moderationFirst})`}
          </p>
          <p>
            {m.debate.confirmEmail}: <b>{m.debate[`email${pascal(behind.confirmEmail)}` as "emailNever"]}</b>
          </p>
        </Meanwhile>
      )}
      {act.trouble && !act.trouble.problems?.some((one) => one.field) && <Mishap trouble={act.trouble} />}
      <div class="acts">
        <Doing busy={act.busy} onClick={save}>
          {m.common.save}
        </Doing>
      </div>
    </section>
  );
}

export function Usual({ town, close }: { town: At["town"]; close: () => void }) {
  const { m } = useSay();
  const fetched = useAsk(UsualRules, { municipality: town.slug });
  return (
    <Dialog title={m.debates.usualTitle} close={close}>
      <p class="hint">{m.debates.usualHint}</p>
      <Shown of={fetched} rows={3}>
        {({ desk: { usualRules } }) => <Form town={town} known={usualRules} close={close} />}
      </Shown>
    </Dialog>
  );
}
