/** What all pages of the directory have in common: their head, with the way to each other. */
import { h } from "preact";
import type { At } from "../frame";
import { DirectoryWaits } from "../gen/documents";
import { type Children, Page } from "../parts";
import { A, at } from "../route";
import { useSay } from "../say";
import { useAsk } from "../use";

const PAGES = ["organizacije", "prijedlozi", "duplikati", "uvoz"] as const;
type Which = (typeof PAGES)[number];

export function Directory({
  town,
  which,
  lead,
  acts,
  children,
}: {
  town: At["town"];
  which: Which;
  lead?: Children;
  acts?: Children;
  children: Children;
}) {
  const { m } = useSay();
  const waits = useAsk(DirectoryWaits, { municipality: town.slug });
  const waiting = waits.value?.desk.organisationSuggestionsDue.reduce((sum, { count }) => sum + count, 0);
  const names = {
    organizacije: m.org.list,
    prijedlozi: m.org.suggestions,
    duplikati: m.org.doubles,
    uvoz: m.org.imports,
  };
  return (
    <Page wide title={m.nav.directory} lead={lead} acts={acts}>
      <nav class="tabs" aria-label={m.nav.directory}>
        {PAGES.map((one) => (
          <A key={one} to={at(town.slug, one)} aria-current={one === which ? "page" : undefined}>
            {names[one]}
            {one === "prijedlozi" && !!waiting && <b class="dot">{waiting}</b>}
          </A>
        ))}
      </nav>
      {children}
    </Page>
  );
}
