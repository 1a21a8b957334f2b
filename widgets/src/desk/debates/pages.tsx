/** The pages of consultations, which come when one of them is first needed. */
import { h } from "preact";
import { AnswersPage } from "../comments/answers";
import { QueuePage } from "../comments/queue";
import type { At } from "../frame";
import { DebateEditor } from "./editor";
import { DebatesPage } from "./list";

export function Late({ page, id, ...here }: At & { page: string; id: string }) {
  if (page === "komentari") return <QueuePage {...here} id={id} />;
  if (page === "odgovori") return <AnswersPage {...here} id={id} />;
  return id ? <DebateEditor {...here} id={id} /> : <DebatesPage {...here} />;
}
