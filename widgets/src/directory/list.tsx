/** The list: search, alphabet, facets with counts, organisations, "show more". */
import { endpoint } from "../client";
import type { ListedFragment } from "../gen/graphql";
import { type Child, h } from "../jsx";
import { button, heading, inPage, other, waiting } from "../parts";
import { count, fill } from "../say";
import type { Facet } from "./model";
import { badges, form, lost, status, type Told } from "./parts";

/** As many values of a facet as are shown before the reader wants all. */
const FEW = 8;
/** So much of a text around what was found in it. */
const AROUND = 60;

export function list(t: Told) {
  const { model, m, locale } = t;
  const { page, all, text, said, narrowed, municipality } = model;
  const { value, busy, failure } = page;
  /** Asks for more; the focus goes on to the first that is new. */
  const more = async () => {
    const { length } = all;
    if (await (failure ? model.again() : model.load(value?.pageInfo.endCursor)))
      t.focus(`li:nth-child(${length + 1}) a`);
  };
  return (
    <section aria-label={m.orgDirectory}>
      <div class="bar">
        <input
          type="search"
          aria-label={m.orgSearch}
          placeholder={m.orgSearch}
          value={text}
          oninput={t.typed}
        />
      </div>
      {alphabet(t)}
      <div key="dir" class="dir">
        {facets(t)}
        <div key="found" class="found" aria-busy={`${!!busy}`}>
          <p class="small said" role="status">
            {said || (value && !busy && !failure && count(m.orgFound, value.totalCount, locale))}
          </p>
          {value?.corrected && !busy && !failure && <p class="small">{m.orgCorrected}</p>}
          {all[0] ? (
            <ul key="all">{all.map((one) => entry(one, t))}</ul>
          ) : failure ? (
            ""
          ) : value && !busy ? (
            <div class="state">
              {narrowed ? m.noMatch : m.orgEmpty}
              {narrowed && (
                <p>
                  {button(m.reset, () => {
                    t.focus("input");
                    model.reset();
                  })}
                </p>
              )}
            </div>
          ) : (
            waiting(t)
          )}
          {failure
            ? lost(all[0] ? { ...t, again: more } : t)
            : value?.pageInfo.hasNextPage && button(m.more, more)}
          {value?.pageInfo.hasNextPage && (
            <p class="paper">
              {fill(m.orgPrinted, { n: all.length, all: value.totalCount })} {sheet(t)}
            </p>
          )}
          {/* Who misses an organisation here goes on from here. */}
          {value && !failure && municipality && (
            <p class="small mine">
              <a href={`${new URL(`${municipality}/organizacije/predlozi?lang=${locale}`, endpoint)}`}>
                {m.proposeLink}
              </a>
            </p>
          )}
        </div>
      </div>
    </section>
  );
}

/** Where all of what is asked for stands on one sheet: on paper nobody can have more shown. */
function sheet({ model, locale: lang }: Told) {
  const { municipality, text, letter: slovo, chosen } = model;
  const { areas: oblast, legalForm: oblik, seat: mjesto, status } = chosen;
  const url = new URL(`${municipality}/organizacije?stampa=1`, endpoint);
  for (const [key, value] of Object.entries({ lang, q: text.trim(), slovo, oblast, oblik, mjesto, status }))
    if (value?.[0]) url.searchParams.set(key, [value].flat().join(";"));
  // Nobody has a list of everybody.
  return municipality ? decodeURI(url.href) : location.href;
}

/** The alphabet of the reader's script; letters under which nobody stands lead nowhere. */
function alphabet({ model, m }: Told) {
  const letters = model.page.value?.alphabet ?? [];
  const choose = (letter: string) => () => {
    model.letter = letter;
    model.load();
  };
  const one = (name: string, letter: string) => (
    <button class="letter" aria-pressed={`${letter === model.letter}`} onclick={choose(letter)}>
      {name}
    </button>
  );
  // On one screen nobody needs an alphabet.
  if (letters.reduce((sum, { count }) => sum + count, 0) > 10) model.offered.add("letter");
  // It has its place before it is known, so that what comes first does not move.
  const place = !model.page.value && !model.page.failure && (
    <p key="abc" class="abc">
      <span class="letter" />
    </p>
  );
  return !model.offered.has("letter") ? (
    place
  ) : (
    <nav key="abc" class="abc" aria-label={m.orgLetters}>
      {one(m.orgAllLetters, "")}
      {letters.map(({ letter, count }) =>
        count || letter === model.letter ? (
          one(letter, letter)
        ) : (
          <span class="letter" aria-hidden="true">
            {letter}
          </span>
        ),
      )}
    </nav>
  );
}

type Value = [value: string, name: string, count: number];

function facets(t: Told) {
  const { model, m } = t;
  const counts = model.page.value?.facets;
  const kinds: [facet: Facet, name: string, values: Value[] | undefined][] = [
    ["areas", m.area, counts?.areas.map(({ area, count }) => [area.code, area.label, count])],
    [
      "legalForm",
      m.orgForm,
      counts?.legalForms.flatMap(({ legalForm: code, count }) =>
        code ? [[code, form(code, t), count]] : [],
      ),
    ],
    ["seat", m.orgSeat, counts?.seats.map(({ seat, count }) => [seat, seat, count])],
    [
      "status",
      m.orgStatuses,
      counts?.statuses.map(({ status: code, count }) => [code, status(code, t), count]),
    ],
  ];
  const shown = kinds.flatMap(([facet, name, values = []]) => {
    const chosen = model.chosen[facet] ?? [];
    // What is chosen can be chosen no more, though nobody has it beside what else is chosen.
    const gone = chosen.filter((code) => values.every(([value]) => value !== code));
    const all = [...values, ...gone.map((code): Value => [code, model.names[code] ?? code, 0])];
    for (const [value, name] of all) model.names[value] = name;
    if (all[1]) model.offered.add(facet);
    return model.offered.has(facet) && all[0] ? group(facet, name, all, t) : [];
  });
  // Its place, too, before anything of it is known.
  const place = !model.page.value && !model.page.failure && <div key="facets" class="facets" />;
  return !model.offered.size ? (
    place
  ) : (
    <div key="facets" class={model.unfolded ? "facets on" : "facets"}>
      <button class="btn" aria-expanded={`${model.unfolded}`} onclick={() => model.unfold()}>
        {m.orgFilters}
      </button>
      {shown}
    </div>
  );
}

function group(facet: Facet, name: string, values: Value[], { model, m, focus }: Told) {
  const chosen = model.chosen[facet] ?? [];
  const few = values.filter(([value], i) => i < FEW || chosen.includes(value) || model.whole.has(facet));
  /** The place of the first that is not shown. */
  const next = values.findIndex((value) => !few.includes(value)) + 1;
  return (
    <fieldset key={facet} class={facet}>
      <legend>{name}</legend>
      {few.map(([value, name, count]) => (
        <label key={value}>
          <input
            type="checkbox"
            checked={chosen.includes(value)}
            onchange={() => model.toggle(facet, value)}
          />
          <span>{name}</span>
          {/* The counts are those of what was asked before. */}
          <small>{!model.page.failure && count}</small>
        </label>
      ))}
      {!!next &&
        button(
          m.more,
          () => {
            model.unfold(facet);
            focus(`.${facet} label:nth-of-type(${next}) input`);
          },
          { class: "link", "aria-label": `${m.more}: ${name}` },
        )}
    </fieldset>
  );
}

/** A text with what was found in it. */
function marked(text: string, ranges: { start: number; end: number }[]): Child {
  let at = 0;
  const pieces = ranges.map(({ start, end }) => {
    const piece = [text.slice(at, start), <mark>{text.slice(start, end)}</mark>];
    at = end;
    return piece;
  });
  return [pieces, text.slice(at)];
}

type Match = ListedFragment["matches"][number];

/** As much of a long text as stands around what was found first. */
function around({ text: { text }, ranges }: Match): Child {
  const [first] = ranges;
  const from = text.lastIndexOf(" ", Math.max((first?.start ?? 0) - AROUND, 0)) + 1;
  const end = text.indexOf(" ", (first?.end ?? 0) + AROUND);
  const to = end < 0 ? text.length : end;
  const within = ranges
    .filter((range) => range.end <= to)
    .map(({ start, end }) => ({ start: start - from, end: end - from }));
  return [from > 0 && "… ", marked(text.slice(from, to), within), to < text.length && " …"];
}

function entry(one: ListedFragment, t: Told) {
  const { m } = t;
  const found = (field: Match["field"]) => one.matches.find((match) => match.field === field);
  const short = (field: Match["field"], text: typeof one.seat) => {
    const match = found(field);
    return (
      text && <span lang={other(text, t)}>{match ? marked(match.text.text, match.ranges) : text.text}</span>
    );
  };
  // A name says why it is here; of a description a reader has to be shown where.
  const text = !found("NAME") && found("DESCRIPTION");
  return (
    <li key={one.id} class="entry">
      {heading(
        t.level,
        {},
        <a href={inPage(one.id)} data-page={one.page}>
          {short("NAME", one.name)}
        </a>,
      )}
      <p class="meta">
        {badges(one, t)}
        {short("SHORT_NAME", one.shortName)}
        {t.everywhere && <span>{one.municipality.name}</span>}
        {one.legalForm && <span>{form(one.legalForm, t)}</span>}
        {short("SEAT", one.seat)}
        {one.areas[0] && <span>{one.areas.map((area) => area.label).join(" · ")}</span>}
        {one.confirmedOn && !one.stale && (
          <span class="ok">✓ {fill(m.orgTick, { year: one.confirmedOn.slice(0, 4) })}</span>
        )}
      </p>
      {text && (
        <p class="small" lang={other(text.text, t)}>
          {around(text)}
        </p>
      )}
    </li>
  );
}
