/** The pages of consultations, which come when one of them is first needed. */
import { h } from "preact";
import type { At } from "../frame";
import { DebateEditor } from "./editor";
import { DebatesPage } from "./list";

export const Late = ({ id, ...here }: At & { page: string; id: string }) =>
  id ? <DebateEditor {...here} id={id} /> : <DebatesPage {...here} />;
