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

export function kept(
  key: string,
  where: () => Pick<Storage, "getItem" | "setItem" | "removeItem"> = () => localStorage,
): Kept {
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
  return {
    text: trying(() => where().getItem(name) ?? "", ""),
    keep: (text) =>
      !dropped &&
      trying(() => {
        if (text) where().setItem(name, text);
        else where().removeItem(name);
        return true;
      }, false),
    drop: () => {
      dropped = true;
      trying(() => where().removeItem(name), undefined);
    },
  };
}
