/** What cannot be read or pressed as a page draws it. All of it is measured in the page itself, in shadow roots too. */
import type { Page } from "@playwright/test";

interface Wish {
  /** What is looked at alone, by a selector. */
  within?: string;
  /** No text is cut off, and nothing lies beside the window. */
  cut?: boolean;
  /** Whatever is pressed or filled in has nothing over it. */
  covered?: boolean;
  /** Whatever is pressed is 24 pixels wide and high, or has as much room around it (WCAG 2.2, 2.5.8). */
  targets?: boolean;
  /** What is 44 pixels wide and high besides, which is our own measure for a thumb: a selector. */
  large?: string;
}

/** What is shortened on purpose, because all of it is read elsewhere. */
const SHORTENED = [
  // In the queue a comment shows how it begins; whoever presses it has all of it beside the list.
  ".queue .first",
];

/** What is wrong with a page of all that is wished for. Where a window stands over it, that alone is looked at. */
export const drawn = (page: Page, wish: Wish): Promise<string[]> =>
  page.evaluate(([wish, shortened]) => {
    const found: string[] = [];
    const top = document.querySelector(wish.within ?? "dialog[open]") ?? document.body;
    const roots: (Element | ShadowRoot)[] = top.shadowRoot ? [top, top.shadowRoot] : [top];
    for (const root of roots) for (const one of root.querySelectorAll("*")) if (one.shadowRoot) roots.push(one.shadowRoot);
    const all = (selector: string) => roots.flatMap((root) => [...root.querySelectorAll<HTMLElement>(selector)]);
    const called = (one: HTMLElement) => {
      const name = one.getAttribute("aria-label") || one.textContent || one.getAttribute("name") || "";
      return `${one.localName} ${one.className} “${name.replace(/\s+/g, " ").trim().slice(0, 40)}”`;
    };
    /** What is drawn nowhere, or only where nobody can press it, is no target. */
    const shown = (one: HTMLElement) => {
      const { right, bottom, width, height } = one.getBoundingClientRect();
      const inside = right + scrollX > 0 && bottom + scrollY > 0 && width > 1 && height > 1;
      return inside && one.checkVisibility({ visibilityProperty: true }) && getComputedStyle(one).pointerEvents !== "none";
    };
    const CONTROLS = "a[href], button, input:not([type=hidden]), select, textarea, summary, [role=button], [role=tab]";
    const labels = (one: HTMLElement) => [...((one as HTMLInputElement).labels ?? [])];
    /** Where it can be pressed: a box to be ticked on its label, too. */
    const area = (one: HTMLElement) => {
      const parts = one.matches("[type=checkbox], [type=radio]") ? [one, ...labels(one)] : [one];
      const boxes = parts.map((part) => part.getBoundingClientRect());
      const [left, top] = [Math.min(...boxes.map(({ left }) => left)), Math.min(...boxes.map(({ top }) => top))];
      const [right, bottom] = [Math.max(...boxes.map(({ right }) => right)), Math.max(...boxes.map(({ bottom }) => bottom))];
      return { left, top, right, bottom, width: right - left, height: bottom - top, x: (left + right) / 2, y: (top + bottom) / 2 };
    };
    const round = ({ width, height }: { width: number; height: number }) => `${Math.round(width)} × ${Math.round(height)}`;

    if (wish.cut) {
      const cut = (where: string, one: HTMLElement) =>
        found.push(`${where}: ${one.tagName} ${one.className} ${one.textContent?.slice(0, 60)}`);
      for (const one of all("*")) {
        const { display, clip, clipPath, position, overflowX, overflowY } = getComputedStyle(one);
        const unseen = position === "absolute" && (clip !== "auto" || clipPath !== "none");
        // What is only inline has no box that anything could be too large for.
        if (unseen || display === "inline" || !one.textContent?.trim()) continue;
        if (!(one instanceof HTMLElement) || one.matches("select, option, script, style, iframe, progress")) continue;
        const says = [...one.childNodes].some((node) => node instanceof Text && node.data.trim());
        const hides = (overflow: string) => /hidden|clip/.test(overflow) && !one.matches(shortened);
        if (one.clientWidth && (says || hides(overflowX)) && one.scrollWidth > one.clientWidth + 1) cut("cut off", one);
        // Text that is not held back runs on beneath its box; lines that are clamped are held back, too.
        if (one.clientHeight && hides(overflowY) && one.scrollHeight > one.clientHeight + 1) cut("cut off beneath", one);
      }
      const { scrollWidth, clientWidth } = document.documentElement;
      if (scrollWidth > clientWidth) found.push(`${scrollWidth} wide on ${clientWidth}`);
    }

    if (wish.targets) {
      const targets = all(CONTROLS).filter(shown).map((one) => ({ one, box: area(one) }));
      const small = targets.filter(({ box }) => box.width < 23.5 || box.height < 23.5);
      /** What stands in a sentence is as high as its line. */
      const inText = (one: HTMLElement) => {
        if (getComputedStyle(one).display !== "inline") return false;
        let block = one.parentElement;
        while (block && /^(inline|contents)$/.test(getComputedStyle(block).display)) block = block.parentElement;
        if (!block) return false;
        const texts = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
        while (texts.nextNode()) {
          const { data, parentElement } = texts.currentNode as Text;
          if (data.trim() && !parentElement?.closest(CONTROLS)) return true;
        }
        return false;
      };
      for (const { one, box } of small) {
        if (inText(one)) continue;
        const near = targets.find(({ one: other, box: there }) => {
          if (other === one || other.contains(one) || one.contains(other)) return false;
          const beside = Math.max(there.left - box.x, 0, box.x - there.right);
          const beneath = Math.max(there.top - box.y, 0, box.y - there.bottom);
          const alike = there.width < 23.5 || there.height < 23.5;
          return Math.hypot(beside, beneath) < 11.5 || (alike && Math.hypot(there.x - box.x, there.y - box.y) < 23.5);
        });
        if (near) found.push(`${round(box)}, and too near to ${called(near.one)}: ${called(one)}`);
      }
    }

    for (const one of wish.large ? all(wish.large).filter(shown) : []) {
      const box = area(one);
      if (box.width < 43.5 || box.height < 43.5) found.push(`${round(box)} instead of 44 × 44: ${called(one)}`);
    }

    if (wish.covered) {
      const before = scrollY;
      for (const one of all(CONTROLS).filter(shown)) {
        one.scrollIntoView({ block: "center", inline: "nearest", behavior: "instant" });
        // Of a link that is broken into lines, the first.
        const [line] = one.getClientRects();
        // What nobody sees is pressed by what stands for it.
        if (!line || one.classList.contains("unseen")) continue;
        const [x, y] = [line.left + line.width / 2, line.top + line.height / 2];
        let hit = document.elementFromPoint(x, y);
        for (let inner = hit?.shadowRoot?.elementFromPoint(x, y); inner && inner !== hit; inner = hit?.shadowRoot?.elementFromPoint(x, y)) hit = inner;
        const its = !hit || one.contains(hit) || hit.contains(one) || labels(one).some((label) => label.contains(hit));
        if (!its) found.push(`under ${called(hit as HTMLElement)}: ${called(one)}`);
      }
      scrollTo({ top: before, behavior: "instant" });
    }
    return found;
  }, [wish, SHORTENED.join()] as const);
