/** The queue: what citizens sent, one comment open at a time, beside the article that it is about. */
import { h } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { pascal } from "../../say";
import { ask, done } from "../ask";
import { Reading } from "../debates/preview";
import type { At } from "../frame";
import { DebateNames, DeskComments, PublishComments, RejectComments } from "../gen/documents";
import type { CommentPile, CommentReason } from "../gen/graphql";
import { Bones, Doing, Empty, Field, Icon, Mishap, More, Page, Shown } from "../parts";
import { A, at, go } from "../route";
import { fill, tell, useSay } from "../say";
import { useAct, useAsk, usePages } from "../use";
import { Enter } from "./enter";
import { Further, Held, type What } from "./held";
import { Masses, type Odd, oddly } from "./masses";
import { About, Answered, type Item, nameOf, partsOf, readOf, Words, wasEntered } from "./parts";
import { Far, Refuse } from "./refuse";
import { useTexts } from "./texts";

/** What is looked through. */
const PILES: CommentPile[] = [
  "PENDING",
  "HELD",
  "FLAGGED",
  "PUBLISHED",
  "REJECTED",
  "WITHDRAWN",
  "UNCONFIRMED",
];
const PAGE = 50;
/** What programs send comes in hundreds: of that more is looked at together. */
const PAGE_HELD = 100;
/** So many are decided about in one request. */
const AT_ONCE = 100;

/** Whether a key is meant for the page: nobody types, and no window is open. */
const free = (event: KeyboardEvent) =>
  !event.ctrlKey &&
  !event.metaKey &&
  !event.altKey &&
  !document.querySelector("dialog[open]") &&
  !(event.target as Element).closest("input:not([type=checkbox]), textarea, select");

export function QueuePage({ town, id }: At & { id: string }) {
  const say = useSay();
  const { m, locale, count } = say;
  const [state, setState] = useState<CommentPile>("PENDING");
  /** The comment whose likes alone are shown. */
  const [likeTo, setLikeTo] = useState<string>();
  const [wanted, want] = useState<Odd>("");
  /** For what those alone are held that are shown. */
  const odd = state === "HELD" ? wanted : "";
  /** Which comment is read, and where: what is open in one pile says nothing of another. */
  const here = [state, id, likeTo, odd].join();
  const [which, setWhich] = useState<{ in: string; id: string | undefined; wished?: boolean }>();
  const open = which?.in === here ? which.id : undefined;
  const setOpen = (id: string | undefined) => setWhich({ in: here, id });
  const [chosen, choose] = useState<ReadonlySet<string>>(new Set());
  /** All that are shown are read on to the end, to be chosen. */
  const [taking, take] = useState(false);
  /** What is about to be refused: as it was read when that began, whatever comes meanwhile. */
  const [refusing, refuse] = useState<Item[]>();
  /** The comment of which something is about to be covered or forgotten. */
  const [held, hold] = useState<[What, Item]>();
  const [entering, enter] = useState(false);
  const [changed, setChanged] = useState(false);
  /** How far it is with what takes more than one request. */
  const [steps, setSteps] = useState<string>();
  const act = useAct();
  const list = useRef<HTMLUListElement>(null);
  const names = useAsk(DebateNames, { municipality: town.slug, locale });
  const fetched = usePages(
    DeskComments,
    {
      municipality: town.slug,
      locale,
      filter: {
        pile: state,
        ...(id && { consultation: id }),
        ...(likeTo && { likeTo }),
        ...oddly(odd),
      },
      first: state === "HELD" ? PAGE_HELD : PAGE,
    },
    ({ desk }) => desk.comments,
    // What programs send in a flood lies in one pile alone.
    (news) => state === "HELD" || news?.kind !== "COMMENT_HELD",
  );
  const items = fetched.nodes;
  const debates = names.value?.desk.consultations.nodes ?? [];
  /** Of which consultation it is, where those of all are looked through. */
  const titleOf = ({ consultation }: Item) => !id && debates.find((one) => one.id === consultation)?.title;
  // One that a colleague has decided meanwhile is not here any more: then nothing is open, and nothing is decided.
  const place = items.findIndex(({ comment }) => comment.id === open);
  const now = items[place];
  /** The texts beside it: of one consultation at a time. */
  const beside = now?.consultation ?? id;
  const debate = useTexts(town.slug, beside);
  const picked = items.filter(({ comment }) => chosen.has(comment.id));
  /** What a decision is about: all that are chosen, or else the one that is open. */
  const meant = picked[0] ? picked : now ? [now] : [];

  useEffect(() => {
    // Whoever has no comment open any more goes on with what has moved to its place.
    choose(new Set());
    setChanged(false);
    setSteps(undefined);
    setLikeTo(undefined);
    want("");
    take(false);
  }, [state, id]);
  const decidable = (one: Item) => one.state !== "WITHDRAWN" && one.state !== "UNCONFIRMED";
  const chooseShown = () => choose(new Set(items.filter(decidable).map(({ comment }) => comment.id)));
  useEffect(() => {
    if (!taking || fetched.busy || fetched.reading) return;
    if (fetched.more && !fetched.stuck) {
      fetched.more();
      return;
    }
    // Where reading on did not work it is said, and one goes on by hand.
    take(false);
    if (!fetched.stuck) chooseShown();
  }, [taking, fetched.busy, fetched.reading]);
  // What is shown while another pile is on its way is still the old one.
  const first = fetched.busy || fetched.trouble ? undefined : items[0]?.comment.id;
  useEffect(() => {
    if (!first) return;
    // Whoever comes back to one that is not here any more begins with the first.
    const gone = !!which?.wished && !now;
    // What comes in before it does not change which one is read.
    if (!open || gone) setOpen(first);
    else if (which?.wished) setOpen(open);
  }, [open, first]);
  /** Shows those alone that say nearly the same as the one that is read, or all again: it stays open. */
  const narrow = (to: string | undefined) => {
    choose(new Set());
    setLikeTo(to);
    setWhich({ in: [state, id, to, odd].join(), id: to ?? likeTo, wished: true });
    // The button that was pressed is gone; the way back, or there again, is beside what is read.
    requestAnimationFrame(() =>
      document.querySelector<HTMLElement>(to ? ".like.only button" : ".queue .one .like button")?.focus(),
    );
  };
  const move = (step: number) => {
    const next = items[place + step];
    if (!next) return;
    setOpen(next.comment.id);
    setChanged(false);
    list.current?.children[place + step]?.querySelector<HTMLElement>("button")?.focus();
  };
  /** Whoever is in the list, or has lost his place, goes on at what is read now: what he was at goes away. */
  const follow = () =>
    requestAnimationFrame(() => {
      const { activeElement: at, body } = document;
      if (at === body || list.current?.contains(at))
        list.current?.querySelector<HTMLElement>("[aria-current]")?.focus();
    });
  const toggle = (comment: string) => {
    const set = new Set(chosen);
    if (!set.delete(comment)) set.add(comment);
    choose(set);
  };

  /** Decides, bound to the text that was read. */
  const decide = (
    about: Item[],
    how: (read: ReturnType<typeof readOf>[]) => Promise<unknown>,
    said: string,
  ) => {
    if (!about[0]) return Promise.resolve(false);
    const read = about.map(readOf);
    const stays = ({ comment }: Item) => !read.some((one) => one.id === comment.id);
    const after = items.slice(place + 1).find(stays) ?? items.find(stays);
    // What stands there now is shown, and one decides again.
    const behind = () => {
      setChanged(true);
      fetched.again();
    };
    return act.run(async () => {
      const all = read.length;
      let from = 0;
      const far = () => fill(m.documents.progress, { done: from, total: all });
      const step = () => setSteps(all > AT_ONCE ? `${said.replace(".", ":")} ${far()}.` : undefined);
      try {
        for (step(); from < all; step()) {
          const some = read.slice(from, from + AT_ONCE);
          await how(some);
          from += AT_ONCE;
          // What is decided is chosen no more, whatever becomes of the rest; and what is open is one of the rest.
          const ids = new Set(some.map((one) => one.id));
          choose((old) => new Set([...old].filter((one) => !ids.has(one))));
          const next = read[from];
          if (next) setOpen(next.id);
        }
      } catch (error) {
        if (from) fetched.again();
        throw error;
      }
      setChanged(false);
      setSteps(undefined);
      choose(new Set());
      setOpen(after?.comment.id);
      follow();
      fetched.again();
      tell(said);
    }, behind);
  };
  const publish = () =>
    decide(
      meant,
      async (comments) => done((await ask(PublishComments, { input: { comments } })).publishComments),
      m.queue.published,
    );
  const reject = (reason: CommentReason) =>
    decide(
      refusing ?? [],
      async (comments) => done((await ask(RejectComments, { input: { comments, reason } })).rejectComments),
      m.queue.rejected,
    ).then(() => refuse(undefined));

  const keys = useRef<(event: KeyboardEvent) => void>(undefined);
  keys.current = (event) => {
    if (!free(event)) return;
    // The same keys in Cyrillic, where they stand.
    const key = event.key.toLowerCase();
    const deeds: Record<string, () => void> = {
      j: () => move(1),
      ј: () => move(1),
      k: () => move(-1),
      к: () => move(-1),
      p: publish,
      п: publish,
      r: () => meant[0] && refuse(meant),
      р: () => meant[0] && refuse(meant),
      x: () => now && toggle(now.comment.id),
      џ: () => now && toggle(now.comment.id),
    };
    const deed = deeds[key];
    if (!deed) return;
    event.preventDefault();
    deed();
  };
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => keys.current?.(event);
    addEventListener("keydown", pressed);
    return () => removeEventListener("keydown", pressed);
  }, []);

  const about = now && partsOf(debate, now.comment.part);
  return (
    <Page
      wide
      title={m.queue.title}
      lead={m.queue.lead}
      acts={
        <div class="acts">
          {id && debate && (
            <button type="button" class="quiet" onClick={() => enter(true)}>
              {m.queue.enter}
            </button>
          )}
          <A to={at(town.slug, "odgovori", ...(id ? [id] : []))} class="btn quiet">
            {m.queue.toAnswers}
          </A>
        </div>
      }
    >
      <div class="row narrowing">
        <Field label={m.queue.debate}>
          {(props) => (
            <select
              {...props}
              value={id}
              onChange={(event) => {
                const to = event.currentTarget.value;
                go(at(town.slug, "komentari", ...(to ? [to] : [])));
              }}
            >
              <option value="">{m.queue.all}</option>
              {debates.map((one) => (
                <option key={one.id} value={one.id}>
                  {one.title}
                  {one.waiting > 0 ? ` (${one.waiting})` : ""}
                </option>
              ))}
            </select>
          )}
        </Field>
      </div>
      <fieldset class="chips">
        <legend class="unseen">{m.queue.title}</legend>
        {PILES.map((one) => (
          <button type="button" key={one} aria-pressed={state === one} onClick={() => setState(one)}>
            {m.queue[`state${pascal(one)}` as "statePending"]}
          </button>
        ))}
      </fieldset>
      {state === "UNCONFIRMED" && <p class="hint">{m.queue.unconfirmed}</p>}
      {state === "HELD" && (
        <Masses
          key={id}
          town={town}
          of={id || (likeTo && now?.consultation)}
          likeTo={likeTo}
          odd={odd}
          set={(odd) => {
            choose(new Set());
            want(odd);
          }}
          did={fetched.again}
        />
      )}
      {likeTo && (
        <p class="like only" role="status">
          {m.queue.onlyAlike}{" "}
          <button type="button" class="text" onClick={() => narrow(undefined)}>
            {m.queue.allAgain}
          </button>
        </p>
      )}
      {items.filter(decidable)[1] && (
        <p class="like">
          <button type="button" class="text" onClick={chooseShown}>
            {m.queue.selectShown}
          </button>
        </p>
      )}
      <Shown of={fetched} rows={6}>
        {() =>
          !items[0] ? (
            <Empty
              title={state === "PENDING" ? m.queue.quiet : m.calls.none}
              hint={state === "PENDING" ? m.queue.quietHint : m.queue.noneHint}
            />
          ) : (
            <div class="queue">
              <ul class="rows" ref={list} aria-label={m.queue.title}>
                {items.map((item) => {
                  const { comment } = item;
                  const name = nameOf(item, say);
                  const others = item.alike;
                  return (
                    <li key={comment.id} class={item === now ? "now" : ""}>
                      <input
                        type="checkbox"
                        aria-label={`${m.queue.select.replace("{name}", name)}`}
                        checked={chosen.has(comment.id)}
                        onChange={() => toggle(comment.id)}
                      />
                      <button
                        type="button"
                        class="bare"
                        aria-current={item === now ? "true" : undefined}
                        onClick={() => {
                          setOpen(comment.id);
                          // On a small screen it opens below the list.
                          document.querySelector(".queue .one")?.scrollIntoView({ block: "nearest" });
                        }}
                      >
                        <b>{name}</b>
                        {titleOf(item) && <small>{titleOf(item)}</small>}
                        <small>{comment.partLabel?.text ?? m.queue.whole}</small>
                        <span class="first" lang={comment.locale}>
                          {comment.text ?? m.queue.erased}
                        </span>
                        {others > 0 && <small class="like">{count(m.queue.alike, others)}</small>}
                        {item.signals[0] && state !== "HELD" && (
                          <small class="like">
                            <Icon name="warn" /> {m.queue.oneHeld}
                          </small>
                        )}
                      </button>
                    </li>
                  );
                })}
                {fetched.more && (
                  <li class="further">
                    <More of={fetched} list={list} />
                  </li>
                )}
              </ul>
              {now ? (
                <section class="card one" aria-label={nameOf(now, say)}>
                  {changed && (
                    <p class="note" role="alert">
                      {m.queue.changed}
                    </p>
                  )}
                  {titleOf(now) && <p class="hint">{titleOf(now)}</p>}
                  <About item={now} />
                  <Words item={now} />
                  {now.comment.answer && <Answered answer={now.comment.answer} />}
                  {now.alike > 0 && (
                    <p class="like">
                      {count(m.queue.alike, now.alike)}{" "}
                      {!likeTo && (
                        <button type="button" class="text" onClick={() => narrow(now.comment.id)}>
                          {m.queue.showAlike}
                        </button>
                      )}{" "}
                      {likeTo && (
                        <button type="button" class="text" onClick={() => take(true)}>
                          {m.queue.selectAlike}
                        </button>
                      )}
                    </p>
                  )}
                  {picked[0] && (
                    <p class="chosen" role="status">
                      <b>{count(m.queue.chosen, picked.length)}</b>{" "}
                      <button
                        type="button"
                        class="text"
                        onClick={() => {
                          choose(new Set());
                          follow();
                        }}
                      >
                        {m.queue.clear}
                      </button>
                    </p>
                  )}
                  {!refusing && <Far text={steps} />}
                  {act.trouble && !refusing && <Mishap trouble={act.trouble} />}
                  <div class="acts">
                    {meant.every((one) => one.state !== "PUBLISHED" && decidable(one)) && (
                      <Doing busy={act.busy} onClick={publish}>
                        {m.queue.publish}{" "}
                        <span class="key" aria-hidden="true">
                          P
                        </span>
                      </Doing>
                    )}
                    {meant.every((one) => decidable(one)) && (
                      <button type="button" class="no quiet" onClick={() => refuse(meant)}>
                        {m.queue.reject}{" "}
                        <span class="key" aria-hidden="true">
                          R
                        </span>
                      </button>
                    )}
                    {!picked[0] && <Further item={now} choose={(what) => hold([what, now])} />}
                  </div>
                  <div class="about">
                    <h2>{m.queue.article}</h2>
                    {about?.[0] ? (
                      about.map((part) => <Reading key={part.key} part={part} />)
                    ) : (
                      <p>{m.queue.whole}</p>
                    )}
                  </div>
                  <p class="hint keys">
                    {m.queue.keys} <kbd>J</kbd> {m.queue.keyNext} <kbd>K</kbd> {m.queue.keyBefore}{" "}
                    <kbd>P</kbd> {m.queue.keyPublish} <kbd>R</kbd> {m.queue.keyReject} <kbd>X</kbd>{" "}
                    {m.queue.keySelect}
                  </p>
                </section>
              ) : (
                <section class="card one" aria-live="polite">
                  {open && !fetched.busy ? (
                    <p class="note">{m.queue.decidedElsewhere}</p>
                  ) : (
                    <Bones rows={4} />
                  )}
                </section>
              )}
            </div>
          )
        }
      </Shown>
      {refusing && (
        <Refuse
          many={refusing.length}
          entered={refusing.every(wasEntered)}
          published={refusing.every(({ state }) => state === "PUBLISHED")}
          progress={steps}
          act={act}
          run={reject}
          close={() => refuse(undefined)}
        />
      )}
      {entering && debate && (
        <Enter slug={town.slug} debate={debate} close={() => enter(false)} did={fetched.again} />
      )}
      {held && (
        <Held
          what={held[0]}
          item={held[1]}
          close={() => hold(undefined)}
          did={fetched.again}
          toAnswer={() => hold(["answer", held[1]])}
          behind={() => {
            setChanged(true);
            fetched.again();
          }}
        />
      )}
    </Page>
  );
}
