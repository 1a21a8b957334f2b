/** Which language and script a page is in. Nothing is remembered from one page to the next. */

export type Locale = "sr-Cyrl" | "sr-Latn" | "bs" | "hr" | "en";

/** What a host's address says of its script: every form that was seen on municipal sites. */
const SCRIPT = /([?&](script|lang|lng|(sr_)?pismo)=(sr[-_])?|\/(sr-)?(?=...([/?#]|$)))(lat|c[iy]r)/i;

/**
 * The locale of a page, from its `lang`, its address and its letters, and last from what its municipality usually speaks.
 *
 * A theme's `lang="en-US"` is common on Serbian pages that nobody translated; it is not believed when the letters of the
 * page say otherwise, and says nothing then. That letters are Latin says nothing of the language either.
 */
export function detect(lang: string, address: string, text: string, usual?: string | null): Locale {
  const tag = lang.toLowerCase() || (/[?&]lang=(..)\b/.exec(address)?.[1] ?? "");
  const count = (which: RegExp) => text.split(which).length - 1;
  const letters = count(/\p{L}/u);
  const cyrillic = count(/\p{sc=Cyrl}/u) > letters * 0.3;
  const neighbour = /^(bs|hr)(?![a-z]|.*cyrl)/.exec(tag)?.[1];
  if (neighbour) return neighbour as Locale;
  // Whoever names the script means it: Bosnian in Cyrillic is read as Serbian is.
  const serbian = /^(s[rh]|cnr)(?![a-z])|^(bs|hr).*cyrl/.test(tag);
  if (tag && !serbian && !cyrillic && count(/[čćžšđ]/i) <= letters / 100) return "en";
  // The letters decide where neither says it: what is neither "cir" nor "true" is Latin.
  const script = `${/cyrl|latn/.exec(tag) ?? SCRIPT.exec(address)?.[7] ?? cyrillic}`;
  if (/^[ct]/i.test(script)) return "sr-Cyrl";
  return usual && !serbian ? detect(usual, "", "") : "sr-Latn";
}

/** The locale for an element: its own `lang`, or what its page is in. */
export function localeOf(element: HTMLElement): Locale {
  const { lang } = element.closest<HTMLElement>("[lang]") ?? element;
  // A page of a thousand words tells as much as a page of ten thousand.
  // `sr` alone names no script: the page's address and letters do.
  return element.lang && !/^(s[rh]|cnr)([-_]..)?$/i.test(lang)
    ? detect(lang, "", lang)
    : detect(lang, location.href, document.body.innerText.slice(0, 5000), element.getAttribute("usual-lang"));
}
