/** The pages of the directory, which come when one of them is first needed. */
import { h } from "preact";
import type { At } from "../frame";
import { ImportPage } from "./import";
import { ImportsPage } from "./imports";
import { OrganisationsPage } from "./list";
import { DoublesPage, MergePage } from "./merge";
import { RecordPage } from "./record";

export function Late({ page, id, ...here }: At & { page: string; id: string }) {
  if (page === "duplikati") return id ? <MergePage {...here} id={id} /> : <DoublesPage {...here} />;
  if (page === "uvoz") return id ? <ImportPage {...here} id={id} /> : <ImportsPage {...here} />;
  return id ? <RecordPage {...here} id={id} /> : <OrganisationsPage {...here} />;
}
