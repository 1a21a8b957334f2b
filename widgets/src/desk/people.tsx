/** Who may use a municipality's desk, and what they may do. */
import { Fragment, h } from "preact";
import { useState } from "preact/hooks";
import { pascal } from "../say";
import { ask, done } from "./ask";
import { Dialog } from "./dialog";
import type { At } from "./frame";
import { InvitePerson, People, RevokeInvitation, SetRoles } from "./gen/documents";
import type { MemberFragment, PeopleQuery, Role } from "./gen/graphql";
import { Meanwhile, useDecision } from "./meanwhile";
import { Doing, Empty, Field, goOnAt, Icon, Mishap, Page, Shown, Tick } from "./parts";
import { fill, LANGUAGES, type Spoken, tell, useSay } from "./say";
import { Sure } from "./sure";
import { useAct, useAsk } from "./use";

const ROLES: Role[] = ["EDITOR", "ADMIN", "MODERATOR", "EVALUATOR", "DIRECTORY_KEEPER", "WEBMASTER"];
type Invitation = PeopleQuery["desk"]["invitations"][number];

function Roles({
  chosen,
  choose,
  error,
}: {
  chosen: Role[];
  choose: (roles: Role[]) => void;
  error?: string | undefined;
}) {
  const { m } = useSay();
  return (
    <fieldset class="ticks" aria-describedby={error && "roles-error"}>
      <legend>{m.people.roles}</legend>
      {ROLES.map((role) => (
        <Tick
          key={role}
          label={m.people[`role${pascal(role)}` as "roleAdmin"]}
          hint={m.people[`role${pascal(role)}Hint` as "roleAdminHint"]}
          checked={chosen.includes(role)}
          onChange={(on) => choose(on ? [...chosen, role] : chosen.filter((one) => one !== role))}
        />
      ))}
      {error && (
        <p class="error" id="roles-error" role="alert">
          {error}
        </p>
      )}
    </fieldset>
  );
}

const Names = ({ roles }: { roles: Role[] }) => {
  const { m } = useSay();
  return (
    <Fragment>
      {roles.map((role) => (
        <span class="badge" key={role}>
          {m.people[`role${pascal(role)}` as "roleAdmin"]}
        </span>
      ))}
    </Fragment>
  );
};

/** Another set of roles for somebody, or none. */
function Change({
  member: { person, roles },
  last,
  self,
  town,
  close,
}: {
  member: MemberFragment;
  /** Nobody else is an administrator. */
  last: boolean;
  self: boolean;
  town: At["town"];
  close: (changed: boolean) => void;
}) {
  const { m } = useSay();
  const [chosen, choose] = useState(roles);
  const [leaving, leave] = useState(false);
  /** What was to be given when that was tried. */
  const [meant, mean] = useState(roles);
  const act = useDecision<Role[]>({ read: roles });
  const { behind } = act;
  const { name } = person;
  const set = (to: Role[]) => {
    mean(to);
    act
      .decide(async (before) => {
        const { setRoles } = await ask(SetRoles, {
          input: { municipality: town.slug, person: person.id, before, roles: to },
        });
        done(setRoles);
      })
      .then((did) => {
        if (!did) return;
        tell(m.common.done);
        close(true);
        // Whoever may do nothing more here has no row to go on from.
        if (!to[0]) goOnAt("h1");
      });
  };
  /** How it stands, where somebody else was faster. */
  const given = behind && (
    <p>
      <b>{m.editor.somebody}:</b> {behind[0] ? <Names roles={behind} /> : m.people.remove}
    </p>
  );
  const losesAdmin = last && !chosen.includes("ADMIN");
  if (leaving)
    return (
      <Sure
        title={m.people.removeTitle}
        yes={m.people.remove}
        stop
        act={{ ...act, run: () => set([]) }}
        close={() => leave(false)}
      >
        <p>{fill(m.people.removeWhat, { name })}</p>
        {given && <Meanwhile>{given}</Meanwhile>}
      </Sure>
    );
  return (
    <Dialog
      title={fill(m.people.changeFor, { name })}
      close={() => close(false)}
      acts={
        <Fragment>
          {!last && (
            <button type="button" class="no quiet" onClick={() => leave(true)}>
              {m.people.remove}
            </button>
          )}
          <Doing busy={act.busy} disabled={losesAdmin || !chosen[0]} onClick={() => set(chosen)}>
            {m.common.save}
          </Doing>
        </Fragment>
      }
    >
      <Roles chosen={chosen} choose={choose} error={chosen[0] ? undefined : m.people.rolesMissing} />
      <div role="status">
        {losesAdmin ? (
          <p class="warn">
            <Icon name="warn" /> {fill(m.people.lastAdmin, { name })}
          </p>
        ) : (
          self &&
          roles.some((role) => !chosen.includes(role)) && (
            <p class="warn">
              <Icon name="warn" /> {m.people.yourself}
            </p>
          )
        )}
      </div>
      {given && (
        <Meanwhile choice={{ mine: () => set(meant), theirs: () => close(true) }}>
          {given}
          <p>
            <b>{m.conflict.mine}:</b> {meant[0] ? <Names roles={meant} /> : m.people.remove}
          </p>
        </Meanwhile>
      )}
      {act.trouble && <Mishap trouble={act.trouble} />}
    </Dialog>
  );
}

function Invite({
  town,
  before,
  close,
}: {
  town: At["town"];
  /** What nobody accepted in time. */
  before?: Invitation | undefined;
  close: (sent: boolean) => void;
}) {
  const { m, locale } = useSay();
  const [email, setEmail] = useState(before?.email ?? "");
  const [name, setName] = useState(before?.name ?? "");
  const [roles, setRoles] = useState<Role[]>(before?.roles ?? ["EDITOR"]);
  const [language, setLanguage] = useState<Spoken>(locale);
  const [tried, setTried] = useState(false);
  const act = useAct();
  const badEmail = !/^\S+@\S+\.\S+$/.test(email.trim());
  const send = (event: Event) => {
    event.preventDefault();
    setTried(true);
    const wrong = badEmail ? "invite-email" : !name.trim() ? "invite-name" : "";
    if (wrong) document.getElementById(wrong)?.focus();
    if (wrong || !roles[0]) return;
    act
      .run(async () => {
        const { invitePerson } = await ask(InvitePerson, {
          input: { municipality: town.slug, email: email.trim(), name: name.trim(), roles, locale: language },
        });
        done(invitePerson);
      })
      .then((did) => {
        if (!did) return;
        tell(fill(m.people.invited, { email: email.trim() }));
        close(true);
      });
  };
  return (
    <Dialog title={m.people.inviteTitle} close={() => close(false)}>
      <p>{m.people.inviteLead}</p>
      <form noValidate onSubmit={send}>
        <Field label={m.sign.email} id="invite-email" error={tried && badEmail ? m.sign.emailBad : undefined}>
          {(props) => (
            <input
              {...props}
              type="email"
              autocomplete="off"
              spellcheck={false}
              value={email}
              onInput={(event) => setEmail(event.currentTarget.value)}
            />
          )}
        </Field>
        <Field
          label={m.sign.name}
          id="invite-name"
          error={tried && !name.trim() ? m.sign.nameMissing : undefined}
        >
          {(props) => (
            <input
              {...props}
              autocomplete="off"
              value={name}
              onInput={(event) => setName(event.currentTarget.value)}
            />
          )}
        </Field>
        <Roles
          chosen={roles}
          choose={setRoles}
          error={tried && !roles[0] ? m.people.rolesMissing : undefined}
        />
        <Field label={m.people.inviteLocale}>
          {(props) => (
            <select
              {...props}
              value={language}
              onChange={(event) => setLanguage(event.currentTarget.value as Spoken)}
            >
              {LANGUAGES.map(([code, , long]) => (
                <option key={code} value={code} lang={code}>
                  {long}
                </option>
              ))}
            </select>
          )}
        </Field>
        {act.trouble && <Mishap trouble={act.trouble} />}
        <div class="acts end">
          <button type="button" class="quiet" onClick={() => close(false)}>
            {m.common.cancel}
          </button>
          <Doing type="submit" busy={act.busy}>
            {m.people.inviteSend}
          </Doing>
        </div>
      </form>
    </Dialog>
  );
}

function Invited(props: { slug: string; invitation: Invitation; again: () => void; anew: () => void }) {
  const { slug, invitation, again, anew } = props;
  const { m, date } = useSay();
  const act = useAct();
  const { name, email, roles, expiresAt, invitedBy } = invitation;
  const late = new Date(expiresAt) < new Date();
  const revoke = () =>
    act
      .run(async () => {
        const { revokeInvitation } = await ask(RevokeInvitation, {
          input: { municipality: slug, id: invitation.id },
        });
        done(revokeInvitation);
      })
      .then((did) => {
        if (!did) return;
        tell(m.people.revoked);
        again();
        goOnAt("h1");
      });
  return (
    <li>
      <div>
        <b>{name}</b> <span class="email">{email}</span>
        <p class="meta">
          <Names roles={roles} />
          <span>{fill(late ? m.people.expired : m.people.expires, { date: date(expiresAt) })}</span>
          {invitedBy && <span>{fill(m.people.invitedBy, { who: invitedBy })}</span>}
        </p>
        {act.trouble && <Mishap trouble={act.trouble} />}
      </div>
      <Doing busy={act.busy} class="text" onClick={late ? anew : revoke}>
        {late ? m.people.inviteAgain : m.people.revoke} <span class="unseen">: {name}</span>
      </Doing>
    </li>
  );
}

export function PeoplePage({ town, viewer }: At) {
  const { m, date, when } = useSay();
  const fetched = useAsk(People, { municipality: town.slug });
  const [changing, change] = useState<MemberFragment>();
  /** Whom: somebody new, or somebody who did not come in time. */
  const [inviting, invite] = useState<{ before?: Invitation }>();
  return (
    <Page
      title={m.people.title}
      lead={m.people.lead}
      acts={
        <button type="button" onClick={() => invite({})}>
          {m.people.invite}
        </button>
      }
    >
      <Shown of={fetched} rows={4}>
        {({ desk: { people, invitations } }) => {
          const admins = people.filter(({ roles }) => roles.includes("ADMIN"));
          return (
            <div>
              <ul class="rows">
                {people.map((member) => (
                  <li key={member.person.id}>
                    <div>
                      <b>{member.person.name}</b>{" "}
                      {member.person.id === viewer.id && <span class="hint">({m.people.you})</span>}{" "}
                      <span class="email">{member.person.email}</span>
                      <p class="meta">
                        <Names roles={member.roles} />
                        <span>{fill(m.people.since, { date: date(member.since) })}</span>
                        <span>
                          {member.lastSeenAt
                            ? fill(m.people.seen, { when: when(member.lastSeenAt) })
                            : m.people.neverSeen}
                        </span>
                        {member.directories.map((issuer) => (
                          <span key={issuer}>{fill(m.people.through, { name: issuer })}</span>
                        ))}
                      </p>
                    </div>
                    <button type="button" class="text" onClick={() => change(member)}>
                      {m.people.change} <span class="unseen">: {member.person.name}</span>
                    </button>
                  </li>
                ))}
              </ul>
              {!people[1] && !invitations[0] && <Empty title={m.people.alone} />}
              {invitations[0] && (
                <Fragment>
                  <h2>{m.people.invitations}</h2>
                  <ul class="rows">
                    {invitations.map((invitation) => (
                      <Invited
                        key={invitation.id}
                        slug={town.slug}
                        invitation={invitation}
                        again={fetched.again}
                        anew={() => invite({ before: invitation })}
                      />
                    ))}
                  </ul>
                </Fragment>
              )}
              {changing && (
                <Change
                  member={changing}
                  last={admins.length === 1 && admins[0]?.person.id === changing.person.id}
                  self={changing.person.id === viewer.id}
                  town={town}
                  close={(changed) => {
                    change(undefined);
                    if (changed) fetched.again();
                  }}
                />
              )}
            </div>
          );
        }}
      </Shown>
      {inviting && (
        <Invite
          town={town}
          before={inviting.before}
          close={(sent) => {
            invite(undefined);
            if (!sent) return;
            fetched.again();
            // Its row goes, and with it the button.
            if (inviting.before) goOnAt("h1");
          }}
        />
      )}
    </Page>
  );
}
