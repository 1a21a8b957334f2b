/** The desk's sentences in Cyrillic, from those in Latin: `npm run codegen` writes them, a test says whether it was run. */
import { toCyrillic } from "../script";

export type Sentences = { [key: string]: string | Sentences };

/** What is Latin in Cyrillic text too, besides what the transliteration leaves by itself: gaps, names of formats. */
const LATIN = /(\{\w+\}|\b(?:API|CSV|JSON|Word|Excel|Markdown|TXT|DOCX|XLSX|ODS|JPG|PNG)\b)/;

export const inCyrillic = (latin: Sentences): Sentences =>
  Object.fromEntries(
    Object.entries(latin).map(([key, value]) => [
      key,
      typeof value === "string"
        ? value
            .split(LATIN)
            .map((part, i) => (i % 2 ? part : toCyrillic(part)))
            .join("")
        : inCyrillic(value),
    ]),
  );
