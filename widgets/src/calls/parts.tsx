/** What the views of the calls are given; the pieces that they share with other widgets. */
import type { Locale } from "../locale";
import type { Messages } from "../say";
import type { Model } from "./model";

export { button, heading, inPage, other, trouble, waiting } from "../parts";

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
