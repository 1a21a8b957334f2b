/** Which language and script a page is in. Nothing is remembered from one page to the next. */

export type Locale = "sr-Cyrl" | "sr-Latn" | "bs" | "hr" | "en";

/** What a host's address says of its script: every form that was seen on municipal sites. */
const SCRIPT = /([?&](script|lang|lng|(sr_)?pismo)=(sr[-_])?|\/(sr-)?(?=...([/?#]|$)))(lat|c[iy]r)/i;

/**
 * The locale of a page, from its `lang`, its address and its letters.
 *
 * A theme's `lang="en-US"` is common on Serbian pages that nobody translated; it is not believed when the letters of the
 * page say otherwise.
 */
export function detect(lang: string, address: string, text: string): Locale {
  const tag = lang.toLowerCase() || (/[?&]lang=(..)\b/.exec(address)?.[1] ?? "");
  const letters = text.match(/\p{L}/gu)?.length ?? 1;
  const share = (which: RegExp) => (text.match(which)?.length ?? 0) / letters;
  const cyrillic = share(/\p{sc=Cyrl}/gu) > 0.3;
  const neighbour = /^(bs|hr)(?![a-z])/.exec(tag)?.[1];
  if (neighbour) return neighbour as Locale;
  if (tag && !/^(s[rh]|cnr)(?![a-z])/.test(tag) && !cyrillic && share(/[čćžšđ]/gi) < 0.01) return "en";
  const script = /cyrl|latn/.exec(tag)?.[0] ?? SCRIPT.exec(address)?.[7];
  return (script ? /^c/i.test(script) : cyrillic) ? "sr-Cyrl" : "sr-Latn";
}

/** The locale for an element: its own `lang`, or what its page is in. */
export function localeOf(element: HTMLElement): Locale {
  const { lang } = element.closest<HTMLElement>("[lang]") ?? element;
  // A page of a thousand words tells as much as a page of ten thousand.
  // `sr` alone names no script: the page's address and letters do.
  return element.lang && !/^(s[rh]|cnr)([-_]..)?$/i.test(lang)
    ? detect(lang, "", lang)
    : detect(lang, location.href, document.body.innerText.slice(0, 5000));
}
