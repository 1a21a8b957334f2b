/** Pieces that all widgets share. */
import { type Failure, server } from "./client";
import { type Attributes, type Child, h } from "./jsx";
import type { Locale } from "./locale";
import { fill } from "./say";

/** What a piece is given of its view. */
interface Told {
  m: Record<Failure | "loading" | "retry", string>;
  locale: Locale;
  /** Tries again what failed. */
  again: () => void;
}

/** An address in the host's page; whole, because a `<base>` of the host would lead elsewhere. */
export const inPage = (id: string) => `${location.href.split("#")[0]}#javno${id && `-${id}`}`;

/** A tag's language, where it is not the widget's. */
export const other = (text: { locale: string }, t: Pick<Told, "locale">) =>
  text.locale === t.locale ? undefined : text.locale;

export const heading = (level: number, props: Attributes, ...content: Child[]) =>
  h(`h${level}`, props, ...content);

export const button = (label: string, onClick: () => void, props?: Attributes) => (
  <button type="button" class="btn" onclick={onClick} {...props}>
    {label}
  </button>
);

/** What went wrong and what to do. The link inside the element shows again: what is to be had there is `elsewhere`. */
export const trouble = (what: Failure, { m, again }: Told, elsewhere: string) => (
  <div class="state" role="alert">
    <p>{fill(m[what], { rule: `connect-src ${server}` })}</p>
    {button(m.retry, again)}
    <p>
      {elsewhere}: <slot />
    </p>
  </div>
);

/** A grey place for what comes. */
export const waiting = (t: Told) => (
  <div class="state bone" role="status">
    {t.m.loading}
  </div>
);
