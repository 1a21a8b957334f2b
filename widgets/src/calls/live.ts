/**
 * Keeping what is shown as it is at the server. In a file of its own that is loaded after the first view. What is shown
 * is patched in place: what is typed, the focus and the place in the page stay.
 */
import { OpenCallChanged } from "../gen/documents";
import { listen } from "../live";
import { fill, type Messages } from "../say";
import type { Model } from "./model";

/** The server gives no more calls at once; whoever shows more keeps what he has. */
const MOST = 100;
/** So light that every colour on it can still be read; hence the frame, which stays where colours are forced. */
const MARK = {
  background: "color-mix(in srgb, var(--accent) 8%, transparent)",
  outline: "2px solid var(--accent)",
  outlineOffset: "0",
};

/** Keeps a widget up to date, until what it returns is called. */
export function live(model: Model, m: Messages, root: ShadowRoot | null): () => void {
  /** What happened to which call and is not yet shown. */
  let news = new Map<string, string>();
  let soon: ReturnType<typeof setTimeout> | undefined;
  let saying: ReturnType<typeof setTimeout> | undefined;

  // An import tells of many calls at once: they are fetched together. A thousand readers who only look on need not ask
  // in the same millisecond; one who is acting waits for nothing.
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

  async function renew() {
    const heard = news;
    const { calls, page, detail } = model.state;
    const shown = detail.value;
    const [value, call] = await Promise.all([
      page.value && !page.failure && calls.length < MOST
        ? model.page(Math.min(calls.length + heard.size, MOST))
        : undefined,
      shown && (heard.has(shown.id) || !heard.size) ? model.call(shown.id) : undefined,
    ]);
    const now = model.state;
    // More has happened meanwhile, or the reader has asked for something: his answer comes first.
    if (heard !== news || page.busy || detail.busy || page !== now.page || detail !== now.detail)
      return renewSoon();

    const nodes = value?.nodes ?? [];
    const isNew = (id: string) => calls.every((call) => call.id !== id);
    // Where all of a list is shown, what is new in it can be seen, though nothing was heard of it (yet).
    if (!page.value?.pageInfo.hasNextPage)
      for (const { id } of nodes) if (isNew(id) && !heard.has(id)) heard.set(id, "PUBLISHED");
    const changed = (shown ? [call] : nodes).filter((call) => {
      const change = call && heard.get(call.id);
      // What was there before it was told of is new to nobody.
      return change === "PUBLISHED" ? isNew(call?.id ?? "") : change;
    }) as typeof nodes;
    const sentences = changed.slice(0, 3).map(({ id, title }) => {
      const sentence = heard.get(id) === "PUBLISHED" ? m.added : m.edited;
      return fill(sentence, { title: title.text });
    });
    news = new Map();

    const focused = root?.activeElement as HTMLElement | null;
    model.set({
      ...(value && { calls: nodes, page: { value, busy: false } }),
      ...(call !== undefined && { detail: { value: call, busy: false } }),
      ...(changed[0] && { said: sentences.join(" ") }),
    });
    // What is moved to another place of the list loses it.
    focused?.focus({ preventScroll: true });
    // Marked for a moment, without any motion.
    for (const { id } of changed)
      root
        ?.querySelector(shown ? "article" : `[href$=${id}]`)
        ?.closest("article, li")
        ?.animate([MARK, MARK], 5000);
    clearTimeout(saying);
    saying = setTimeout(() => model.set({ said: "" }), 10_000);
  }

  const deaf = listen(OpenCallChanged, { municipality: model.where.municipality }, (happened) => {
    if (happened) {
      const { callId, change } = happened.openCallChanged;
      news = new Map(news).set(callId, change);
    }
    // What failed while the server was away is asked again when it is back.
    if (model.state.page.failure || model.state.detail.failure) model.again();
    else renewSoon();
  });
  return () => {
    deaf();
    clearTimeout(soon);
    clearTimeout(saying);
  };
}
