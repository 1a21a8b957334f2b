/** The file that is brought to a desk. Loaded with the windows that ask for one. */
import { h } from "preact";
import { Field } from "./parts";
import { useSay } from "./say";

/** For the field of a file with which something is done. Disabled, whoever has just chosen with the keyboard would lose his place. */
export const still = (busy: boolean) => {
  const stop = (event: Event) => {
    if (busy) event.preventDefault();
  };
  return { onClick: stop, onDrop: stop, "aria-disabled": busy || undefined };
};

/** Asks for one file. While something is done with it there is no other: what its name stands for is what is looked at and sent. */
export function OneFile({
  busy,
  error,
  choose,
}: {
  busy: boolean;
  error: string | undefined;
  choose: (file: File | undefined) => void;
}) {
  const { m } = useSay();
  return (
    <Field label={m.calls.importFile} error={error}>
      {(props) => (
        <input
          {...props}
          type="file"
          accept=".json,application/json"
          {...still(busy)}
          onChange={(event) => {
            if (!busy) choose(event.currentTarget.files?.[0]);
          }}
        />
      )}
    </Field>
  );
}
