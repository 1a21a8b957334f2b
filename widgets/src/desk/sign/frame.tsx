/** The frame of the pages before the desk: a card with a choice of language. */
import { h } from "preact";
import { type Children, Page } from "../parts";
import { LANGUAGES, type Spoken, useSay } from "../say";

/** The three languages, each by its own name. */
export function Languages({ choose }: { choose: (locale: Spoken) => void }) {
  const { m, locale } = useSay();
  return (
    <fieldset class="seg">
      <legend class="unseen">{m.common.language}</legend>
      {LANGUAGES.map(([code, short, long]) => (
        <button
          type="button"
          key={code}
          lang={code}
          aria-pressed={code === locale}
          onClick={() => choose(code)}
        >
          {short}
          {code === "en" && <span class="unseen"> ({long})</span>}
        </button>
      ))}
    </fieldset>
  );
}

export function Card({
  title,
  lead,
  choose,
  children,
}: {
  title: string;
  lead?: Children;
  choose: (locale: Spoken) => void;
  children: Children;
}) {
  return (
    <div class="outside">
      <header>
        <b class="brand">Javno</b>
        <Languages choose={choose} />
      </header>
      <main id="main" class="card" tabIndex={-1}>
        <Page title={title} lead={lead}>
          {children}
        </Page>
      </main>
    </div>
  );
}
