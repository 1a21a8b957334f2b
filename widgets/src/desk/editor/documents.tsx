/** The documents of a call: to read, to fill in, to bring. */
import { h } from "preact";
import { useSay } from "../say";
import { useEditCall } from "./context";
import { Papers } from "./papers";
import { isForm } from "./upload";

export function Documents() {
  const { m } = useSay();
  const { draft, call, content, set } = useEditCall();
  return (
    <Papers
      papers={content.documents}
      set={(documents) => set({ documents })}
      files={call.documents}
      draft={draft}
      at={`/desk/calls/${encodeURIComponent(call.id)}/documents`}
      lead={m.documents.lead}
      roles={{
        READ: m.documents.roleRead,
        FORM: m.documents.roleForm,
        BRING: m.documents.roleBring,
        NAMED: m.documents.roleNamed,
      }}
      usual="BRING"
      roleOf={(file) => (isForm(file) ? "FORM" : "READ")}
      isHad={(role) => role !== "BRING"}
    />
  );
}
