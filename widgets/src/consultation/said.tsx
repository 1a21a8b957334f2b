/** What threads and receipts share. */
import { h } from "../jsx";
import { date, pascal } from "../say";
import type { Answer } from "./model";
import { type Told, words } from "./view";

/** The day of an instant on the municipality's clocks. */
export const day = (at: string, t: Told) =>
  date(new Date(at).toLocaleString("sv", { timeZone: t.debate.municipality.timeZone }), t.locale);

/** What the municipality says to a comment. */
export const answer = ({ disposition, reason, answeredAt }: Answer, t: Told) => (
  <div class="answer">
    <p class="meta">
      <b>{t.m.official}</b>
      <span class={`badge ${{ ACCEPTED: "ok", PARTLY_ACCEPTED: "part" }[disposition as "ACCEPTED"] ?? ""}`}>
        {t.m[`is${pascal(disposition)}` as "isAccepted"]}
      </span>
      <span>{day(answeredAt, t)}</span>
    </p>
    <p>{words(reason, t)}</p>
  </div>
);
