/** The list: tabs with counts, search, areas, calls, "show more". */
import type { EntryFragment, OpenCallPhase } from "../gen/graphql";
import { h } from "../jsx";
import { count, due, fill, grant, money, pascal } from "../say";
import { button, heading, inPage, other, type Told, trouble, waiting } from "./parts";

const PHASES = ["OPEN", "ANNOUNCED", "CLOSED"] as const;
const name = (phase: OpenCallPhase) => phase.toLowerCase() as "open" | "announced" | "closed";

export function list(t: Told) {
  const { model, m, locale } = t;
  const { page, calls, phase, text, area, said } = model.state;
  const { value, busy, failure } = page;
  const counts = value?.phaseCounts;
  const narrowed = text.trim() || area;
  const areas = value?.areaCounts ?? [];

  const move = (event: KeyboardEvent) => {
    const step = { ArrowRight: 1, ArrowLeft: 2 }[event.key];
    if (!step) return;
    const next = PHASES[(PHASES.indexOf(phase) + step) % 3] ?? phase;
    model.choose({ phase: next });
    (event.currentTarget as Element).querySelector<HTMLElement>(`#${next}`)?.focus();
  };
  const tab = (one: OpenCallPhase) => (
    <button
      id={one}
      class="tab"
      role="tab"
      aria-selected={`${one === phase}`}
      aria-controls="panel"
      tabIndex={one === phase ? 0 : -1}
      onclick={() => model.choose({ phase: one })}
    >
      {m[name(one)]} <small>{counts?.[name(one)] ?? "\u00a0"}</small>
    </button>
  );
  const nothing = () => (
    <div class="state">
      {narrowed ? m.noMatch : m[`empty${pascal(phase)}` as "emptyOpen"]}
      <p>
        {narrowed
          ? button(m.reset, () => {
              t.focus("input");
              model.choose({ text: "", area: "" });
            })
          : phase !== "CLOSED" &&
            !!counts?.closed &&
            button(m.seeClosed, () => model.choose({ phase: "CLOSED" }))}
      </p>
    </div>
  );

  return (
    <section aria-label={m.heading}>
      <div class="bar">
        <div class="tabs" role="tablist" onkeydown={move}>
          {PHASES.map(tab)}
        </div>
        <div class="find">
          <input type="search" aria-label={m.search} placeholder={m.search} value={text} oninput={t.typed} />
          <select
            aria-label={m.area}
            onchange={(event) => {
              const { value, selectedOptions } = event.target as HTMLSelectElement;
              model.choose({ area: value, areaName: selectedOptions[0]?.text ?? "" });
            }}
          >
            <option value="">{m.allAreas}</option>
            {area && !areas.some((one) => one.area.code === area) && (
              <option value={area} selected>
                {model.state.areaName || area}
              </option>
            )}
            {areas.map(({ area: { code, label }, count }) => (
              <option value={code} selected={code === area}>
                {label} ({count})
              </option>
            ))}
          </select>
        </div>
      </div>
      <div role="tabpanel" id="panel" aria-labelledby={phase} aria-busy={`${busy}`}>
        <p class="small said" role="status">
          {said || (narrowed && counts && !busy && count(m.found, counts[name(phase)], locale))}
        </p>
        {calls[0] ? (
          <ul>{calls.map((call) => entry(call, t))}</ul>
        ) : failure ? (
          ""
        ) : value && !busy ? (
          nothing()
        ) : (
          waiting(t)
        )}
        {failure
          ? trouble(failure, t, t.m.elsewhere)
          : value?.pageInfo.hasNextPage &&
            button(m.more, async () => {
              await model.load(value.pageInfo.endCursor);
              t.focus(`li:nth-child(${calls.length + 1}) a`);
            })}
      </div>
    </section>
  );
}

function entry(call: EntryFragment, t: Told) {
  const { m, locale } = t;
  const { strong, small, soon } = due(call, m, locale);
  const { marks, text } = t.model.state;
  const sum = grant(call, m, locale);
  const gone = call.deadline.elapsedPercent;
  const title = call.title.text;
  return (
    <li key={call.id} class={soon ? "call soon" : "call"}>
      <div>
        {heading(
          t.level,
          { lang: other(call.title, t) },
          call.exercise && <span class="badge">{m.exercise}</span>,
          <a href={inPage(call.id)} data-page={call.page}>
            {marks && text ? marks(title, text) : title}
          </a>,
        )}
        <p class="meta">
          {call.status === "EXTENDED" && <span class="badge part">{m.statusExtended}</span>}
          {t.everywhere && <span>{call.municipality.name}</span>}
          {call.areas[0] && <span>{call.areas.map((area) => area.label).join(" · ")}</span>}
          <span>
            {sum
              ? fill(m.aProject, { sum })
              : call.budget && fill(m.inAll, { sum: money(call.budget, locale) })}
          </span>
        </p>
      </div>
      <div class="due">
        <b>{strong}</b> <span class="small">{small}</span>
      </div>
      {call.phase === "OPEN" && gone != null && (
        <div class="track">
          <i style={`width:${gone}%`} />
        </div>
      )}
    </li>
  );
}
