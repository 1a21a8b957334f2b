/** What is said about a part: comments, replies, answers. */
import { h, type VNode } from "../jsx";
import { button, inPage } from "../parts";
import { count, fill, moment } from "../say";
import { form } from "./form";
import { ALL, type Comment, type Thread } from "./model";
import { answer, day } from "./said";
import { link, lost, type Told } from "./view";

/** How deep a reply may stand. */
const DEEPEST = 2;

/** What is open. */
export function thread(key: string, about: string, part: string | undefined, t: Told) {
  const { model, m, locale } = t;
  const found = model.threads[key] as Thread;
  const { comments, value, busy, failure, fresh } = found;
  return (
    <div class="thread">
      <p role="status">
        {fresh[0]
          ? button(count(m.fresh, fresh.length, locale), () => {
              // What came meanwhile.
              found.comments = [...fresh, ...(comments ?? [])];
              found.fresh = [];
              model.changed();
              t.to(fresh[0]?.id);
            })
          : comments && !comments[0]
            ? m.none
            : !comments && busy && m.loading}
      </p>
      <ul>{comments?.map((comment) => said(comment, key, 0, t))}</ul>
      {failure
        ? lost(failure, t)
        : value?.hasNextPage && (
            <p>
              {button(m.more, async () => {
                await model.more(key);
                t.to(found.comments?.[comments?.length ?? 0]?.id);
              })}
            </p>
          )}
      <div key="form">{form(key, about, part ? { part } : {}, t)}</div>
    </div>
  );
}

function said(comment: Comment, thread: string, depth: number, t: Told): VNode {
  const { model, m, locale } = t;
  const { id, author, authorKind, text, part, partLabel, came, changedAt, fileCount } = comment;
  const { olderVersion, replies, supports } = comment;
  const name = author ?? m.asAnonymous;
  const counted = t.debate.rules.supports !== "NONE";
  // By itself, with all replies and files.
  const hosted = (where: string) => t.debate.page.replace(/\?|$/, `/komentari${where}`);
  const alone = hosted(`?odgovori=${id}&`);
  /** The way to what is said to it without words. */
  const voice = (place: string, label: string) =>
    text && (
      <a href={hosted(`/${id}/${place}?`)} aria-label={`${label}: ${name}`}>
        {label}
      </a>
    );
  return (
    <li key={id} id={id} class="comment" tabIndex={-1}>
      <p class="meta">
        {authorKind && <b>{name}</b>}
        {authorKind === "ORGANISATION" && <span>{m.asOrganisation}</span>}
        <a href={alone}>{moment(came, came.length > 10, m, locale)}</a>
        {changedAt && (
          <span>
            {m.fateChanged} {day(changedAt, t)}
          </span>
        )}
        {thread === ALL && part && partLabel && <a href={inPage(part)}>{partLabel.text}</a>}
        {olderVersion && <span>{fill(m.version, { n: olderVersion })}</span>}
        {!depth && authorKind && !comment.answer && <span>{m.waiting}</span>}
        {counted && supports > 0 && <span>{count(m.supports, supports, locale)}</span>}
      </p>
      <p class="text" lang={text ? comment.locale : undefined}>
        {text ?? m.removed}
      </p>
      {fileCount > 0 && (
        <p>
          <a href={alone}>
            {m.files}: {fileCount}
          </a>
        </p>
      )}
      {comment.answer && answer(comment.answer, t)}
      {/* From what was removed there is a way back to what somebody has written to it. */}
      {(authorKind || model.drafts[model.id + id]) && (
        <p key="acts" class="acts">
          {model.box?.open &&
            depth < DEEPEST &&
            link(
              m.reply,
              () => {
                model.replying = model.replying === id ? "" : id;
                model.changed();
                if (model.replying) t.to(`text-${id}`);
              },
              { "aria-expanded": `${model.replying === id}`, "aria-label": `${m.reply}: ${name}` },
            )}
          {model.box?.open && counted && voice("podrska", m.support)}
          {voice("prijava", m.flag)}
        </p>
      )}
      {model.replying === id && <div key="form">{form(id, name, { replyTo: id }, t)}</div>}
      <ul key="replies">{replies?.nodes.map((reply) => said(reply, thread, depth + 1, t))}</ul>
      {replies?.pageInfo.hasNextPage && <a href={alone}>{m.more}</a>}
    </li>
  );
}
