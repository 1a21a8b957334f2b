/** The session has ended while somebody was at work: signs in again over the page, which stays as it is. */
import { Fragment, h } from "preact";
import { useEffect, useState } from "preact/hooks";
import { reach } from "../ask";
import { Dialog } from "../dialog";
import { Viewer } from "../gen/documents";
import type { ViewerFragment, ViewerQuery } from "../gen/graphql";
import { fill, useSay } from "../say";
import { hearTabs, resumed } from "../session";
import { Email, Nothing } from "./email";
import { Confirm } from "./second";

/** How often to look whether the link was opened in another tab. */
const LOOK = 4000;

export function Again({ viewer }: { viewer: ViewerFragment }) {
  const { m } = useSay();
  const [sent, set] = useState("");
  /** Signed in, not yet confirmed. */
  const [half, setHalf] = useState(false);

  const look = async () => {
    const answer = await reach("/graphql", { query: Viewer, variables: {} })
      .then((response) => response.json() as Promise<{ data?: ViewerQuery | null }>)
      .catch(() => undefined);
    const now = answer?.data?.viewer;
    // What was typed belongs to whoever typed it; somebody else begins anew.
    if (now && now.id !== viewer.id) location.assign("/desk");
    else if (now?.confirmed) resumed();
    else setHalf(!!now);
  };

  useEffect(() => {
    look();
    const timer = setInterval(look, LOOK);
    const deaf = hearTabs((what) => what === "in" && look());
    addEventListener("focus", look);
    return () => {
      clearInterval(timer);
      deaf();
      removeEventListener("focus", look);
    };
  }, []);

  return (
    <Dialog title={m.sign.endedTitle}>
      <p>{m.sign.ended}</p>
      {half ? (
        <Confirm confirmed={look} />
      ) : sent ? (
        <Fragment>
          <p>{fill(m.sign.endedSent, { email: sent })}</p>
          <p role="status" class="saved">
            {m.sign.waiting}
          </p>
          <Nothing email={sent} again={() => set("")} />
        </Fragment>
      ) : (
        <Email sent={set} known={viewer.email} />
      )}
    </Dialog>
  );
}
