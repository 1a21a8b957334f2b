/** Where the letters lead: a button, because whoever scans mail follows links and presses nothing. */
import { Fragment, h } from "preact";
import { useState } from "preact/hooks";
import { step, type Trouble } from "../ask";
import { Doing, Field, Mishap } from "../parts";
import { at, go } from "../route";
import { type Spoken, useSay } from "../say";
import { useAct } from "../use";
import { Card } from "./frame";

/** The token of the address, which is taken out of the address bar and the history at once. */
export function takeToken(): string {
  const token = location.hash.slice(1);
  if (token) history.replaceState(null, "", location.pathname);
  return token;
}

const spent = (trouble: Trouble | undefined, token: string) =>
  !token || /_SPENT_OR_OLD$/.test(trouble?.code ?? "");

export function LinkPage({
  token,
  entered,
  choose,
}: {
  token: string;
  entered: () => Promise<void>;
  choose: (locale: Spoken) => void;
}) {
  const { m } = useSay();
  const act = useAct();
  const old = spent(act.trouble, token);
  return (
    <Card title={m.sign.linkTitle} choose={choose}>
      {old ? (
        <Fragment>
          <p role="alert" class="big">
            <b>{m.sign.linkOld}</b> {m.sign.linkOldHint}
          </p>
          <div class="acts">
            <button type="button" onClick={() => go(at())}>
              {m.sign.newLink}
            </button>
          </div>
        </Fragment>
      ) : (
        <Fragment>
          <p class="big">{m.sign.link}</p>
          {act.trouble && <Mishap trouble={act.trouble} />}
          <div class="acts">
            <Doing
              busy={act.busy}
              onClick={() =>
                act.run(async () => {
                  await step("/desk/session/spend", { token });
                  await entered();
                })
              }
            >
              {m.sign.signIn}
            </Doing>
          </div>
        </Fragment>
      )}
    </Card>
  );
}

export function InvitationPage({
  token,
  entered,
  choose,
}: {
  token: string;
  entered: () => Promise<void>;
  choose: (locale: Spoken) => void;
}) {
  const { m } = useSay();
  const [name, set] = useState("");
  const [tried, setTried] = useState(false);
  const act = useAct();
  if (spent(act.trouble, token))
    return (
      <Card title={m.sign.invitedTitle} choose={choose}>
        <p role="alert" class="big">
          <b>{m.sign.invitationOld}</b> {m.sign.invitationOldHint}
        </p>
        <div class="acts">
          <button type="button" onClick={() => go(at())}>
            {m.sign.toSignIn}
          </button>
        </div>
      </Card>
    );
  const accept = (event: Event) => {
    event.preventDefault();
    setTried(true);
    if (!name.trim()) {
      document.getElementById("name")?.focus();
      return;
    }
    act.run(async () => {
      await step("/desk/session/invitation", { token, name: name.trim() });
      await entered();
    });
  };
  return (
    <Card title={m.sign.invitedTitle} lead={m.sign.invited} choose={choose}>
      <form noValidate onSubmit={accept}>
        <Field label={m.sign.name} error={tried && !name.trim() ? m.sign.nameMissing : undefined} id="name">
          {(props) => (
            <input
              {...props}
              autocomplete="name"
              value={name}
              onInput={(event) => set(event.currentTarget.value)}
            />
          )}
        </Field>
        {act.trouble && <Mishap trouble={act.trouble} />}
        <div class="acts">
          <Doing type="submit" busy={act.busy}>
            {m.sign.accept}
          </Doing>
        </div>
      </form>
    </Card>
  );
}
