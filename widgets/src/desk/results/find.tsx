/** Whose a row is, found in the directory by its name. */
import { h } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { ask } from "../ask";
import { FindOrganisation } from "../gen/documents";
import type { FindOrganisationQuery } from "../gen/graphql";
import { Doing, Mishap } from "../parts";
import { useSay } from "../say";
import { useAct } from "../use";

/** An organisation of the directory. */
export type Found = FindOrganisationQuery["organisations"]["nodes"][number];

export function Find({
  town,
  name,
  take,
}: {
  town: string;
  /** What the list calls it: mostly enough to find it by. */
  name: string;
  take: (organisation: Found) => unknown;
}) {
  const { m, locale } = useSay();
  const [text, setText] = useState<string>();
  const [found, setFound] = useState<Found[]>();
  const act = useAct();
  const field = useRef<HTMLInputElement>(null);
  const looking = text !== undefined;
  // The button that was pressed is gone.
  useEffect(() => field.current?.focus(), [looking]);
  if (text === undefined)
    return (
      <button type="button" class="text" onClick={() => setText(name)}>
        {m.results.find}
        <span class="unseen">: {name}</span>
      </button>
    );
  const look = () =>
    act.run(async () => {
      const { organisations } = await ask(FindOrganisation, { municipality: town, text, locale });
      setFound(organisations.nodes);
    });
  return (
    <div class="finding">
      <form
        class="acts"
        onSubmit={(event) => {
          event.preventDefault();
          look();
        }}
      >
        <input
          ref={field}
          type="search"
          aria-label={m.org.search}
          value={text}
          onInput={(event) => setText(event.currentTarget.value)}
        />
        <Doing busy={act.busy} type="submit" class="quiet">
          {m.results.findNow}
        </Doing>
      </form>
      {act.trouble && <Mishap trouble={act.trouble} />}
      <div role="status">{found && !found[0] && <p class="hint">{m.org.none}</p>}</div>
      <ul class="rows">
        {found?.map((one) => (
          <li key={one.id}>
            <p class="meta">
              <a href={one.page} target="_blank" rel="noopener" lang={one.name.locale}>
                {one.name.text}
                <span class="unseen"> ({m.common.newTab})</span>
              </a>
              {one.seat && <span lang={one.seat.locale}>{one.seat.text}</span>}
              {one.jib && <span>JIB {one.jib}</span>}
            </p>
            <button
              type="button"
              class="quiet"
              onClick={() => {
                setText(undefined);
                setFound(undefined);
                take(one);
              }}
            >
              {m.results.it}
              <span class="unseen">: {one.name.text}</span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
