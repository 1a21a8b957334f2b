/**
 * The place of whoever works without a mouse. What was pressed often goes away by that; a browser then has the focus on
 * nothing, and whoever hears the page or goes on with Tab begins anew at its top. So one goes on at what is nearest.
 *
 * The widgets have a smaller one (`../focus.ts`), inside of their own drawing; Preact draws when it likes.
 */

/** What is one of several: it is read out whole, and Enter does nothing there. */
const ROWS = "li, tr";
const HEADINGS = "h1, h2, h3";

/**
 * Where one goes on: `path` is what had the focus with all that it stood in, `beside` what is next to what went. Never a
 * button, which a second press would set going unasked. Nothing where what comes is still on its way: it takes the focus itself.
 */
export function placeOf(path: Element[], beside: Element[]): Element | undefined {
  const [last] = path;
  // It was only moved, and a browser takes the focus from what is moved.
  if (last?.isConnected) return last;
  const row = beside.find((one) => one.isConnected);
  if (row) return row;
  for (const one of path) {
    const near = one.isConnected && (one.querySelector(HEADINGS) ?? (one.matches(ROWS) && one));
    if (near) return near;
  }
  return undefined;
}

/** Leads on whoever has lost the focus, where nobody else does. */
export function keepFocus() {
  let path: Element[] = [];
  let beside: Element[] = [];
  let lost = false;
  let waiting = false;
  /** Whether it was seen: the page of whoever uses a mouse stays where it is. */
  let seen = false;
  const nowhere = () => document.activeElement === document.body;
  const goOn = () => {
    waiting = false;
    const place = lost && nowhere() && (placeOf(path, beside) as HTMLElement | undefined);
    if (!place) return;
    if (place !== path[0]) place.tabIndex = -1;
    place.focus({ preventScroll: !seen });
  };

  addEventListener("focusin", ({ target }) => {
    lost = false;
    beside = [];
    path = [];
    for (let one = target instanceof Element ? target : null; one; one = one.parentElement) path.push(one);
    seen = !!path[0]?.matches(":focus-visible");
  });
  // Whoever presses beside everything wants the focus nowhere. What goes away is known to be lost before that is looked at.
  addEventListener("focusout", () =>
    setTimeout(() => {
      if (!lost && nowhere()) path = [];
    }),
  );
  new MutationObserver((changes) => {
    if (!path[0] || !nowhere()) return;
    for (const { target, removedNodes, nextSibling, previousSibling } of changes)
      for (const gone of removedNodes) {
        if (!path.includes(gone as Element)) continue;
        lost = true;
        if (target.isConnected)
          beside = [nextSibling, previousSibling].filter(
            (one): one is Element => one instanceof Element && one.matches(ROWS),
          );
      }
    if (!lost || waiting) return;
    waiting = true;
    // After all that lead on by themselves: a page that opens, a window that closes, `goOnAt`.
    requestAnimationFrame(() => setTimeout(goOn, 50));
  }).observe(document.body, { childList: true, subtree: true });
}
