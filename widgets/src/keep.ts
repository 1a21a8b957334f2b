/**
 * Keeping a list, and what is shown by itself, as they are at the server. What is shown is patched in place: what is
 * typed, the focus and the place in the page stay.
 */
interface Fetched<T> {
  value?: T;
  busy?: boolean;
  failure?: unknown;
}
type One = { id: string };

/** What knows a list of things that come in pages (`P`), each shown by itself with more of it (`D`). */
interface Model<P, D> {
  fetch(first: number): Promise<P>;
  one(id: string): Promise<D | null>;
  again(): unknown;
}
/** What is shown now. */
interface Shown<I, P, D> {
  all: I[];
  page: Fetched<P>;
  open: string | null;
  detail: Fetched<D | null>;
}

/** The server gives no more at once; whoever shows more keeps what he has. */
const MOST = 100;
/** So light that every colour on it can still be read; hence the frame, which stays where colours are forced. */
const MARK = {
  background: "color-mix(in srgb, var(--accent) 8%, transparent)",
  outline: "2px solid var(--accent)",
};

/**
 * Keeps a list up to date: what to tell of what happened, and how to end it. `put` shows what was fetched anew, where
 * anything was, and says what is to be said; `sentence` says of something that it is new, or was changed.
 */
export function keep<
  I extends One,
  P extends { nodes: I[]; pageInfo: { hasNextPage: boolean } },
  D extends I,
>(
  model: Model<P, D>,
  root: ShadowRoot,
  shown: () => Shown<I, P, D>,
  put: (page?: P, one?: D | null, said?: string) => void,
  sentence: (one: I, isNew: boolean) => string,
): [hear: (id?: string, change?: string) => void, stop: () => void] {
  /** What happened to which and is not yet shown. */
  let news: Record<string, string> = {};
  let soon: ReturnType<typeof setTimeout> | undefined;
  let saying: ReturnType<typeof setTimeout> | undefined;

  // An import tells of many at once: they are fetched together. A thousand readers who only look on need not ask in the
  // same millisecond; one who is acting waits for nothing.
  const renewSoon = () => {
    soon ??= setTimeout(
      () => {
        soon = undefined;
        // What cannot be fetched now comes with what happens next.
        renew().catch(() => {});
      },
      200 + (navigator.userActivation?.isActive ? 0 : Math.random() * 1000),
    );
  };

  /** What can be focused next where something goes: what takes its place, the last, the search. */
  const places = () => [...root.querySelectorAll<HTMLElement>("[type=search],.title,li a")];

  async function renew() {
    const heard = news;
    const { all, page, open, detail } = shown();
    const { length: many } = Object.keys(heard);
    const concerned = open && (!many || heard[open] || heard[detail.value?.id as string]);
    const [value, one] = await Promise.all([
      page.value && !page.failure && all.length < MOST
        ? model.fetch(Math.min(all.length + many, MOST))
        : undefined,
      concerned ? model.one(open) : undefined,
    ]);
    const now = shown();
    // More has happened meanwhile, or the reader has asked for something: his answer comes first.
    if (heard !== news || page.busy || detail.busy || page !== now.page || detail !== now.detail)
      return renewSoon();
    news = {};

    const nodes: I[] = value?.nodes ?? [];
    const known = new Set(all.map(({ id }) => id));
    // Where all of a list is shown, what is new in it can be seen, though nothing was heard of it (yet).
    if (!page.value?.pageInfo.hasNextPage)
      for (const { id } of nodes) if (!known.has(id)) heard[id] ??= "PUBLISHED";
    // What is published or listed is new.
    const isNew = ({ id }: I) => /^[PL]/.test(heard[id] as string);
    // What was there before it was told of is new to nobody.
    const changed = (open ? (one ? [one] : []) : nodes).filter(
      (one) => heard[one.id] && !(isNew(one) && known.has(one.id)),
    );
    const focused = root.activeElement as HTMLElement | null;
    // A place stands before what has the focus, or has it.
    const { length } = places().filter((place) => focused && !(place.compareDocumentPosition(focused) & 2));
    const said = changed.slice(0, 3).map((one) => sentence(one, isNew(one)));
    put(value, one, said.join(" ") || undefined);
    // What is moved to another place of the list loses it, and what is taken out.
    (focused?.isConnected ? focused : places().slice(0, length).at(-1))?.focus({
      preventScroll: true,
    });
    // Marked for a moment, without any motion.
    for (const { id } of changed)
      root
        .querySelector(open ? "article" : `[href$=${id}]`)
        ?.closest("article,li")
        ?.animate([MARK, MARK], 5000);
    clearTimeout(saying);
    saying = setTimeout(() => put(undefined, undefined, ""), 10_000);
  }

  return [
    (id, change = "") => {
      news = id ? { ...news, [id]: change } : news;
      // What failed while the server was away is asked again when it is back.
      if (shown().page.failure || shown().detail.failure) model.again();
      else renewSoon();
    },
    () => {
      clearTimeout(soon);
      clearTimeout(saying);
    },
  ];
}
