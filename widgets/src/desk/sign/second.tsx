/** The second step: a passkey, made the first time and used after that; or a recovery code. */
import { Fragment, h } from "preact";
import { useState } from "preact/hooks";
import { Failed, step, type Trouble, troubleOf } from "../ask";
import type { ViewerFragment } from "../gen/graphql";
import { Doing, Field, Mishap, Tick } from "../parts";
import { fill, type Spoken, tell, useSay } from "../say";
import { useAct } from "../use";
import { Card } from "./frame";
import { confirm, Declined, register, supported } from "./keys";

/** What a device's refusal or the server's is told as. */
const named = async (what: Promise<unknown>) => {
  try {
    await what;
  } catch (error) {
    if (error instanceof Declined)
      throw new Failed({ kind: "refused", code: error.exists ? "EXISTS" : "DECLINED" });
    throw new Failed(troubleOf(error));
  }
};

/** What the device or the server said no to. */
function No({ title, hint, trouble }: { title: string; hint: string; trouble: Trouble }) {
  const { m } = useSay();
  if (trouble.kind !== "refused") return <Mishap trouble={trouble} />;
  return (
    <div class="mishap" role="alert">
      <p>
        {trouble.code === "EXISTS" ? (
          m.sign.keyExists
        ) : (
          <Fragment>
            <b>{title}</b> {hint}
          </Fragment>
        )}
      </p>
    </div>
  );
}

/** Makes a passkey; tells the codes that came with it. */
export function MakeKey({ made }: { made: (codes: string[] | null) => void }) {
  const { m } = useSay();
  const [name, set] = useState("");
  const act = useAct();
  if (!supported())
    return (
      <p role="alert">
        <b>{m.sign.keyUnsupported}</b> {m.sign.keyUnsupportedHint}
      </p>
    );
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        act.run(() => named(register(name.trim() || m.sign.keyDefault).then(made)));
      }}
    >
      <Field label={m.sign.keyName} hint={m.sign.keyNameHint}>
        {(props) => (
          <input
            {...props}
            value={name}
            placeholder={m.sign.keyDefault}
            maxLength={60}
            onInput={(event) => set(event.currentTarget.value)}
          />
        )}
      </Field>
      {act.trouble && <No title={m.sign.keyFailed} hint={m.sign.keyFailedHint} trouble={act.trouble} />}
      <div class="acts">
        <Doing type="submit" busy={act.busy}>
          {m.sign.keyAdd}
        </Doing>
      </div>
    </form>
  );
}

/** Shows recovery codes until the person says that they are kept. */
export function Codes({
  codes,
  viewer,
  kept,
}: {
  codes: string[];
  viewer: ViewerFragment;
  kept: () => void;
}) {
  const { m } = useSay();
  const [sure, set] = useState(false);
  const [tried, setTried] = useState(false);
  const [copied, setCopied] = useState(false);
  return (
    <Fragment>
      <p>{m.sign.codes1}</p>
      <p>{m.sign.codes2}</p>
      <div class="codes">
        <p class="printed">{fill(m.sign.codesFor, { name: viewer.name, email: viewer.email })}</p>
        <ol>
          {codes.map((code) => (
            <li key={code}>
              <code>{code}</code>
            </li>
          ))}
        </ol>
      </div>
      <div class="acts">
        <button type="button" class="quiet" onClick={() => print()}>
          {m.common.print}
        </button>
        <button
          type="button"
          class="quiet"
          onClick={() => navigator.clipboard.writeText(codes.join("\n")).then(() => setCopied(true))}
        >
          {m.common.copy}
        </button>
        <span role="status" class="saved">
          {copied && m.common.copied}
        </span>
      </div>
      <Tick label={m.sign.codesKept} checked={sure} onChange={set} id="kept" />
      {tried && !sure && (
        <p class="error" role="alert">
          {m.sign.codesKeptMissing}
        </p>
      )}
      <div class="acts">
        <button
          type="button"
          onClick={() => {
            setTried(true);
            if (sure) kept();
            else document.getElementById("kept")?.focus();
          }}
        >
          {m.sign.goOn}
        </button>
      </div>
    </Fragment>
  );
}

/** Confirms with a passkey, or with a recovery code. */
export function Confirm({ confirmed }: { confirmed: () => Promise<void> }) {
  const { m, count } = useSay();
  const key = useAct();
  const recovery = useAct();
  const [code, set] = useState("");
  const [tried, setTried] = useState(false);
  const send = (event: Event) => {
    event.preventDefault();
    setTried(true);
    if (!code.trim()) {
      document.getElementById("code")?.focus();
      return;
    }
    recovery.run(async () => {
      const { left } = await step<{ left: number }>("/desk/recovery", { code: code.trim() });
      await confirmed();
      tell(count(m.sign.codesLeft, left));
    });
  };
  const notAccepted = recovery.trouble?.kind === "refused";
  return (
    <Fragment>
      {supported() && <p class="big">{m.sign.confirm}</p>}
      {key.trouble && <No title={m.sign.keyNot} hint={m.sign.keyNotHint} trouble={key.trouble} />}
      {supported() && (
        <div class="acts">
          <Doing busy={key.busy} onClick={() => key.run(() => named(confirm().then(confirmed)))}>
            {m.sign.useKey}
          </Doing>
        </div>
      )}
      <details class="plain" open={!supported()}>
        <summary>{m.sign.noKey}</summary>
        <form noValidate onSubmit={send}>
          <Field
            label={m.sign.code}
            hint={m.sign.codeHint}
            id="code"
            error={tried && !code.trim() ? m.sign.codeMissing : notAccepted ? m.sign.codeNot : undefined}
          >
            {(props) => (
              <input
                {...props}
                autocomplete="one-time-code"
                spellcheck={false}
                autocapitalize="none"
                value={code}
                onInput={(event) => set(event.currentTarget.value)}
              />
            )}
          </Field>
          {recovery.trouble && !notAccepted && <Mishap trouble={recovery.trouble} />}
          <div class="acts">
            <Doing type="submit" busy={recovery.busy} class="quiet">
              {m.sign.useCode}
            </Doing>
          </div>
        </form>
      </details>
    </Fragment>
  );
}

/** Where a person without confirmation comes to. */
export function SecondPage({
  viewer,
  entered,
  out,
  choose,
}: {
  viewer: ViewerFragment;
  entered: () => Promise<void>;
  out: () => void;
  choose: (locale: Spoken) => void;
}) {
  const { m } = useSay();
  const [codes, set] = useState<string[]>();
  const [first] = useState(!viewer.hasPasskey);
  const other = (
    <p>
      <button type="button" class="text" onClick={out}>
        {m.sign.otherPerson} ({viewer.email})
      </button>
    </p>
  );
  if (codes)
    return (
      <Card title={m.sign.codesTitle} choose={choose} key="codes">
        <Codes codes={codes} viewer={viewer} kept={entered} />
      </Card>
    );
  if (!first)
    return (
      <Card title={m.sign.confirmTitle} choose={choose} key="confirm">
        <Confirm confirmed={entered} />
        {other}
      </Card>
    );
  return (
    <Card title={m.sign.keyTitle} choose={choose} key="make">
      <p>{m.sign.key1}</p>
      <p>{m.sign.key2}</p>
      <p>{m.sign.key3}</p>
      <MakeKey made={(made) => (made?.[0] ? set(made) : entered())} />
      {other}
    </Card>
  );
}
