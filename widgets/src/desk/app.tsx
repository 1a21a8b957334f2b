/** Who is signed in decides what is shown: the way in, or the desk. */
import { Fragment, h } from "preact";
import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import { ask, done, step, type Trouble, troubleOf } from "./ask";
import { forget } from "./comments/kept";
import { Dialog } from "./dialog";
import { Desk } from "./frame";
import { UpdateProfile, Viewer } from "./gen/documents";
import type { ViewerFragment } from "./gen/graphql";
import { rights } from "./live";
import { Bones, Mishap, Notices } from "./parts";
import { at, go, leaving, left, route } from "./route";
import { Say, Speech, type Spoken, spokenFor, tell, words } from "./say";
import { ended, hearTabs, lost, resumed, tellTabs, worksHere } from "./session";
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
  /** Why nobody was signed out. */
  const [stuck, stick] = useState<Trouble>();
  const known = useRef<Who>(undefined);
  const parts = useStore(route);
  const gone = useStore(lost);
  const [token] = useState(takeToken);

  const speak = useCallback(async (locale: Spoken) => {
    setSay(new Say(await words(locale), locale));
    document.documentElement.lang = locale;
  }, []);

  const put = useCallback((who: Who) => {
    known.current = who;
    worksHere(who?.id);
    setViewer(who);
  }, []);

  const load = useCallback(async () => {
    setTrouble(undefined);
    try {
      const { viewer } = await ask(Viewer, {});
      // Whoever is at work keeps his page with all that he has typed, and signs in again over it.
      if (known.current?.confirmed && !viewer?.confirmed) {
        ended();
        return;
      }
      // Before anything of the desk is asked for: what is loaded once would stay in the other language.
      if (viewer && viewer.locale !== known.current?.locale) await speak(spokenFor(viewer.locale));
      put(viewer ?? null);
      if (viewer?.confirmed && lost.value) resumed();
    } catch (error) {
      // A page that is there is not taken away: it says by itself what it cannot do.
      if (!known.current) setTrouble(troubleOf(error));
    }
  }, [speak, put]);

  useEffect(() => {
    const asked = new URLSearchParams(location.search).get("lang");
    // Not everybody comes by a page of ours: a city's own directory sends people straight to the desk.
    const came = () => known.current && tellTabs("in");
    speak(spokenFor(asked ?? "sr-Latn"))
      .then(load)
      .then(came);
    /** Looks at what may have changed elsewhere: who has signed in, and what he may do. */
    const look = () => {
      if (known.current?.confirmed && !lost.value) load();
    };
    addEventListener("focus", look);
    const deaf = [
      rights.listen(look),
      lost.listen(look),
      hearTabs((what) => {
        if (what === "in") return look();
        // Whoever signs out in one tab has signed out in all.
        forget();
        location.assign("/desk");
      }),
    ];
    return () => {
      removeEventListener("focus", look);
      for (const stop of deaf) stop();
    };
  }, [speak, load]);

  if (!say) return <main class="outside" aria-busy="true" />;

  const choose = (locale: Spoken) => {
    speak(locale);
    // As they are by now: another name may have been saved since this was drawn.
    const { confirmed, name } = known.current ?? {};
    if (confirmed && name !== undefined)
      ask(UpdateProfile, { input: { name, locale } })
        .then(({ updateProfile }) => {
          const { viewer } = done(updateProfile);
          if (viewer) put(viewer);
        })
        // It is spoken all the same; next time the old one is.
        .catch(() => {});
  };
  /** The person has come a step further: what is shown follows. */
  const entered = async () => {
    // Perhaps somebody else than before.
    known.current = undefined;
    worksHere();
    await load();
    tellTabs("in");
    if (["prijava", "poziv"].includes(route.value[0] ?? "")) await go(at(), "replace");
  };
  const out = async () => {
    stick(undefined);
    // What is still to be saved is saved as long as somebody is here for whom it can be.
    if (!(await leaving())) return;
    try {
      await step("/desk/session/end");
    } catch (error) {
      // Whoever believes that he has gone leaves his desk open to the next.
      stick(troubleOf(error));
      return;
    }
    left();
    tellTabs("out");
    forget();
    put(null);
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
    return <Desk viewer={viewer} put={put} choose={choose} out={out} />;
  };
  return (
    <Speech.Provider value={say}>
      <Fragment>
        <a class="skip" href="#main">
          {say.m.common.skip}
        </a>
        {shown()}
        <Notices />
        {stuck && (
          <Dialog title={say.m.common.signOut} close={() => stick(undefined)}>
            <Mishap trouble={stuck} again={out} />
          </Dialog>
        )}
        {gone && viewer && <Again viewer={viewer} />}
      </Fragment>
    </Speech.Provider>
  );
}
