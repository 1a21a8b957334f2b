/** Whether the session holds. When it has ended, requests wait until somebody has signed in again. */
import { Store } from "./store";

/** The session has ended while somebody was at work. */
export const lost = new Store(false);

let back: (() => void) | undefined;
let waiting: Promise<void> | undefined;

/** Tells that the session has ended; goes on when it is back. */
export function ended(): Promise<void> {
  waiting ??= new Promise((resolve) => {
    back = resolve;
  });
  lost.set(true);
  return waiting;
}

/** Lets everything go on that waited. */
export function resumed() {
  lost.set(false);
  waiting = undefined;
  back?.();
}

/** What a request says of who works on the page that sends it. */
let worker: Record<string, string> = {};

/** Says who works here from now on; nobody where it is left out. */
export function worksHere(person?: string) {
  if (worker["x-javno-person"] !== person) worker = person ? { "x-javno-person": person } : {};
}

/** Whose page this is, as a header: where somebody else has signed in meanwhile, the server does nothing in his name. */
export const whose = () => worker;

/** Tabs tell each other that somebody has signed in or out. */
let channel: BroadcastChannel | undefined;
const tabs = () => {
  if ("BroadcastChannel" in globalThis) channel ??= new BroadcastChannel("javno-desk");
  return channel;
};
export const tellTabs = (what: "in" | "out") => tabs()?.postMessage(what);
export function hearTabs(hear: (what: "in" | "out") => void): () => void {
  const heard = (event: MessageEvent) => hear(event.data);
  tabs()?.addEventListener("message", heard);
  return () => tabs()?.removeEventListener("message", heard);
}
