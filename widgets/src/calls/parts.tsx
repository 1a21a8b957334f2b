/** Pieces that the list and the details share. */
import { type Failure, server } from "../client";
import { type Attributes, type Child, h } from "../jsx";
import type { Locale } from "../locale";
import { fill, type Messages } from "../say";
import type { Model } from "./model";

/** What every view is given. */
export interface Told {
  model: Model;
  m: Messages;
  locale: Locale;
  /** Level of the headings in the host page: 2 makes `<h2>` of a call and `<h3>` of its parts. */
  level: number;
  /** Calls of several municipalities are shown. */
  everywhere: boolean;
  /** Moves the focus to what a selector finds here. */
  focus: (what: string) => void;
  /** Tries again what failed. */
  again: () => void;
  /** Takes what is typed, a moment later. */
  typed: (event: Event) => void;
}

/** The address of a call in the host's page; whole, because a `<base>` of the host would lead elsewhere. */
export const inPage = (id: string) => `${location.href.split("#")[0]}#javno${id && `-${id}`}`;

/** A tag's language, where it is not the widget's. */
export const other = (text: { locale: string }, t: Told) =>
  text.locale === t.locale ? undefined : text.locale;

export const heading = (level: number, props: Attributes, ...content: Child[]) =>
  h(`h${level}`, props, ...content);

export const button = (label: string, onClick: () => void, props?: Attributes) => (
  <button type="button" class="btn" onclick={onClick} {...props}>
    {label}
  </button>
);

/** What went wrong and what to do. The link inside the element shows again. */
export const trouble = (what: Failure, { m, again }: Told) => (
  <div class="state" role="alert">
    <p>{fill(m[what], { rule: `connect-src ${server}` })}</p>
    {button(m.retry, again)}
    <p>
      {m.elsewhere}: <slot />
    </p>
  </div>
);

/** A grey place for what comes. */
export const waiting = (t: Told) => (
  <div class="state bone" role="status">
    {t.m.loading}
  </div>
);
