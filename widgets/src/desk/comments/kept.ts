/**
 * A text that the server has no place for yet, kept in this browser under a key of its own, so that nothing of it is lost
 * when the page is left or the computer stops. Where a browser keeps nothing it is kept as long as the page is open.
 */

const PREFIX = "javno-desk.";

export interface Kept {
  /** What was kept before. */
  text: string;
  /** Keeps this in its place, and tells whether that worked. */
  keep: (text: string) => boolean;
  /** It is wanted no more, whatever is still to be kept. */
  drop: () => void;
}

type Place = Pick<Storage, "getItem" | "setItem" | "removeItem">;

/** How what pages have open is dropped: none of it may be kept again when they are left. */
const open = new Set<() => void>();

/** Nothing that was typed stays in this browser: whoever comes next to it is perhaps somebody else. */
export function forget(where: () => Place & Pick<Storage, "key" | "length"> = () => localStorage) {
  for (const drop of open) drop();
  open.clear();
  try {
    const box = where();
    const names = Array.from({ length: box.length }, (_, n) => box.key(n));
    for (const name of names) if (name?.startsWith(PREFIX)) box.removeItem(name);
  } catch {
    // Nothing can be kept there, then.
  }
}

export function kept(key: string, where: () => Place = () => localStorage): Kept {
  const name = PREFIX + key;
  let dropped = false;
  const trying = <R>(what: () => R, otherwise: R): R => {
    try {
      return what();
    } catch {
      // The person has forbidden it, or there is no room.
      return otherwise;
    }
  };
  const drop = () => {
    dropped = true;
    open.delete(drop);
    trying(() => where().removeItem(name), undefined);
  };
  open.add(drop);
  return {
    text: trying(() => where().getItem(name) ?? "", ""),
    keep: (text) =>
      !dropped &&
      trying(() => {
        if (text) where().setItem(name, text);
        else where().removeItem(name);
        return true;
      }, false),
    drop,
  };
}
