/** The form, and the receipt that stands in its place when a comment was received. */
import { server } from "../client";
import type { AuthorKind } from "../gen/graphql";
import { type Attributes, type Child, h } from "../jsx";
import { button } from "../parts";
import { date, fill, pascal } from "../say";
import type { Draft, NotSent, Receipt, Wrong } from "./model";
import { answer } from "./said";
import { link, type Told, words } from "./view";
import { another, draft as draftOf, isOfKey, submit, type } from "./writing";

/** As many characters as the server takes. */
const MOST = 5000;

export function form(key: string, about: string, where: { part?: string; replyTo?: string }, t: Told): Child {
  const { model, m, locale, debate } = t;
  const draft = draftOf(model, key);
  if (draft.receipt) return receipt(key, draft, draft.receipt, t);
  // Nothing that was typed goes away because the last hour has come.
  if (!model.box?.open && !draft.text) {
    const { opensAt } = debate.period;
    const sentence = debate.status === "ANNOUNCED" && opensAt ? m.notYet : m.over;
    return <p class="legal">{fill(sentence, { date: date(opensAt ?? "", locale) })}</p>;
  }
  /** A link to the page where there is room for all of it. */
  const to = (name: string) => <a href={debate.page}>{name}</a>;
  const hosted = () => to(m.hosted);
  // No address is asked for in somebody else's page.
  const { confirmEmail, note, anonymousAllowed, onlineCounts } = debate.rules;
  if (confirmEmail === "ALWAYS") return <p class="legal">{hosted()}</p>;
  const { kind } = model;
  const id = (name: string) => `${name}-${key}`;
  /** An input with its name and with what is wrong with it. */
  const field = (name: string, label: string, tag: string, props: Attributes, more?: Child) => {
    const wrong = draft.wrong.find(({ field }) => field === name);
    return (
      <div key={name} class={name}>
        <label for={id(name)}>{label}</label>
        {h(tag, {
          id: id(name),
          "aria-invalid": wrong && "true",
          "aria-describedby": id(`${name}-hint`),
          ...props,
        })}
        <p id={id(`${name}-hint`)}>
          {wrong && <b class="wrong">{problem(wrong, t)} </b>}
          {more}
        </p>
      </div>
    );
  };
  const send = async (event: Event) => {
    event.preventDefault();
    t.tell("submit");
    await submit(model, key, where);
    if (draft.receipt) t.tell("submitted");
    t.to(id(draft.receipt ? "receipt" : (draft.wrong[0]?.field ?? "trouble")));
  };
  const as = (one: AuthorKind) => (
    <label>
      <input
        type="radio"
        name={id("kind")}
        value={one}
        checked={kind === one}
        onchange={() => {
          model.kind = one;
          model.changed();
        }}
      />
      {m[`as${pascal(one)}` as "asCitizen"]}
    </label>
  );
  const refused = draft.wrong.find(({ field }) => !field);
  const value = ({ target }: Event) => (target as HTMLInputElement).value;
  return (
    <form class="form" noValidate={true} onsubmit={send}>
      {field(
        "text",
        where.replyTo ? `${m.reply}: ${about}` : fill(m.yours, { part: about }),
        "textarea",
        { rows: 5, value: draft.text, oninput: (event) => type(model, key, value(event)) },
        <span class="small">
          {draft.text.length}/{MOST}
        </span>,
      )}
      {note && <p class="small">{words(note, t)}</p>}
      <fieldset>
        <legend>{m.as}</legend>
        {as("CITIZEN")}
        {anonymousAllowed && as("ANONYMOUS")}
        {as("ORGANISATION")}
      </fieldset>
      {kind !== "ANONYMOUS" &&
        field("name", kind === "CITIZEN" ? m.shownName : m.shownOrganisation, "input", {
          autocomplete: kind === "CITIZEN" ? "name" : "organization",
          value: model.name,
          oninput: (event) => {
            model.name = value(event);
          },
        })}
      {field("website", m.askTrap, "input", {
        tabIndex: -1,
        autocomplete: "off",
        value: draft.website,
        oninput: (event) => {
          draft.website = value(event);
        },
      })}
      <details>
        <summary>{m.privacy}</summary>
        <p>{m.privacyShown}</p>
        <p>
          {fill(m.privacyKept, { name: debate.municipality.name })} {to(m.privacy)}
        </p>
      </details>
      <div class="legal">
        <p>{onlineCounts ? m.onlineIsRemark : m.onlineIsNoRemark}</p>
        <ul>
          {debate.channels.map((channel) => (
            <li>
              <b>{m[`way${pascal(channel.kind)}` as "wayPost"]}</b>: {words(channel.text, t)}
            </li>
          ))}
        </ul>
      </div>
      {confirmEmail !== "NEVER" && (
        <p>
          {m.answerByEmail} {hosted()}
        </p>
      )}
      <div role="alert">
        {(draft.failure || draft.wrong[0]) && (
          <div class="wrong" id={id("trouble")} tabIndex={-1}>
            {draft.failure ? notSent(draft.failure, t) : refused ? problem(refused, t) : m.notSent} {hosted()}
          </div>
        )}
      </div>
      <p class="acts">
        <button class="btn main" type="submit">
          {draft.busy ? m.sending : m.send}
        </button>
        {where.replyTo &&
          button(m.cancel, () => {
            model.replying = "";
            model.changed();
            t.to(key);
          })}
      </p>
    </form>
  );
}

function problem(wrong: Wrong, { m }: Told): string {
  const { problem, params } = wrong;
  const sentences = { TOO_SHORT: m.tooShort, TOO_LONG: m.tooLong, REQUIRED: m.required };
  const refused = isOfKey(wrong) ? m.sentBefore : m.over;
  return fill(sentences[problem as "REQUIRED"] ?? refused, { n: params[0] ?? "" });
}

function notSent({ why, n = 60 }: NotSent, { m }: Told): string {
  const rule = why === "blocked" ? `connect-src ${server}` : `allowed_origins ${location.origin}`;
  return fill(m[why], { n, rule });
}

function receipt(key: string, draft: Draft, { code, proof, state, comment }: Receipt, t: Told) {
  const { model, m } = t;
  const there = t.debate.page.replace(/rasprava\/con_\w+/, `potvrda/${code}`);
  const copy = () => {
    // The clipboard's own interface is not there on pages without TLS.
    t.find<HTMLInputElement>(`code-${key}`)?.select();
    draft.copied = document.execCommand("copy");
    model.changed();
  };
  return (
    <div class="form" id={`receipt-${key}`} tabIndex={-1}>
      <p>
        <b>{m.thanks}</b>
      </p>
      <p role="status">
        {state === "PUBLISHED" ? m.statePublished : /^[RW]/.test(state) ? m.stateRejected : m.statePending}
      </p>
      {comment?.answer && answer(comment.answer, t)}
      <p>{m.keep}</p>
      <label for={`code-${key}`}>{m.code}</label>
      <input id={`code-${key}`} readOnly={true} value={code} />
      <p class="acts">
        {button(draft.copied ? m.copied : m.copy, copy)}
        <a class="btn" download={`javno-${code}.txt`} href={`data:text/plain,${encodeURIComponent(proof)}`}>
          {m.save}
        </a>
        <a href={there}>{m.fate}</a>
        {t.debate.rules.attachmentsAllowed && <a href={`${there}#prilozi`}>{m.files}</a>}
      </p>
      <p>
        {link(m.comment, () => {
          another(model, key);
          t.to(`text-${key}`);
        })}
      </p>
    </div>
  );
}
