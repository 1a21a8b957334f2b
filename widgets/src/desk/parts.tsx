/** Pieces that all pages of the desk are made of. */
import { type ComponentChildren, Fragment, h } from "preact";
import { useEffect, useId, useRef, useState } from "preact/hooks";
import { pascal } from "../say";
import type { Trouble } from "./ask";
import { moved } from "./route";
import { notice, useSay } from "./say";
import { useStore } from "./store";
import type { Fetched, Pages } from "./use";

export type Children = ComponentChildren;

const ICONS = {
  up: "M12 19V6M6 12l6-6 6 6",
  down: "M12 5v13M6 12l6 6 6-6",
  drag: "M9 5v.01M15 5v.01M9 12v.01M15 12v.01M9 19v.01M15 19v.01",
  close: "M6 6l12 12M18 6L6 18",
  calendar: "M4 6h16v14H4zM4 10.5h16M8 3v5M16 3v5",
  menu: "M4 7h16M4 12h16M4 17h16",
  back: "M15 5l-7 7 7 7",
  out: "M10 4H5v16h5M10 12h10M16 8l4 4-4 4",
  check: "M5 13l4.5 4.5L19 7",
  warn: "M12 4l9 16H3zM12 10v5M12 17.6v.01",
  stop: "M12 3a9 9 0 100 18 9 9 0 000-18zM12 8v5M12 16v.01",
};

export const Icon = ({ name }: { name: keyof typeof ICONS }) => (
  <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
    <path d={ICONS[name]} />
  </svg>
);

/**
 * A page with its heading, which takes the focus when somebody has come here by a link, or by a button that is gone with
 * what stood here before.
 */
export function Page({
  title,
  lead,
  acts,
  children,
  wide,
}: {
  title: string;
  lead?: Children;
  acts?: Children;
  children: Children;
  wide?: boolean;
}) {
  const { m } = useSay();
  const head = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    const lost = document.activeElement === document.body && navigator.userActivation?.hasBeenActive;
    if (moved || lost) head.current?.focus({ preventScroll: true });
  }, []);
  useEffect(() => {
    document.title = `${title} · ${m.common.desk}`;
  }, [title, m]);
  return (
    <div class={wide ? "page wide" : "page"}>
      <div class="head">
        <div>
          <h1 ref={head} tabIndex={-1}>
            {title}
          </h1>
          {lead && <p class="lead">{lead}</p>}
        </div>
        {acts && <div class="acts">{acts}</div>}
      </div>
      {children}
    </div>
  );
}

/** The button that was pressed is gone with what it was about: one goes on at a heading. */
export const goOnAt = (heading: string) =>
  requestAnimationFrame(() => document.querySelector<HTMLElement>(heading)?.focus());

/** Tells the page how much of it is covered by what stays above, so that nothing in focus hides there (WCAG 2.4.11). */
export function useAbove<E extends HTMLElement>() {
  const above = useRef<E>(null);
  useEffect(() => {
    const { current } = above;
    if (!current) return;
    const { style } = document.documentElement;
    const seen = new ResizeObserver(() => {
      const stays = getComputedStyle(current).position === "sticky";
      style.setProperty("--above", stays ? `${current.offsetHeight}px` : "0px");
    });
    seen.observe(current);
    // Where the window has another width it may scroll away after all.
    seen.observe(document.documentElement);
    return () => {
      seen.disconnect();
      style.removeProperty("--above");
    };
  }, []);
  return above;
}

/** What went wrong and what to do. */
export function Mishap({ trouble, again }: { trouble: Trouble; again?: (() => void) | undefined }) {
  const { m } = useSay();
  const { kind, requestId, problems } = trouble;
  const reason = problems?.[0]?.reason;
  const refused = reason && m.trouble[`refused${pascal(reason)}` as "refusedShortened"];
  // What can be mended is said beside its field; a number is asked for only where there is one.
  const hint =
    !refused &&
    kind !== "invalid" &&
    (kind !== "fault" || requestId) &&
    m.trouble[`${kind}Hint` as "faultHint"];
  return (
    <div class="mishap" role="alert">
      <p>
        <Icon name="stop" /> <b>{refused || m.trouble[kind]}</b> {hint}{" "}
        {kind === "fault" && requestId && <code>{requestId}</code>}
      </p>
      {again && kind !== "forbidden" && kind !== "gone" && (
        <button type="button" class="quiet" onClick={again}>
          {m.common.retry}
        </button>
      )}
    </div>
  );
}

/** Grey lines where something comes, as high as what comes. */
export function Bones({ rows = 4, slow }: { rows?: number; slow?: boolean }) {
  const { m } = useSay();
  return (
    <div class="bones" role="status">
      <span class="unseen">{m.common.loading}</span>
      {Array.from({ length: rows }, (_, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: grey lines are all alike
        <div class="bone" key={i} />
      ))}
      <p class="slow">{slow ? m.common.slow : "\u00a0"}</p>
    </div>
  );
}

/** What was fetched, or what there is instead. */
export function Shown<R>({
  of,
  rows,
  children,
}: {
  of: Fetched<R>;
  rows?: number;
  children: (value: R) => Children;
}) {
  const mishap = of.trouble && <Mishap trouble={of.trouble} again={of.again} />;
  if (of.value === undefined)
    return mishap ? <div>{mishap}</div> : <Bones slow={of.slow} {...(rows && { rows })} />;
  return (
    <div aria-busy={of.busy}>
      {mishap}
      {children(of.value)}
    </div>
  );
}

/** Reads on in a list, and says where that did not work. */
export function More({
  of,
  list,
}: {
  of: Pick<Pages<unknown, unknown>, "more" | "reading" | "stuck">;
  /** Its rows, of which the first new one takes the focus: the button may be gone. */
  list?: { current: HTMLElement | null };
}) {
  const { m } = useSay();
  const read = async () => {
    const shown = list?.current?.children.length ?? 0;
    if (await of.more?.())
      requestAnimationFrame(() =>
        list?.current?.children[shown]?.querySelector<HTMLElement>("a, button")?.focus(),
      );
  };
  return (
    <Fragment>
      {of.stuck && <Mishap trouble={of.stuck} />}
      {of.more && (
        <div class="acts">
          <Doing busy={of.reading} class="quiet" onClick={read}>
            {m.common.more}
          </Doing>
        </div>
      )}
    </Fragment>
  );
}

/** What is told to a control inside a field. */
export interface ControlProps {
  id: string;
  "aria-describedby": string | undefined;
  "aria-invalid": boolean | undefined;
  "aria-required"?: boolean | undefined;
}

/** A control with its label and all that is said of it. */
export function Field({
  label,
  hint,
  small,
  error,
  warnings = [],
  id: given,
  children,
  class: style = "",
}: {
  label: Children;
  /** In brackets behind the label. */
  small?: string | undefined;
  hint?: string | undefined;
  error?: string | undefined;
  warnings?: string[];
  id?: string | undefined;
  children: (props: ControlProps) => Children;
  class?: string;
}) {
  const own = useId();
  const id = given ?? own;
  const about = [
    hint && `${id}-hint`,
    error && `${id}-error`,
    ...warnings.map((_, i) => `${id}-warning${i}`),
  ];
  return (
    <div class={`field ${style}`}>
      <label for={id}>
        {label} {small && <small>({small})</small>}
      </label>
      {hint && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {children({
        id,
        "aria-describedby": about.filter(Boolean).join(" ") || undefined,
        "aria-invalid": error ? true : undefined,
      })}
      {error && (
        <p class="error" id={`${id}-error`}>
          <Icon name="stop" /> {error}
        </p>
      )}
      {warnings.map((warning, i) => (
        <p class="warn" id={`${id}-warning${i}`} key={warning}>
          <Icon name="warn" /> {warning}
        </p>
      ))}
    </div>
  );
}

/** One of several things that can be ticked. */
export function Tick({
  label,
  hint,
  checked,
  onChange,
  disabled,
  id,
}: {
  label: Children;
  hint?: string | undefined;
  checked: boolean;
  onChange: (checked: boolean) => void;
  disabled?: boolean | undefined;
  id?: string;
}) {
  const own = useId();
  const name = id ?? own;
  return (
    <div class="tick">
      <input
        type="checkbox"
        id={name}
        checked={checked}
        disabled={disabled}
        aria-describedby={hint ? `${name}-hint` : undefined}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      <label for={name}>
        {label}
        {hint && (
          <span class="hint" id={`${name}-hint`}>
            {hint}
          </span>
        )}
      </label>
    </div>
  );
}

/** A button that is at work; it keeps the focus and its width. */
export function Doing({
  busy,
  children,
  onClick,
  class: style = "",
  type = "button",
  disabled,
}: {
  busy: boolean;
  children: Children;
  onClick?: () => void;
  class?: string;
  type?: "button" | "submit";
  disabled?: boolean | undefined;
}) {
  return (
    <button
      type={type}
      class={`${style} ${busy ? "doing" : ""}`}
      aria-disabled={busy || disabled ? true : undefined}
      aria-busy={busy ? true : undefined}
      onClick={(event) => {
        if (busy || disabled) event.preventDefault();
        else onClick?.();
      }}
    >
      {children}
    </button>
  );
}

/** A list of actions that would crowd the page. */
export function Menu({ label, children }: { label: string; children: Children }) {
  const menu = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    const away = (event: Event) => {
      const { current } = menu;
      if (!current?.open) return;
      if (event instanceof KeyboardEvent ? event.key === "Escape" : !current.contains(event.target as Node)) {
        current.open = false;
        if (event instanceof KeyboardEvent) current.querySelector("summary")?.focus();
      }
    };
    document.addEventListener("click", away);
    document.addEventListener("keydown", away);
    return () => {
      document.removeEventListener("click", away);
      document.removeEventListener("keydown", away);
    };
  }, []);
  return (
    <details class="menu" ref={menu}>
      <summary>{label}</summary>
      {/* biome-ignore lint/a11y: the buttons inside are what is pressed; this only closes the list behind them */}
      <div
        onClick={() => {
          if (menu.current) menu.current.open = false;
        }}
      >
        {children}
      </div>
    </details>
  );
}

/** What has just happened: said aloud, and shown for a moment. */
export function Notices() {
  const said = useStore(notice);
  const [shown, show] = useState({ ...said, text: "" });
  useEffect(() => {
    show(said);
    const timer = setTimeout(() => show({ ...said, text: "" }), 7000);
    return () => clearTimeout(timer);
  }, [said]);
  return (
    <div class="notices" role="status">
      {shown.text && (
        <p class={shown.failed ? "notice failed" : "notice"} key={shown.n}>
          <Icon name={shown.failed ? "warn" : "check"} /> {shown.text}
        </p>
      )}
    </div>
  );
}

/** Puts a text into the clipboard. */
export function Copy({ text }: { text: string }) {
  const { m } = useSay();
  const [copied, set] = useState(false);
  return (
    <Fragment>
      <button
        type="button"
        class="quiet"
        onClick={() => navigator.clipboard.writeText(text).then(() => set(true))}
      >
        {m.common.copy}
      </button>
      <span role="status" class="saved">
        {copied && m.common.copied}
      </span>
    </Fragment>
  );
}

/** A place where there is nothing yet, and what to do about it. */
export const Empty = ({
  title,
  hint,
  children,
}: {
  title: string;
  hint?: string | undefined;
  children?: Children;
}) => (
  <div class="empty">
    <p>
      <b>{title}</b>
    </p>
    {hint && <p>{hint}</p>}
    {children && <div class="acts">{children}</div>}
  </div>
);
