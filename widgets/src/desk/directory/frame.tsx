/** What all pages of the directory have in common: their head, with the way to each other. */
import { h } from "preact";
import type { At } from "../frame";
import { type Children, Page } from "../parts";
import { A, at } from "../route";
import { useSay } from "../say";

const PAGES = ["organizacije", "duplikati", "uvoz"] as const;
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
  const names = {
    organizacije: m.org.list,
    duplikati: m.org.doubles,
    uvoz: m.org.imports,
  };
  return (
    <Page wide title={m.nav.directory} lead={lead} acts={acts}>
      <nav class="tabs" aria-label={m.nav.directory}>
        {PAGES.map((one) => (
          <A key={one} to={at(town.slug, one)} aria-current={one === which ? "page" : undefined}>
            {names[one]}
          </A>
        ))}
      </nav>
      {children}
    </Page>
  );
}
