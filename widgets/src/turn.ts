/**
 * Turning a widget to the language or script that its page is in now. In a file of its own that javno.ts loads when a page
 * changes it while it is open. What is shown is patched in place: what is typed, what is chosen, the focus and the place in
 * the page stay.
 */
import type { Model as Calls } from "./calls/model";
import { renew } from "./consultation/live";
import type { Model as Consultations } from "./consultation/model";
import type { Model as Directory } from "./directory/model";
import { beside } from "./element";
import { type Locale, localeOf } from "./locale";
import { toCyrillic, toLatin } from "./script";

/** The server gives no more at once; whoever shows more goes on from there. */
const MOST = 100;

/** So long after what is said could not be fetched it is tried again, in milliseconds. */
const AGAIN = 5000;

/** An element of ours, as far as it can be turned. One of another version may be none. */
interface Speaking extends HTMLElement {
  locale: Locale;
  /** Its sentences; before they are here nothing was shown. */
  m: unknown;
  files?: string[];
  model?: Calls | Consultations | Directory;
  /** The views of the details and their sentences. */
  details?: [unknown, unknown] | undefined;
  /** Ends listening, in the course of which things are said. */
  deaf?: (() => void) | undefined;
  refresh(): void;
  draw(): void;
}

/** Those that are being turned: whoever is, looks again at its page when it is done. */
const turning = new WeakSet<Speaking>();

export async function turn(one: Speaking) {
  if (turning.has(one) || !one.shadowRoot || localeOf(one) === one.locale) return;
  const { files, model } = one;
  if (!one.m || !files || !model) return one.refresh();
  turning.add(one);
  const locale = localeOf(one);
  try {
    const [, , said] = files;
    const [m, d] = await Promise.all([beside(files[0], locale), said && one.details && beside(said, locale)]);
    // What is listed or read comes in the new words with the new sentences, or a moment later.
    const take = await fetched(model, locale).catch(() => () => {});
    one.locale = locale;
    one.m = m;
    if (said && one.details) one.details = [one.details[0], d ?? (await beside(said, locale))];
    one.deaf?.();
    one.deaf = undefined;
    take();
    one.draw();
    turning.delete(one);
    // It may have changed once more meanwhile.
    await turn(one);
  } catch {
    // Without the sentences it goes on as it was.
    turning.delete(one);
  }
}

/** Fetches what a model shows in another locale; what it returns puts that in the place of what is shown. */
async function fetched(model: Calls | Consultations | Directory, locale: Locale): Promise<() => void> {
  if ("where" in model) {
    model.where.locale = locale;
    const { calls, open, page, detail } = model.state;
    const [list, one] = await Promise.all([
      page.value && model.fetch(Math.min(calls.length, MOST)),
      open ? model.one(open) : undefined,
    ]);
    // What was asked meanwhile is asked in the new locale already.
    return () =>
      model.set({
        ...(list && page === model.state.page && { calls: list.nodes, page: { value: list, busy: false } }),
        ...(one !== undefined && detail === model.state.detail && { detail: { value: one, busy: false } }),
        said: "",
      });
  }
  model.locale = locale;
  if ("all" in model) {
    const { all, open, page, detail, letter } = model;
    // „V“ by itself would be a number.
    model.letter = (locale === "sr-Cyrl" ? toCyrillic : toLatin)(`${letter}.`).slice(0, -1);
    const [list, one] = await Promise.all([
      page.value && model.fetch(Math.min(all.length, MOST)),
      open ? model.one(open) : undefined,
    ]);
    return () => {
      if (list && page === model.page) {
        model.all = list.nodes;
        model.page = { value: list };
      }
      if (one !== undefined && detail === model.detail) model.detail = { value: one };
      model.said = "";
    };
  }
  const { id } = model;
  // Until nothing is in the old words any more, or it is turned once more.
  const threads = () => {
    if (id && id === model.id && locale === model.locale)
      renew(model).catch(() => setTimeout(threads, AGAIN));
  };
  return () => {
    // The draft of the act stays while the other is on its way, and so do the forms in it.
    model.show(id).then(threads);
  };
}
