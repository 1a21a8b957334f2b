/** GraphQL over HTTP: the audit of the specification's own authors, every MUST, SHOULD and MAY. */
import { auditServer } from "graphql-http";
import { expect, JAVNO, test } from "./host";

test("the audit of graphql-http passes whole", async () => {
  const audits = await auditServer({ url: `${JAVNO}/graphql` });
  expect(audits.length).toBeGreaterThanOrEqual(61);
  const faults = audits.filter((audit) => audit.status !== "ok");
  expect(faults.map((audit) => `${audit.status} ${audit.name}`)).toEqual([]);
});
