/** One's own account: name, passkeys, recovery codes, devices, access for programs. */
import { h } from "preact";
import { useState } from "preact/hooks";
import { ask, done } from "../ask";
import { Dialog } from "../dialog";
import {
  EndOtherSessions,
  EndSession,
  NewRecoveryCodes,
  RemoveIdentity,
  RemovePasskey,
  UpdateProfile,
  Viewer,
} from "../gen/documents";
import type { ViewerFragment } from "../gen/graphql";
import { Doing, Field, Icon, Mishap, Page } from "../parts";
import { fill, LANGUAGES, type Spoken, spokenFor, tell, useSay } from "../say";
import { Codes, MakeKey } from "../sign/second";
import { Sure } from "../sure";
import { useAct } from "../use";
import { Tokens } from "./tokens";

interface Mine {
  viewer: ViewerFragment;
  put: (viewer: ViewerFragment) => void;
}

function Profile({ viewer, put, choose }: Mine & { choose: (locale: Spoken) => void }) {
  const { m } = useSay();
  const [name, setName] = useState(viewer.name);
  const [locale, setLocale] = useState(spokenFor(viewer.locale));
  const [tried, setTried] = useState(false);
  const act = useAct();
  const save = (event: Event) => {
    event.preventDefault();
    setTried(true);
    if (!name.trim()) {
      document.getElementById("own-name")?.focus();
      return;
    }
    act.run(async () => {
      const { updateProfile } = await ask(UpdateProfile, { input: { name: name.trim(), locale } });
      const { viewer } = done(updateProfile);
      if (!viewer) return;
      put(viewer);
      choose(locale);
      tell(m.common.done);
    });
  };
  return (
    <form noValidate onSubmit={save}>
      <div class="row">
        <Field
          label={m.account.name}
          id="own-name"
          error={tried && !name.trim() ? m.sign.nameMissing : undefined}
        >
          {(props) => (
            <input
              {...props}
              autocomplete="name"
              value={name}
              onInput={(event) => setName(event.currentTarget.value)}
            />
          )}
        </Field>
        <Field label={m.account.locale}>
          {(props) => (
            <select
              {...props}
              value={locale}
              onChange={(event) => setLocale(event.currentTarget.value as Spoken)}
            >
              {LANGUAGES.map(([code, , long]) => (
                <option key={code} value={code} lang={code}>
                  {long}
                </option>
              ))}
            </select>
          )}
        </Field>
      </div>
      {act.trouble && <Mishap trouble={act.trouble} />}
      <div class="acts">
        <Doing type="submit" busy={act.busy}>
          {m.common.save}
        </Doing>
      </div>
    </form>
  );
}

function Keys({ viewer, put }: Mine) {
  const { m, date } = useSay();
  const [adding, add] = useState(false);
  const [removing, remove] = useState<ViewerFragment["passkeys"][number]>();
  const act = useAct();
  const only = viewer.passkeys.length < 2;
  const added = async () => {
    add(false);
    tell(m.account.keyAdded);
    const { viewer: now } = await ask(Viewer, {});
    if (now) put(now);
  };
  return (
    <section>
      <h2>{m.account.keys}</h2>
      <p class="lead">{m.account.keysLead}</p>
      <ul class="rows">
        {viewer.passkeys.map((key) => (
          <li key={key.id}>
            <div>
              <b>{key.name}</b>
              <p class="meta">
                <span>{fill(m.account.keyMade, { date: date(key.createdAt) })}</span>
                <span>
                  {key.usedAt ? fill(m.account.keyUsed, { date: date(key.usedAt) }) : m.account.keyUnused}
                </span>
              </p>
            </div>
            {only ? (
              <span class="hint">{m.account.lastKey}</span>
            ) : (
              <button
                type="button"
                class="text"
                aria-label={fill(m.account.removeKey, { name: key.name })}
                onClick={() => remove(key)}
              >
                {m.common.remove}
              </button>
            )}
          </li>
        ))}
      </ul>
      <div class="acts">
        <button type="button" class="quiet" onClick={() => add(true)}>
          {m.account.addKey}
        </button>
      </div>
      {adding && (
        <Dialog title={m.account.addKey} close={() => add(false)}>
          <p>{m.sign.key3}</p>
          <MakeKey made={added} />
        </Dialog>
      )}
      {removing && (
        <Sure
          title={m.account.removeKeyTitle}
          yes={m.common.remove}
          stop
          close={() => remove(undefined)}
          act={{
            ...act,
            run: () =>
              act.run(async () => {
                const { removePasskey } = await ask(RemovePasskey, { input: { id: removing.id } });
                const { viewer } = done(removePasskey);
                if (viewer) put(viewer);
                remove(undefined);
              }),
          }}
        >
          <p>{fill(m.account.removeKeyWhat, { name: removing.name })}</p>
        </Sure>
      )}
    </section>
  );
}

/** Cities' own directories that know the person; nothing where none does. */
function Identities({ viewer, put }: Mine) {
  const { m, date } = useSay();
  const [removing, remove] = useState<ViewerFragment["identities"][number]>();
  const act = useAct();
  if (!viewer.identities[0]) return null;
  return (
    <section>
      <h2>{m.account.identities}</h2>
      <p class="lead">{m.account.identitiesLead}</p>
      <ul class="rows">
        {viewer.identities.map((identity) => (
          <li key={identity.id}>
            <div>
              <b>{identity.issuer}</b>
              <p class="meta">
                <span>{fill(m.account.identitySince, { date: date(identity.since) })}</span>
              </p>
            </div>
            <button
              type="button"
              class="text"
              aria-label={fill(m.account.removeIdentity, { name: identity.issuer })}
              onClick={() => remove(identity)}
            >
              {m.common.remove}
            </button>
          </li>
        ))}
      </ul>
      {removing && (
        <Sure
          title={m.account.removeIdentityTitle}
          yes={m.common.remove}
          stop
          close={() => remove(undefined)}
          act={{
            ...act,
            run: () =>
              act.run(async () => {
                const { removeIdentity } = await ask(RemoveIdentity, { input: { id: removing.id } });
                const { viewer } = done(removeIdentity);
                if (viewer) put(viewer);
                remove(undefined);
                tell(m.account.identityRemoved);
              }),
          }}
        >
          <p>{fill(m.account.removeIdentityWhat, { name: removing.issuer })}</p>
        </Sure>
      )}
    </section>
  );
}

function Recovery({ viewer, put }: Mine) {
  const { m, count } = useSay();
  const [asking, askNow] = useState(false);
  const [codes, set] = useState<string[]>();
  const act = useAct();
  const make = () =>
    act.run(async () => {
      const { newRecoveryCodes } = await ask(NewRecoveryCodes, {});
      const { codes } = done(newRecoveryCodes);
      if (!codes) return;
      set(codes);
      askNow(false);
      put({ ...viewer, recoveryCodesLeft: codes.length });
    });
  const few = viewer.recoveryCodesLeft < 3;
  return (
    <section>
      <h2>{m.account.codes}</h2>
      <p class={few ? "warn" : ""}>
        {few && <Icon name="warn" />} {count(m.sign.codesLeft, viewer.recoveryCodesLeft)}{" "}
        {few && m.account.codesFew}
      </p>
      <div class="acts">
        <button type="button" class="quiet" onClick={() => askNow(true)}>
          {m.account.newCodes}
        </button>
      </div>
      {asking && (
        <Sure
          title={m.account.newCodesTitle}
          yes={m.account.newCodesNow}
          act={{ ...act, run: make }}
          close={() => askNow(false)}
        >
          <p>{m.account.newCodesWhat}</p>
        </Sure>
      )}
      {codes && (
        <Dialog title={m.sign.codesTitle}>
          <Codes codes={codes} viewer={viewer} kept={() => set(undefined)} />
        </Dialog>
      )}
    </section>
  );
}

function Devices({ viewer, put }: Mine) {
  const { m, date, when } = useSay();
  const act = useAct();
  const end = (id: string) =>
    act.run(async () => {
      const { endSession } = await ask(EndSession, { input: { id } });
      const { viewer } = done(endSession);
      if (viewer) put(viewer);
      tell(m.account.ended);
    });
  const endOthers = () =>
    act.run(async () => {
      const { endOtherSessions } = await ask(EndOtherSessions, {});
      const { viewer } = done(endOtherSessions);
      if (viewer) put(viewer);
      tell(m.account.endedOthers);
    });
  return (
    <section>
      <h2>{m.account.sessions}</h2>
      <ul class="rows">
        {viewer.sessions.map(({ id, device, current, startedAt, seenAt }) => (
          <li key={id}>
            <div>
              <b>{device || m.account.unknown}</b>{" "}
              {current && <span class="badge open">{m.account.thisOne}</span>}
              <p class="meta">
                <span>{fill(m.account.since, { date: date(startedAt) })}</span>
                <span>{fill(m.account.seen, { when: when(seenAt) })}</span>
              </p>
            </div>
            {!current && (
              <Doing busy={act.busy} class="text" onClick={() => end(id)}>
                {m.account.end} <span class="unseen">: {device || m.account.unknown}</span>
              </Doing>
            )}
          </li>
        ))}
      </ul>
      {act.trouble && <Mishap trouble={act.trouble} />}
      {viewer.sessions[1] && (
        <div class="acts">
          <Doing busy={act.busy} class="quiet" onClick={endOthers}>
            {m.account.endOthers}
          </Doing>
        </div>
      )}
    </section>
  );
}

export function AccountPage({ viewer, put, choose }: Mine & { choose: (locale: Spoken) => void }) {
  const { m } = useSay();
  return (
    <Page title={m.account.title} lead={viewer.email}>
      <section>
        <h2>{m.account.profile}</h2>
        <Profile viewer={viewer} put={put} choose={choose} />
      </section>
      <Keys viewer={viewer} put={put} />
      <Recovery viewer={viewer} put={put} />
      <Identities viewer={viewer} put={put} />
      <Devices viewer={viewer} put={put} />
      {viewer.memberships[0] && <Tokens viewer={viewer} put={put} />}
    </Page>
  );
}
