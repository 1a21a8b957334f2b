/** Areas of a call, and its parts with money of their own. */
import { Fragment, h } from "preact";
import { Field } from "../parts";
import { fill, useSay } from "../say";
import { type Lot, move } from "./content";
import { idOf, useEditCall, useSaid } from "./context";
import { Areas, Sum, Words } from "./fields";
import { focusSoon, Remove, Said } from "./list";
import { Ordered } from "./order";

const NO_LOT: Lot = {
  title: null,
  areaCode: null,
  budget: null,
  minGrant: null,
  maxGrant: null,
  capPerApplicant: null,
};

export function AreasAndLots() {
  const { m } = useSay();
  const { content: c, set, readOnly, areas } = useEditCall();
  const saidOfLots = useSaid("lots");
  const put = (place: number, patch: Partial<Lot>) =>
    set({ lots: c.lots.map((lot, i) => (i === place ? { ...lot, ...patch } : lot)) });
  const name = (lot: Lot, i: number) => lot.title?.text || fill(m.field.lot, { n: i + 1 });
  return (
    <Fragment>
      <Areas hint={m.field.areasHint} value={c.areas} change={(areas) => set({ areas })} />
      <h3 id={idOf("lots")} tabIndex={-1}>
        {m.field.lots}
      </h3>
      <p class="hint">{m.field.lotsHint}</p>
      <Said {...saidOfLots} />
      <Ordered
        things={c.lots}
        name={name}
        disabled={readOnly}
        move={(from, to) => set({ lots: move(c.lots, from, to) })}
      >
        {(lot, i, order) => (
          <div class="paper">
            <Words
              field={`lots.${i}.title`}
              label={fill(m.field.lot, { n: i + 1 })}
              value={lot.title}
              change={(title) => put(i, { title })}
            />
            <div class="row">
              <Sum
                field={`lots.${i}.budget`}
                label={m.field.budget}
                value={lot.budget}
                change={(budget) => put(i, { budget })}
              />
              <Sum
                field={`lots.${i}.minGrant`}
                label={m.field.minGrant}
                value={lot.minGrant}
                change={(minGrant) => put(i, { minGrant })}
              />
              <Sum
                field={`lots.${i}.maxGrant`}
                label={m.field.maxGrant}
                value={lot.maxGrant}
                change={(maxGrant) => put(i, { maxGrant })}
              />
              <Sum
                field={`lots.${i}.capPerApplicant`}
                label={m.field.capPerApplicant}
                value={lot.capPerApplicant}
                change={(capPerApplicant) => put(i, { capPerApplicant })}
              />
              <Field label={m.field.lotArea} id={idOf(`lots.${i}.areaCode`)}>
                {(props) => (
                  <select
                    {...props}
                    value={lot.areaCode ?? ""}
                    disabled={readOnly}
                    onChange={(event) => put(i, { areaCode: event.currentTarget.value || null })}
                  >
                    <option value="">{m.field.noArea}</option>
                    {areas.map(({ code, label }) => (
                      <option key={code} value={code}>
                        {label}
                      </option>
                    ))}
                  </select>
                )}
              </Field>
            </div>
            <div class="acts">
              <span class="gap" />
              <Remove
                name={name(lot, i)}
                next="lots"
                remove={() => set({ lots: c.lots.filter((one) => one !== lot) })}
              />
              {order}
            </div>
          </div>
        )}
      </Ordered>
      {!readOnly && (
        <div class="acts">
          <button
            type="button"
            class="quiet"
            onClick={() => {
              set({ lots: [...c.lots, { ...NO_LOT }] });
              focusSoon(`lots.${c.lots.length}.title`);
            }}
          >
            {m.field.addLot}
          </button>
        </div>
      )}
    </Fragment>
  );
}
