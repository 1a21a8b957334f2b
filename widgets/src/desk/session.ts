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
