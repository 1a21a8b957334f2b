/** The pages of what citizens say, which come when one of them is first needed: whoever writes consultations needs none. */
import { h } from "preact";
import type { At } from "../frame";
import { AnswersPage } from "./answers";
import { QueuePage } from "./queue";

export const Late = ({ page, ...here }: At & { page: string; id: string }) =>
  page === "komentari" ? <QueuePage {...here} /> : <AnswersPage {...here} />;
