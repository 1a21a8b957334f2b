/** When what is heard is told: soon where it is quiet, and more seldom the longer it goes on. */

/** How long it rests, at first and at most. */
const [FIRST, MOST] = [300, 5000];
/** So long for each request that was made of it: whoever has read on through many pages asks for all of them anew. */
const EACH = 500;
/** Of more than so many things none is told by itself. */
const MANY = 50;

export interface Pace<T> {
  /** Something was heard; nothing where something may have happened unheard. */
  hear: (thing?: T) => void;
  /** Somebody looks again, perhaps. */
  look: () => void;
  stop: () => void;
}

/**
 * Many things at once are told once, and none while what was told is still seen to. As long as things are heard it rests longer
 * each time, and half as long each time that none was. Where nobody looks it waits until somebody does.
 */
export function paced<T>(
  /** Tells them, or `null` where anything may have happened; gives how many requests that took. */
  tell: (things: T[] | null) => Promise<number>,
  away: () => boolean,
): Pace<T> {
  let heard: T[] | null | undefined;
  let rest = FIRST;
  let over = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const begin = () => {
    timer ??= setTimeout(round, FIRST);
  };
  async function round() {
    const now = heard;
    if (away() || (now === undefined && rest / 2 < FIRST)) {
      rest = FIRST;
      timer = undefined;
      return;
    }
    heard = undefined;
    let requests = 0;
    if (now === undefined) rest /= 2;
    else requests = await tell(now).catch(() => 1);
    // What concerned nobody cost nothing.
    if (requests) rest = Math.min(rest * 2, MOST);
    if (!over) timer = setTimeout(round, Math.max(rest, requests * EACH));
  }
  return {
    hear: (thing) => {
      const before = heard === undefined ? [] : heard;
      heard = thing !== undefined && before && before.length < MANY ? [...before, thing] : null;
      begin();
    },
    look: () => {
      if (heard !== undefined) begin();
    },
    stop: () => {
      over = true;
      clearTimeout(timer);
    },
  };
}
