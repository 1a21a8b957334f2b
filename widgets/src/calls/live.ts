/** Keeping the calls as they are at the server. In a file of its own that is loaded after the first view. */
import { OpenCallChanged } from "../gen/documents";
import { keep } from "../keep";
import { listen } from "../live";
import { fill, type Messages } from "../say";
import type { Model } from "./model";

/** Keeps a widget up to date, until what it returns is called. */
export function live(model: Model, m: Messages, root: ShadowRoot): () => void {
  const [hear, stop] = keep(
    model,
    root,
    () => ({ ...model.state, all: model.state.calls }),
    (value, detail, said) =>
      model.set({
        ...(value && { calls: value.nodes, page: { value, busy: false } }),
        ...(detail !== undefined && { detail: { value: detail, busy: false } }),
        ...(said !== undefined && { said }),
      }),
    ({ title }, isNew) => fill(isNew ? m.added : m.edited, { title: title.text }),
  );
  const deaf = listen(OpenCallChanged, { municipality: model.where.municipality }, (happened) =>
    hear(happened?.openCallChanged.callId, happened?.openCallChanged.change),
  );
  return () => {
    deaf();
    stop();
  };
}
