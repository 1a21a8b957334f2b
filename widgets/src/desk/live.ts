/** Hearing what others do at the same desk: one stream, read with `fetch` because the cookie has to go along by POST. */
import { useEffect, useRef } from "preact/hooks";
import { events } from "./events";
import { DeskChanged } from "./gen/documents";
import type { DeskChangedSubscription } from "./gen/graphql";
import { paced } from "./pace";
import { ended, lost, whose } from "./session";
import { Store } from "./store";

export type News = DeskChangedSubscription["deskChanged"];
/** Something happened; nothing is told where something may have happened unheard. */
type Hear = (news?: News) => unknown;

const hearers = new Set<Hear>();
/** How long to wait before listening again, at first and at most. */
const [FIRST, MOST] = [2000, 60_000];

/** The server gives a sign of life every 15 seconds: a line that is still for so long is dead, whatever the network says. */
const STILL = 40_000;

/** Grows whenever the person may do something else than before. */
export const rights = new Store(0);
const LOST = ["NOT_FOUND", "FORBIDDEN", "UNAUTHENTICATED"];

interface Told {
  data?: DeskChangedSubscription | null;
  errors?: { extensions?: { code?: string } }[];
}

/** Listens to a municipality's desk, until what it returns is called. */
export function follow(municipality: string): () => void {
  let over = false;
  let line = new AbortController();
  let patience: ReturnType<typeof setTimeout>;
  let place: string | null = null;
  let wait = FIRST;
  let before = false;
  const tell = (news?: News) => {
    for (const hear of [...hearers]) hear(news);
  };

  const alive = () => {
    clearTimeout(patience);
    patience = setTimeout(() => line.abort(), STILL);
  };

  async function listen() {
    line = new AbortController();
    alive();
    const response = await fetch("/graphql", {
      method: "POST",
      headers: { "content-type": "application/json", accept: "text/event-stream", ...whose() },
      body: JSON.stringify({ query: DeskChanged, variables: { municipality, resumeAfter: place } }),
      signal: line.signal,
    });
    if (!response.ok || !response.body) throw new Error(`${response.status}`);
    // Whoever has no place to come back to is not told what he missed.
    if (before && !place) {
      rights.set(rights.value + 1);
      tell();
    }
    before = true;
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    let text = "";
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      alive();
      const { whole, rest } = events(text + value);
      text = rest;
      for (const { event, data } of whole) {
        if (event === "complete") return;
        if (event !== "next") continue;
        const told: Told = JSON.parse(data);
        // What the person may do is not what it was: the last thing that this stream tells.
        if (told.errors?.some(({ extensions }) => LOST.includes(extensions?.code ?? ""))) {
          rights.set(rights.value + 1);
          return;
        }
        const news = told.data?.deskChanged;
        // A place that is too old is forgotten; what was missed is fetched.
        place = news?.cursor ?? null;
        if (news?.kind === "ROLES_CHANGED") rights.set(rights.value + 1);
        tell(news);
      }
      wait = FIRST;
    }
  }

  async function forever() {
    while (!over) {
      await listen().catch(() => {});
      clearTimeout(patience);
      await new Promise((later) => setTimeout(later, wait));
      wait = Math.min(wait * 2, MOST);
      // Nothing is told to whoever is not signed in.
      if (lost.value) await ended();
    }
  }
  forever();
  return () => {
    over = true;
    line.abort();
  };
}

/** Whether a view shows anything of what happened; asked of each thing as it is heard. */
export type Wanted = (news?: News) => boolean;

/** Tells a view what happens, as long as it is shown and somebody looks: of many things at once together. */
export function useNews(
  /** `null` where anything may have happened. Gives how many requests it made. */
  hear: (news: News[] | null) => Promise<number>,
  wanted: Wanted = () => true,
) {
  const latest = useRef({ hear, wanted });
  latest.current = { hear, wanted };
  useEffect(() => {
    const pace = paced<News>(
      (news) => latest.current.hear(news),
      () => document.hidden,
    );
    const heard: Hear = (news) => latest.current.wanted(news) && pace.hear(news);
    hearers.add(heard);
    document.addEventListener("visibilitychange", pace.look);
    return () => {
      pace.stop();
      hearers.delete(heard);
      document.removeEventListener("visibilitychange", pace.look);
    };
  }, []);
}
