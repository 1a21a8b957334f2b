/** A value that views look at, and that more than one of them may change. */
import { useEffect, useState } from "preact/hooks";

export class Store<T> {
  value: T;
  #hearers = new Set<() => void>();

  constructor(value: T) {
    this.value = value;
  }

  set(value: T) {
    this.value = value;
    for (const hear of [...this.#hearers]) hear();
  }

  listen(hear: () => void): () => void {
    this.#hearers.add(hear);
    return () => {
      this.#hearers.delete(hear);
    };
  }
}

/** The value now, and again whenever it changes. */
export function useStore<T>(store: Store<T>): T {
  const [value, set] = useState(store.value);
  useEffect(() => {
    // It may have changed between the first drawing and now.
    set(() => store.value);
    return store.listen(() => set(() => store.value));
  }, [store]);
  return value;
}
