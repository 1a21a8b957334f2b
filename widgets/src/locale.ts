/** Which language and script a page is in. Nothing is remembered from one page to the next. */

export type Locale = "sr-Cyrl" | "sr-Latn" | "bs" | "hr" | "en";

/** What the host's address says of its script: every form that was seen on municipal sites. */
function scriptOfAddress(address: string): "Cyrl" | "Latn" | undefined {
  const said =
    /[?&](?:script|lang|lng|sr_pismo|pismo)=(?:sr[-_])?(lat|c[iy]r)|\/(?:sr-)?(lat|c[iy]r)(?:\/|$)/i.exec(
      address,
    );
  const script = said?.[1] ?? said?.[2];
  return script ? (/^l/i.test(script) ? "Latn" : "Cyrl") : undefined;
}

/**
 * The locale of a page, from its `lang`, its address and its letters.
 *
 * A theme's `lang="en-US"` is common on Serbian pages that nobody translated; it is not believed when the letters of the
 * page say otherwise.
 */
export function detect(lang: string, address: string, text: string): Locale {
  const [language = "", ...parts] = lang.toLowerCase().split(/[-_]/);
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  const share = (which: RegExp) => (text.match(which)?.length ?? 0) / (letters || 1);
  const cyrillic = share(/[\u0400-\u04ff]/g) > 0.3;
  if (language === "bs" || language === "hr") return language;
  const ours = language === "sr" || language === "sh" || language === "cnr";
  if (language && !ours && !cyrillic && share(/[čćžšđ]/gi) < 0.01) return "en";
  const stated = parts.includes("cyrl") ? "Cyrl" : parts.includes("latn") ? "Latn" : scriptOfAddress(address);
  return `sr-${stated ?? (cyrillic ? "Cyrl" : "Latn")}`;
}

/** The locale for an element: its own `lang`, or what its page is in. */
export function localeOf(element: Element): Locale {
  const own = element.getAttribute("lang");
  // A page of a thousand words tells as much as a page of ten thousand.
  const text = document.body.innerText.slice(0, 5000);
  return own
    ? detect(own, "", own)
    : detect(element.closest("[lang]")?.getAttribute("lang") ?? "", location.href, text);
}
