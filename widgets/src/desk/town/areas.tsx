/** The areas of work as a municipality calls and orders them. */
import { h } from "preact";
import { useState } from "preact/hooks";
import { move } from "../editor/content";
import { idOf, useEdit, useSaid } from "../editor/context";
import { Words } from "../editor/fields";
import { focusSoon, Remove, Said } from "../editor/list";
import { Ordered } from "../editor/order";
import { Field } from "../parts";
import { useSay } from "../say";
import type { OwnArea } from "./content";

function One({
  one,
  place,
  name,
  change,
}: {
  one: OwnArea;
  place: number;
  name: string;
  change: (one: OwnArea) => void;
}) {
  const said = useSaid(`ownAreas.${place}.code`);
  return (
    <div>
      <Words
        field={`ownAreas.${place}.label`}
        label={name}
        value={one.label}
        change={(label) => change({ ...one, label })}
      />
      <Said {...said} />
    </div>
  );
}

export function OwnAreas({ value, change }: { value: OwnArea[]; change: (areas: OwnArea[]) => void }) {
  const { m } = useSay();
  const { areas } = useEdit();
  const [picked, pick] = useState("");
  const said = useSaid("ownAreas");
  const nameOf = (code: string) => areas.find((one) => one.code === code)?.label ?? code;
  const free = areas.filter(({ code }) => value.every((one) => one.code !== code));
  // What was picked before may be in the list by now.
  const next = free.find(({ code }) => code === picked) ?? free[0];
  return (
    <section class="card" aria-labelledby={idOf("ownAreas")}>
      <h2 id={idOf("ownAreas")} tabIndex={-1}>
        {m.town.ownAreas}
      </h2>
      <p class="hint">{m.town.ownAreasHint}</p>
      <Said {...said} />
      <Ordered
        things={value}
        name={({ code }) => nameOf(code)}
        disabled={false}
        move={(from, to) => change(move(value, from, to))}
      >
        {(one, i, order) => (
          <div class="paper">
            <One
              one={one}
              place={i}
              name={nameOf(one.code)}
              change={(now) => change(value.map((other, at) => (at === i ? now : other)))}
            />
            <div class="acts">
              <span class="gap" />
              <Remove
                name={nameOf(one.code)}
                next="ownAreas"
                remove={() => change(value.filter((other) => other !== one))}
              />
              {order}
            </div>
          </div>
        )}
      </Ordered>
      {next && (
        <div class="row">
          <Field label={m.town.ownArea}>
            {(props) => (
              <select {...props} value={next.code} onChange={(event) => pick(event.currentTarget.value)}>
                {free.map(({ code, label }) => (
                  <option key={code} value={code}>
                    {label}
                  </option>
                ))}
              </select>
            )}
          </Field>
          <div class="acts">
            <button
              type="button"
              class="quiet"
              onClick={() => {
                change([...value, { code: next.code, label: null }]);
                focusSoon(`ownAreas.${value.length}.label`);
              }}
            >
              {m.town.addArea}
            </button>
          </div>
        </div>
      )}
    </section>
  );
}
