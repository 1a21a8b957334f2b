/**
 * Keeping what is shown as it is at the server. In a file of its own that is loaded after the first view. What is shown
 * is patched in place: what is typed, the focus and the place in the page stay.
 */
import { OrganisationChanged } from "../gen/documents";
import { listen } from "../live";
import { fill } from "../say";
import type { Model } from "./model";
import type { Messages } from "./words";

/** The server gives no more organisations at once; whoever shows more keeps what he has. */
const MOST = 100;
/** So light that every colour on it can still be read; hence the frame, which stays where colours are forced. */
const MARK = {
  background: "color-mix(in srgb, var(--accent) 8%, transparent)",
  outline: "2px solid var(--accent)",
};

/** Keeps a widget up to date, until what it returns is called. */
export function live(model: Model, m: Messages, root: ShadowRoot | null): () => void {
  /** What happened to which organisation and is not yet shown. */
  let news: Record<string, string> = {};
  let soon: ReturnType<typeof setTimeout> | undefined;
  let saying: ReturnType<typeof setTimeout> | undefined;

  // An import tells of many organisations at once: they are fetched together. A thousand readers who only look on need
  // not ask in the same millisecond; one who is acting waits for nothing.
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
    const { all, page, open, detail } = model;
    const ids = Object.keys(heard);
    const concerned = open && (!ids[0] || heard[open] || heard[detail.value?.id ?? ""]);
    const [value, one] = await Promise.all([
      page.value && !page.failure && all.length < MOST
        ? model.fetch(Math.min(all.length + ids.length, MOST))
        : undefined,
      concerned ? model.one(open) : undefined,
    ]);
    // More has happened meanwhile, or the reader has asked for something: his answer comes first.
    if (heard !== news || page.busy || detail.busy || page !== model.page || detail !== model.detail)
      return renewSoon();
    news = {};

    const known = new Set(all.map(({ id }) => id));
    const shown = open ? (one ? [one] : []) : (value?.nodes ?? []);
    // What was there before it was told of is new to nobody.
    const changed = shown.filter(({ id }) => heard[id] && (heard[id] !== "LISTED" || !known.has(id)));
    /** What can be focused next where an organisation goes: the one that takes its place, the last, the search. */
    const places = () => [...(root?.querySelectorAll<HTMLElement>("[type=search], .entry a") ?? [])];
    const focused = root?.activeElement as HTMLElement | null;
    const at = focused ? places().indexOf(focused) : -1;
    if (value) {
      model.all = value.nodes;
      model.page = { value };
    }
    if (one !== undefined) model.detail = { value: one };
    if (changed[0])
      model.said = changed
        .slice(0, 3)
        .map(({ id, name }) => fill(heard[id] === "LISTED" ? m.orgAdded : m.orgEdited, { name: name.text }))
        .join(" ");
    model.changed();
    // What is moved to another place of the list loses it, and what is taken out.
    (focused?.isConnected
      ? focused
      : places()
          .slice(0, at + 1)
          .at(-1)
    )?.focus({ preventScroll: true });
    // Marked for a moment, without any motion.
    for (const { id } of changed)
      root
        ?.querySelector(open ? "article" : `[href$=${id}]`)
        ?.closest("article, li")
        ?.animate([MARK, MARK], 5000);
    clearTimeout(saying);
    saying = setTimeout(() => {
      model.said = "";
      model.changed();
    }, 10_000);
  }

  const deaf = listen(OrganisationChanged, { municipality: model.municipality }, (happened) => {
    if (happened) {
      const { organisationId, change } = happened.organisationChanged;
      news = { ...news, [organisationId]: change };
    }
    // What failed while the server was away is asked again when it is back.
    if (model.page.failure || model.detail.failure) model.again();
    else renewSoon();
  });
  return () => {
    deaf();
    clearTimeout(soon);
    clearTimeout(saying);
  };
}
