/** A day and an hour, typed as one writes them or picked from the browser's own calendar. */
import { h } from "preact";
import { useRef, useState } from "preact/hooks";
import { type ControlProps, Icon } from "./parts";
import { dayIn, fill, useSay } from "./say";
import { readDate } from "./typed";

/** What is typed stays as it is typed until the field is left; then it reads as it was understood. */
export function useTyped<T>(
  value: T | null,
  write: (value: T) => string,
  read: (text: string) => T | undefined,
  change: (value: T | null) => void,
  /** What stands there cannot be read, or can again; and whether somebody is still at it. */
  wrong: (is: boolean, typing?: boolean) => void,
) {
  const [typed, type] = useState<string>();
  const shown = typed ?? (value === null ? "" : write(value));
  return {
    value: shown,
    onInput: (event: { currentTarget: { value: string } }) => {
      const text = event.currentTarget.value;
      type(text);
      const understood = text.trim() ? read(text) : null;
      if (understood === undefined) return wrong(true, true);
      wrong(false);
      change(understood);
    },
    onBlur: () => {
      if (typed === undefined) return;
      const bad = !!typed.trim() && read(typed) === undefined;
      wrong(bad);
      if (!bad) type(undefined);
    },
    forget: () => type(undefined),
  };
}

export function DateInput({
  props,
  name,
  value,
  onChange,
  wrong = () => {},
  disabled,
}: {
  props: ControlProps;
  name: string;
  value: string | null;
  onChange: (day: string | null) => void;
  wrong?: (is: boolean, typing?: boolean) => void;
  disabled?: boolean | undefined;
}) {
  const { m, date } = useSay();
  const picker = useRef<HTMLInputElement>(null);
  const today = dayIn("Europe/Sarajevo");
  const { forget, ...typed } = useTyped(value, date, (text) => readDate(text, today), onChange, wrong);
  return (
    <span class="date">
      <input {...props} {...typed} inputMode="text" autocomplete="off" disabled={disabled} />
      <input
        ref={picker}
        type="date"
        tabIndex={-1}
        aria-hidden="true"
        class="picker"
        value={value ?? ""}
        onChange={(event) => {
          forget();
          wrong(false);
          onChange(event.currentTarget.value || null);
        }}
      />
      <button
        type="button"
        class="bare"
        disabled={disabled}
        aria-label={fill(m.field.pick, { name })}
        onClick={() => {
          try {
            picker.current?.showPicker();
          } catch {
            // Browsers without a calendar of their own: typing does it.
            document.getElementById(props.id)?.focus();
          }
        }}
      >
        <Icon name="calendar" />
      </button>
    </span>
  );
}
