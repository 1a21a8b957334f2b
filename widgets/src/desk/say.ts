/** Sentences of the desk, and dates and sums in them, in the script that the official reads. */
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import { count, date, fill, moment, money, time } from "../say";
import type en from "./gen/messages/en.json";
import { Store } from "./store";

export { fill };

/** What the desk speaks. */
export type Spoken = "sr-Latn" | "sr-Cyrl" | "en";
export type Words = typeof en;
type Plural = { one: string; few: string; other: string };

/** Each language by its own name. */
export const LANGUAGES: [Spoken, string, string][] = [
  ["sr-Latn", "Latinica", "srpski, latinica"],
  ["sr-Cyrl", "Ћирилица", "српски, ћирилица"],
  ["en", "EN", "English"],
];

export const spokenFor = (locale: string): Spoken =>
  locale === "sr-Cyrl" || locale === "en" ? locale : "sr-Latn";

const files = {
  "sr-Latn": () => import("./gen/messages/sr-Latn.json"),
  "sr-Cyrl": () => import("./gen/messages/sr-Cyrl.json"),
  en: () => import("./gen/messages/en.json"),
};
export const words = async (locale: Spoken): Promise<Words> =>
  ((await files[locale]()) as unknown as { default: Words }).default;

const TAGS: Record<Spoken, string> = { "sr-Latn": "sr-Latn-BA", "sr-Cyrl": "sr-Cyrl-BA", en: "en-GB" };

/** The day at an instant, in a zone: `2026-11-23`. */
export const dayIn = (zone: string, at: Date = new Date()) =>
  new Intl.DateTimeFormat("en-CA", { timeZone: zone, dateStyle: "short" }).format(at);

/** Hours are those of the desk's municipality, whoever's screen shows them. */
let zone = "Europe/Sarajevo";
export const inZone = (name: string) => {
  zone = name;
};

/** An instant as it is there, `2026-12-21T14:00:00`; a day, and what has an offset of its own, stays as it is. */
export function there(at: string): string {
  if (!/T.*(?:Z|[+-]00:00)$/.test(at)) return at;
  const local = new Intl.DateTimeFormat("sv-SE", { timeZone: zone, dateStyle: "short", timeStyle: "medium" });
  return local.format(new Date(at)).replace(" ", "T");
}

/** Says things in one language. */
export class Say {
  m: Words;
  locale: Spoken;

  constructor(m: Words, locale: Spoken) {
    this.m = m;
    this.locale = locale;
  }

  date = (at: string) => date(there(at), this.locale);
  time = (at: string) => time(there(at), this.locale);
  /** `9. 1. 2027. u 15.00 časova` */
  when = (at: string) => moment(there(at), true, this.m.common, this.locale);
  /** The same of what ends: the last moment of a day is the day, without an hour. */
  until = (at: string) => (there(at).includes("T23:59:59") ? this.date(at) : this.when(at));
  count = (forms: Plural, n: number) => count(forms, n, this.locale);
  money = (amount: string, currency: "BAM" | "EUR" | "RSD" | "USD" | null | undefined) =>
    money({ amount, currency: currency ?? "BAM" }, this.locale);
  moment = ({ day, hour }: { day: string; hour?: string | null | undefined }) =>
    moment(`${day}T${hour}`, !!hour, this.m.common, this.locale);
  /** `ponedjeljak`, and with a date `ponedjeljak 23. novembar`. */
  weekday = (day: string, long = false) =>
    new Intl.DateTimeFormat(TAGS[this.locale], {
      weekday: "long",
      ...(long && { day: "numeric", month: "long" }),
      timeZone: "UTC",
    }).format(new Date(`${there(day).slice(0, 10)}T12:00:00Z`));
  /** `412 kB`, `1,3 MB`; in Cyrillic `412 кБ`, `1,3 МБ` */
  size = (bytes: number) => {
    const large = bytes >= 999_500;
    const value = bytes / (large ? 1e6 : 1e3);
    const digits = large && value < 10 ? 1 : 0;
    // A small file is no empty one.
    const shown = bytes > 0 && !large ? Math.max(1, value) : value;
    const unit = (this.locale === "sr-Cyrl" ? ["кБ", "МБ"] : ["kB", "MB"])[Number(large)];
    return `${shown.toLocaleString(this.locale === "en" ? "en" : "de", { maximumFractionDigits: digits })}\u00a0${unit}`;
  };
}

export const Speech = createContext(null as unknown as Say);
export const useSay = () => useContext(Speech);

/** What is said aloud and shown for a moment: that something was done, or that it could not be. */
export const notice = new Store({ text: "", failed: false, n: 0 });
export const hush = () => notice.set({ ...notice.value, text: "" });
export const tell = (text: string) => notice.set({ text, failed: false, n: notice.value.n + 1 });
export const regret = (text: string) => notice.set({ text, failed: true, n: notice.value.n + 1 });
