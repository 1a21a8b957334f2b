/** The first step: a link to one's own mailbox. */
import { Fragment, h } from "preact";
import { useState } from "preact/hooks";
import { step } from "../ask";
import { SignIn } from "../gen/documents";
import { Doing, Field, Mishap } from "../parts";
import { fill, type Spoken, useSay } from "../say";
import { useAct, useAsk } from "../use";
import { Card } from "./frame";

const looksRight = (email: string) => /^\S+@\S+\.\S+$/.test(email.trim());

/** Asks for the address and sends the link. */
export function Email({ sent, known = "" }: { sent: (email: string) => void; known?: string }) {
  const { m, locale } = useSay();
  const [email, set] = useState(known);
  const [wrong, setWrong] = useState(false);
  const act = useAct();
  const send = (event: Event) => {
    event.preventDefault();
    if (!looksRight(email)) {
      setWrong(true);
      document.getElementById("email")?.focus();
      return;
    }
    act.run(async () => {
      await step("/desk/session/link", { email: email.trim(), locale });
      sent(email.trim());
    });
  };
  return (
    <form noValidate onSubmit={send}>
      <Field
        label={m.sign.email}
        hint={m.sign.emailHint}
        error={wrong && !looksRight(email) ? m.sign.emailBad : undefined}
        id="email"
      >
        {(props) => (
          <input
            {...props}
            type="email"
            name="email"
            autocomplete="username"
            inputMode="email"
            spellcheck={false}
            value={email}
            onInput={(event) => set(event.currentTarget.value)}
          />
        )}
      </Field>
      {act.trouble && <Mishap trouble={act.trouble} />}
      <div class="acts">
        <Doing type="submit" busy={act.busy}>
          {m.sign.send}
        </Doing>
      </div>
    </form>
  );
}

/** What to do when no letter comes. */
export function Nothing({ email, again }: { email: string; again: () => void }) {
  const { m } = useSay();
  return (
    <details class="plain" open>
      <summary>{m.sign.nothing}</summary>
      <ul>
        <li>{m.sign.nothing1}</li>
        <li>{fill(m.sign.nothing2, { email })}</li>
        <li>{m.sign.nothing3}</li>
        <li>{m.sign.nothing4}</li>
      </ul>
      <button type="button" class="quiet" onClick={again}>
        {m.sign.another}
      </button>
    </details>
  );
}

export function SignInPage({ choose }: { choose: (locale: Spoken) => void }) {
  const { m, locale } = useSay();
  const [sent, set] = useState("");
  const options = useAsk(SignIn, {}, false);
  const oidc = options.value?.signIn.oidc;
  if (sent)
    return (
      <Card title={m.sign.sentTitle} choose={choose} key="sent">
        <p class="big">{fill(m.sign.sent, { email: sent })}</p>
        <Nothing email={sent} again={() => set("")} />
      </Card>
    );
  return (
    <Card title={m.sign.title} lead={m.sign.lead} choose={choose} key="email">
      <Email sent={set} />
      {oidc && (
        <Fragment>
          <p class="or">{m.sign.or}</p>
          <a class="btn quiet" href={`/desk/oidc?lang=${locale}`}>
            {fill(m.sign.oidc, { name: oidc })}
          </a>
        </Fragment>
      )}
    </Card>
  );
}
