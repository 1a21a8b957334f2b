/**
 * Hearing what happens: the browser's own `EventSource`, which needs no permission and no header. Whatever keeps it from
 * us, what is shown is asked for again every half a minute.
 */
import { endpoint, refused } from "./client";
import type { Document } from "./gen/documents";

/** How long nothing may be heard from a connection: not even that it stands. */
const PATIENCE = 10_000;
/** How often to ask where nothing can be heard. */
const POLL = 30_000;
/** What is large is asked for only each so many times: once in five minutes. */
const SELDOM = 10;

/** Takes what happened; nothing where something may have happened, and then whether that was asked lately too. */
type Hear<R> = (happened?: R, lately?: number) => void;
type Line = { hearers: Set<Hear<never>>; close: () => void };

/** One connection for each question, however many elements of a page ask it. */
const lines: Record<string, Line> = {};

/** Listens to a subscription, until what it returns is called. */
export function listen<R, V>(documentId: Document<R, V>, variables: V, hear: Hear<R>): () => void {
  const asked = new URLSearchParams({ documentId, variables: JSON.stringify(variables) });
  const { href } = new URL(`?${asked}`, endpoint);
  lines[href] ??= open(href);
  const { hearers, close } = lines[href];
  hearers.add(hear);
  return () => {
    hearers.delete(hear);
    if (!hearers.size) {
      close();
      delete lines[href];
    }
  };
}

function open(url: string): Line {
  const hearers: Line["hearers"] = new Set();
  let source: EventSource | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  /** There was a time in which something may have happened unheard. */
  let missed: boolean | undefined;
  /** How often it was asked. */
  let polls = 0;

  const tell = (newer?: string | false, lately?: number, happened?: never) => {
    if (newer) endpoint.search = newer;
    for (const hear of hearers) hear(happened, lately);
  };
  const after = (then?: () => void, delay?: number) => {
    clearTimeout(timer);
    timer = then && setTimeout(then, delay);
  };
  const hush = () => {
    after();
    source?.close();
  };
  const close = () => {
    hush();
    document.removeEventListener("visibilitychange", start);
  };
  const poll = () => {
    hush();
    // The same for all who ask in this half minute, so that a cache can answer them.
    tell(`at=${(Date.now() / POLL) | 0}`, polls++ % SELDOM);
    after(missed ? start : poll, POLL);
  };
  function start() {
    hush();
    // Nobody looks: a connection less for everybody.
    if (document.hidden) {
      missed = true;
      return;
    }
    if (refused) return poll();
    let place: string | undefined;
    let refusal: string | undefined;
    const opened = new EventSource(url);
    source = opened;
    after(poll, PATIENCE);
    opened.onopen = () => {
      after();
      // Whoever has a place comes back with it, and is told what he missed. At first the browser's own cache is good
      // enough: it holds what it fetched anew behind the reader's back while it showed him something older.
      if (!place) tell(missed && `at=${Date.now()}`);
      missed = true;
    };
    // The browser comes back by itself, unless it was told not to.
    opened.onerror = () => {
      if (opened.readyState === 2) poll();
      else timer ??= setTimeout(poll, PATIENCE);
    };
    opened.addEventListener("next", ({ data, lastEventId }) => {
      place = lastEventId;
      const { data: happened, errors } = JSON.parse(data);
      refusal = errors?.[0].extensions.code;
      if (happened) tell(`since=${place}`, 0, happened as never);
    });
    // Nothing follows. What is wrong with the question stays wrong; anything else may pass.
    opened.addEventListener("complete", () => {
      missed = true;
      (/^(NOT_F|BAD_R)/.test(refusal as string) ? close : poll)();
    });
  }
  document.addEventListener("visibilitychange", start);
  start();
  return { hearers, close };
}
