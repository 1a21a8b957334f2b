/** Who is signed in decides what is shown: the way in, or the desk. */
import { Fragment, h } from "preact";
import { useCallback, useEffect, useState } from "preact/hooks";
import { ask, done, step, type Trouble, troubleOf } from "./ask";
import { forget } from "./comments/kept";
import { Desk } from "./frame";
import { UpdateProfile, Viewer } from "./gen/documents";
import type { ViewerFragment } from "./gen/graphql";
import { rights } from "./live";
import { Bones, Mishap, Notices } from "./parts";
import { at, go, route } from "./route";
import { Say, Speech, type Spoken, spokenFor, tell, words } from "./say";
import { hearTabs, lost, tellTabs } from "./session";
import { Again } from "./sign/again";
import { SignInPage } from "./sign/email";
import { InvitationPage, LinkPage, takeToken } from "./sign/link";
import { SecondPage } from "./sign/second";
import { useStore } from "./store";

/** Somebody, nobody, or not known yet. */
type Who = ViewerFragment | null | undefined;

export function App() {
  const [say, setSay] = useState<Say>();
  const [viewer, setViewer] = useState<Who>();
  const [trouble, setTrouble] = useState<Trouble>();
  const parts = useStore(route);
  const gone = useStore(lost);
  const [token] = useState(takeToken);

  const speak = useCallback(async (locale: Spoken) => {
    setSay(new Say(await words(locale), locale));
    document.documentElement.lang = locale;
  }, []);

  const load = useCallback(async () => {
    setTrouble(undefined);
    try {
      const { viewer } = await ask(Viewer, {});
      // Before anything of the desk is asked for: what is loaded once would stay in the other language.
      if (viewer) await speak(spokenFor(viewer.locale));
      setViewer(viewer ?? null);
    } catch (error) {
      setTrouble(troubleOf(error));
    }
  }, [speak]);

  useEffect(() => {
    const asked = new URLSearchParams(location.search).get("lang");
    speak(spokenFor(asked ?? "sr-Latn")).then(load);
    // Whoever signs out in one tab has signed out in all.
    return hearTabs((what) => {
      if (what !== "out") return;
      forget();
      location.assign("/desk");
    });
  }, [speak, load]);

  // Whoever may do less than before is shown what is left to him.
  useEffect(() => rights.listen(load), [load]);

  if (!say) return <main class="outside" aria-busy="true" />;

  const choose = (locale: Spoken) => {
    speak(locale);
    const { name } = viewer ?? {};
    if (viewer?.confirmed && name !== undefined)
      ask(UpdateProfile, { input: { name, locale } })
        .then(({ updateProfile }) => {
          const { viewer } = done(updateProfile);
          if (viewer) setViewer(viewer);
        })
        // It is spoken all the same; next time the old one is.
        .catch(() => {});
  };
  /** The person has come a step further: what is shown follows. */
  const entered = async () => {
    await load();
    tellTabs("in");
    if (["prijava", "poziv"].includes(route.value[0] ?? "")) await go(at(), "replace");
  };
  const out = async () => {
    await step("/desk/session/end").catch(() => {});
    tellTabs("out");
    forget();
    setViewer(null);
    await go(at(), "replace");
    tell(say.m.sign.outNow);
  };

  const shown = () => {
    if (parts[0] === "prijava") return <LinkPage token={token} entered={entered} choose={choose} />;
    if (parts[0] === "poziv") return <InvitationPage token={token} entered={entered} choose={choose} />;
    if (trouble)
      return (
        <main class="outside" id="main">
          <Mishap trouble={trouble} again={load} />
        </main>
      );
    if (viewer === undefined)
      return (
        <main class="outside">
          <Bones rows={3} />
        </main>
      );
    if (!viewer) return <SignInPage choose={choose} />;
    if (!viewer.confirmed) return <SecondPage viewer={viewer} entered={entered} out={out} choose={choose} />;
    return <Desk viewer={viewer} put={setViewer} choose={choose} out={out} />;
  };
  return (
    <Speech.Provider value={say}>
      <Fragment>
        <a class="skip" href="#main">
          {say.m.common.skip}
        </a>
        {shown()}
        <Notices />
        {gone && viewer && <Again viewer={viewer} />}
      </Fragment>
    </Speech.Provider>
  );
}
