/** A consultation: what it is about, its acts part by part, and what is said about each. */
import { type Child, h, type VNode } from "../jsx";
import { inPage, other } from "../parts";
import { date, fill, moment } from "../say";
import { type Act, ALL, type Part } from "./model";
import { thread } from "./thread";
import { counts, link, lost, section, state, type Told, title, words } from "./view";

/** Empty where all of this comes in one file; see element.ts. */
declare const BUILT: string;

/** An act of more parts is shown chapter by chapter, each of which folds. */
const LONG = 60;

/** What a part was last drawn of, and what was drawn: of a long act only what changed is drawn anew. */
const drawn = new WeakMap<Part, [string, VNode]>();

export function consultation(t: Told) {
  return section(
    t,
    t.model.debate,
    t.debate && whole(t),
    !t.hasAttribute("consultation") && (
      <p>
        <a href={inPage("")}>← {t.m.debates}</a>
      </p>
    ),
  );
}

function whole(t: Told) {
  const { m, locale, debate, model } = t;
  const { published, answered } = model.counts(ALL);
  return (
    <article key={debate.id}>
      {title(
        t,
        0,
        { class: "title", id: "title", tabIndex: -1, lang: other(debate.title, t) },
        debate.title.text,
      )}
      <p class="meta">{state(debate, t)}</p>
      <p class="meta">
        <span>{counts(ALL, t) || m.none}</span>
        {published > answered && (
          <span>
            {m.waiting}: {published - answered}
          </span>
        )}
        {debate.answerDueOn && (
          <span>
            {m.answersUntil} {date(debate.answerDueOn, locale)}
          </span>
        )}
      </p>
      {debate.summary && <p class="text">{words(debate.summary, t)}</p>}
      {debate.sessions[0] && (
        <div class="act">
          {title(t, 1, {}, m.sessions)}
          <ul>
            {debate.sessions.map(({ startsAt, hourStated, place }) => (
              <li>
                {moment(startsAt, hourStated, m, locale)} {place && words(place, t)}
              </li>
            ))}
          </ul>
        </div>
      )}
      {debate.acts.map((one) => act(one, t))}
      {talk(ALL, m.whole, undefined, m.allComments, t)}
    </article>
  );
}

/** What a part is called: `Члан 12. Пси`. */
const name = ({ label, heading }: Part) => [label?.text, heading?.text].filter(Boolean).join(" ");

function act({ title: called, current, id }: Act, t: Told) {
  const { m, model, debate } = t;
  const parts = current?.anchors ?? [];
  const listed = parts.filter(({ kind }) => kind !== "PARAGRAPH");
  const long = parts.length > LONG && parts.some(({ kind }) => kind === "CHAPTER");
  // What stands before the first chapter is a group too.
  const groups = split(parts, ({ kind }) => kind === "CHAPTER");
  return (
    <div key={id} class="act">
      {title(t, 1, { class: "title", lang: other(called, t) }, called.text)}
      {!parts[0] && <p>{m.noActText}</p>}
      {current && current.number > 1 && (
        <p>
          <a href={`${debate.page}#${id}`}>
            {fill(m.version, { n: current.number })}: {m.fateChanged}
          </a>
        </p>
      )}
      {listed[3] && (
        <details key="contents" open={listed.length < 30}>
          <summary>{m.contents}</summary>
          <ol>
            {listed.map((part) => (
              <li>
                <a href={inPage(part.key)}>{name(part)}</a>{" "}
                <span class="small">{model.counts(part.key).published || ""}</span>
              </li>
            ))}
          </ol>
        </details>
      )}
      {groups.map((group) => chapter(group, long, !listed[0], t))}
    </div>
  );
}

/** Parts in groups, each of which begins where it is said; what stands before is a group too. */
function split(parts: Part[], begins: (part: Part, group: Part[]) => boolean): Part[][] {
  const groups: Part[][] = [];
  for (const part of parts) {
    const last = groups.at(-1);
    if (last && !begins(part, last)) last.push(part);
    else groups.push([part]);
  }
  return groups;
}

function chapter(group: Part[], long: boolean, bare: boolean, t: Told): Child {
  const [first] = group;
  // An article goes on in its paragraphs.
  const each = (parts: Part[]) =>
    split(parts, ({ kind, depth }, [head]) => kind !== "PARAGRAPH" || depth <= (head?.depth ?? 0)).map(
      (parts) => shown(parts, bare, t),
    );
  if (!long || first?.kind !== "CHAPTER") return each(group);
  return (
    <details key={first.key} id={first.key}>
      <summary>{title(t, 2, {}, name(first))}</summary>
      {each(group.slice(1))}
    </details>
  );
}

/** A part with its address. One comments on articles; where there are none, on every part. */
function shown(parts: Part[], bare: boolean, t: Told): VNode {
  const { model } = t;
  const part = parts[0] as Part;
  const { key, kind } = part;
  const now = `${counts(key, t)} ${model.box?.open} ${t.level(3)} ${BUILT && t.lost}`;
  const before = drawn.get(part);
  // A thread may change in any way.
  if (before?.[0] === now && !model.threads[key]) return before[1];
  const view = (
    <div key={key} id={key} class={kind.toLowerCase()} tabIndex={-1}>
      {kind !== "PARAGRAPH" && title(t, kind === "CHAPTER" ? 2 : 3, {}, name(part))}
      {parts.map(
        ({ kind, label, text }) =>
          text && (
            <p class="text" lang={other(text, t)}>
              {kind === "PARAGRAPH" && label && `${label.text} `}
              {text.text}
            </p>
          ),
      )}
      {(bare || kind === "ARTICLE") && talk(key, name(part), part.id, undefined, t)}
    </div>
  );
  drawn.set(part, [model.threads[key] ? "" : now, view]);
  return view;
}

/** The button that opens what is said about a part, and what is said. */
function talk(key: string, about: string, part: string | undefined, head: string | undefined, t: Told) {
  const { model, m } = t;
  const open = !!model.threads[key];
  const label = counts(key, t) || (model.box?.open ? m.comment : "");
  return (
    (label || open || head) && (
      <div key={`talk-${key}`} class="talk">
        {head && title(t, 1, {}, head)}
        {link(
          label || m.none,
          () => {
            if (open) return model.close(key);
            if (BUILT && t.lost) t.again();
            return model.open(key);
          },
          { "aria-expanded": `${open}`, "aria-label": `${label || m.none} ${about}` },
        )}
        {open && said(key, about, part, t)}
      </div>
    )
  );
}

/** What is said about a part, or why it is not here yet. */
function said(key: string, about: string, part: string | undefined, t: Told): Child {
  if (!BUILT) return thread(key, about, part, t);
  if (t.details) return t.details[0].thread(key, about, part, t);
  return t.lost ? lost(t.lost, t) : <p role="status">{t.m.loading}</p>;
}
