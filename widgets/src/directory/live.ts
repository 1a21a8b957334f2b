/** Keeping the directory as it is at the server. In a file of its own that is loaded after the first view. */
import { OrganisationChanged } from "../gen/documents";
import { keep } from "../keep";
import { listen } from "../live";
import { fill } from "../say";
import type { Model } from "./model";
import type { Messages } from "./words";

/** Keeps a widget up to date, until what it returns is called. */
export function live(model: Model, m: Messages, root: ShadowRoot): () => void {
  const [hear, stop] = keep(
    model,
    root,
    () => model,
    (value, one, said) => {
      if (value) Object.assign(model, { all: value.nodes, page: { value } });
      if (one !== undefined) model.detail = { value: one };
      model.said = said ?? model.said;
      model.changed();
    },
    ({ name }, isNew) => fill(isNew ? m.orgAdded : m.orgEdited, { name: name.text }),
  );
  const deaf = listen(OrganisationChanged, { municipality: model.municipality }, (happened) =>
    hear(happened?.organisationChanged.organisationId, happened?.organisationChanged.change),
  );
  return () => {
    deaf();
    stop();
  };
}
