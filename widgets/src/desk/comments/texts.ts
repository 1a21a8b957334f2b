/** The texts that comments are about, fetched for one consultation at a time and kept while the page is open. */
import { useEffect, useState } from "preact/hooks";
import { ask } from "../ask";
import { DebateTexts } from "../gen/documents";
import { useSay } from "../say";
import type { Text } from "./parts";

/** The consultation with this id; nothing until it is there. Beside which text a comment stands does not change with news. */
export function useTexts(municipality: string, id: string | undefined): Text | undefined {
  const { locale } = useSay();
  const [known, set] = useState<ReadonlyMap<string, Text>>(new Map());
  const key = `${id} ${locale}`;
  useEffect(() => {
    if (!id || known.has(key)) return;
    let stale = false;
    ask(DebateTexts, { municipality, id, locale }).then(
      ({ desk: { consultation } }) => {
        if (consultation && !stale) set((before) => new Map(before).set(key, consultation));
      },
      // A comment can be decided without the article beside it.
      () => {},
    );
    return () => {
      stale = true;
    };
  }, [key]);
  return known.get(key);
}
