/** Access for programs: a secret that is shown once. */
import { h } from "preact";
import { useState } from "preact/hooks";
import { pascal } from "../../say";
import { ask, done } from "../ask";
import { DateInput } from "../dates";
import { Dialog } from "../dialog";
import { CreateApiToken, RevokeApiToken, Viewer } from "../gen/documents";
import type { TokenScope, ViewerFragment } from "../gen/graphql";
import { Copy, Doing, Field, Mishap, Tick } from "../parts";
import { dayIn, fill, tell, useSay } from "../say";
import { Sure } from "../sure";
import { useAct } from "../use";

const SCOPES: TokenScope[] = ["READ_DESK", "WRITE_CALLS"];
type Token = ViewerFragment["apiTokens"][number];

function Make({ viewer, close }: { viewer: ViewerFragment; close: (made: boolean) => void }) {
  const { m } = useSay();
  const [name, setName] = useState("");
  const [slug, setSlug] = useState(viewer.memberships[0]?.municipality.slug ?? "");
  const [scopes, setScopes] = useState<TokenScope[]>(["READ_DESK"]);
  const zone = viewer.memberships[0]?.municipality.timeZone ?? "Europe/Sarajevo";
  const [until, setUntil] = useState<string | null>(dayIn(zone, new Date(Date.now() + 365 * 86_400_000)));
  const [tried, setTried] = useState(false);
  const [secret, setSecret] = useState("");
  const act = useAct();
  const make = (event: Event) => {
    event.preventDefault();
    setTried(true);
    if (!name.trim()) document.getElementById("token-name")?.focus();
    if (!name.trim() || !scopes[0] || !until) return;
    act.run(async () => {
      const { createApiToken } = await ask(CreateApiToken, {
        input: { municipality: slug, name: name.trim(), scopes, expiresOn: until },
      });
      setSecret(done(createApiToken).secret ?? "");
    });
  };
  if (secret)
    return (
      <Dialog
        title={m.account.tokenSecret}
        acts={
          <button type="button" onClick={() => close(true)}>
            {m.common.close}
          </button>
        }
      >
        <p>{m.account.tokenOnce}</p>
        <p>
          <code class="secret">{secret}</code>
        </p>
        <Copy text={secret} />
      </Dialog>
    );
  return (
    <Dialog title={m.account.tokenTitle} close={() => close(false)}>
      <form noValidate onSubmit={make}>
        <Field
          label={m.account.tokenName}
          hint={m.account.tokenNameHint}
          id="token-name"
          error={tried && !name.trim() ? m.account.tokenNameMissing : undefined}
        >
          {(props) => (
            <input {...props} value={name} onInput={(event) => setName(event.currentTarget.value)} />
          )}
        </Field>
        {viewer.memberships[1] && (
          <Field label={m.common.municipality}>
            {(props) => (
              <select {...props} value={slug} onChange={(event) => setSlug(event.currentTarget.value)}>
                {viewer.memberships.map(({ municipality }) => (
                  <option key={municipality.slug} value={municipality.slug}>
                    {municipality.name}
                  </option>
                ))}
              </select>
            )}
          </Field>
        )}
        <fieldset class="ticks">
          <legend>{m.account.scopes}</legend>
          {SCOPES.map((scope) => (
            <Tick
              key={scope}
              label={m.account[`scope${pascal(scope)}` as "scopeReadDesk"]}
              checked={scopes.includes(scope)}
              onChange={(on) => setScopes(on ? [...scopes, scope] : scopes.filter((one) => one !== scope))}
            />
          ))}
          {tried && !scopes[0] && (
            <p class="error" role="alert">
              {m.account.scopesMissing}
            </p>
          )}
        </fieldset>
        <Field label={m.account.tokenUntil} error={tried && !until ? m.fault.date : undefined}>
          {(props) => (
            <DateInput props={props} name={m.account.tokenUntil} value={until} onChange={setUntil} />
          )}
        </Field>
        {act.trouble && <Mishap trouble={act.trouble} />}
        <div class="acts end">
          <button type="button" class="quiet" onClick={() => close(false)}>
            {m.common.cancel}
          </button>
          <Doing type="submit" busy={act.busy}>
            {m.account.tokenMake}
          </Doing>
        </div>
      </form>
    </Dialog>
  );
}

export function Tokens({ viewer, put }: { viewer: ViewerFragment; put: (viewer: ViewerFragment) => void }) {
  const { m, date, when } = useSay();
  const [making, make] = useState(false);
  const [revoking, revoke] = useState<Token>();
  const act = useAct();
  const several = viewer.memberships.length > 1;
  return (
    <section>
      <h2>{m.account.tokens}</h2>
      <p class="lead">{m.account.tokensLead}</p>
      {viewer.apiTokens[0] && (
        <ul class="rows">
          {viewer.apiTokens.map((token) => (
            <li key={token.id}>
              <div>
                <b>{token.name}</b>
                <p class="meta">
                  {several && <span>{token.municipality.name}</span>}
                  <span>
                    {token.scopes
                      .map((scope) => m.account[`scope${pascal(scope)}` as "scopeReadDesk"])
                      .join(", ")}
                  </span>
                  <span>{fill(m.account.tokenExpires, { date: date(token.expiresAt) })}</span>
                  <span>
                    {token.usedAt
                      ? fill(m.account.tokenUsed, { when: when(token.usedAt) })
                      : m.account.tokenUnused}
                  </span>
                </p>
              </div>
              <button
                type="button"
                class="text"
                aria-label={fill(m.account.revokeName, { name: token.name })}
                onClick={() => revoke(token)}
              >
                {m.account.revoke}
              </button>
            </li>
          ))}
        </ul>
      )}
      <div class="acts">
        <button type="button" class="quiet" onClick={() => make(true)}>
          {m.account.newToken}
        </button>
      </div>
      {making && (
        <Make
          viewer={viewer}
          close={async (made) => {
            make(false);
            if (!made) return;
            const { viewer: now } = await ask(Viewer, {});
            if (now) put(now);
          }}
        />
      )}
      {revoking && (
        <Sure
          title={m.account.revokeTitle}
          yes={m.account.revoke}
          stop
          close={() => revoke(undefined)}
          act={{
            ...act,
            run: () =>
              act.run(async () => {
                const { revokeApiToken } = await ask(RevokeApiToken, { input: { id: revoking.id } });
                const { viewer } = done(revokeApiToken);
                if (viewer) put(viewer);
                revoke(undefined);
                tell(m.account.revoked);
              }),
          }}
        >
          <p>{fill(m.account.revokeWhat, { name: revoking.name })}</p>
        </Sure>
      )}
    </section>
  );
}
