/**
 * Fetches what is to be edited, and says where it is not there: from then on the draft keeps it. What stands around it is
 * fetched again where the desk speaks another language from now on.
 */
import { h } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { type Trouble, troubleOf } from "../ask";
import { Bones, type Children, Empty, Mishap, Page } from "../parts";
import { A } from "../route";
import { useSay } from "../say";

export function Opening<L>({
  id,
  title,
  load,
  back,
  children,
}: {
  id: string;
  /** Of the page where it cannot be loaded. */
  title: string;
  load: () => Promise<L>;
  /** Where all of them are. */
  back: { to: string; name: string };
  /** What is drawn of it; nothing where it is not there. */
  children: (loaded: L) => Children | undefined;
}) {
  const { m, locale } = useSay();
  const [loaded, set] = useState<{ is: L }>();
  const [trouble, setTrouble] = useState<Trouble>();
  const [slow, setSlow] = useState(false);
  const asked = useRef(0);
  const fetch = (quietly = false) => {
    const mine = ++asked.current;
    setTrouble(undefined);
    load().then(
      (is) => mine === asked.current && set({ is }),
      // Names in the old language are better than an editor that is gone.
      (error) => mine === asked.current && !quietly && setTrouble(troubleOf(error)),
    );
  };
  useEffect(() => {
    fetch();
    const timer = setTimeout(() => setSlow(true), 4000);
    return () => clearTimeout(timer);
  }, [id]);
  const spoken = useRef(locale);
  useEffect(() => {
    if (spoken.current === locale) return;
    spoken.current = locale;
    fetch(!!loaded);
  }, [locale]);
  if (trouble)
    return (
      <Page title={title}>
        <Mishap trouble={trouble} again={() => fetch()} />
      </Page>
    );
  if (!loaded) return <Bones rows={8} slow={slow} />;
  const shown = children(loaded.is);
  if (shown) return <div>{shown}</div>;
  return (
    <Page title={m.trouble.gone}>
      <Empty title={m.trouble.gone} hint={m.trouble.goneHint}>
        <A to={back.to}>{back.name}</A>
      </Empty>
    </Page>
  );
}
