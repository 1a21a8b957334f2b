/** Fetches what is to be edited, once, and says where it is not there: from then on the draft keeps it. */
import { h } from "preact";
import { useEffect, useState } from "preact/hooks";
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
  const { m } = useSay();
  const [loaded, set] = useState<{ is: L }>();
  const [trouble, setTrouble] = useState<Trouble>();
  const [slow, setSlow] = useState(false);
  const fetch = () => {
    setTrouble(undefined);
    load().then(
      (is) => set({ is }),
      (error) => setTrouble(troubleOf(error)),
    );
  };
  useEffect(() => {
    fetch();
    const timer = setTimeout(() => setSlow(true), 4000);
    return () => clearTimeout(timer);
  }, [id]);
  if (trouble)
    return (
      <Page title={title}>
        <Mishap trouble={trouble} again={fetch} />
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
