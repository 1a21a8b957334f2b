/** What is written by hand beside the words of a part, by those words: whoever takes back what he typed has it again. */
import type { OverrideInput, PartWordingsInput } from "../gen/graphql";
import type { Part } from "./content";

export const TEXTS = ["label", "heading", "text"] as const;

export class Beside {
  #known = new Map<string, OverrideInput[]>();
  /** What was written here and no server has yet: nothing that is told meanwhile takes its place. */
  #mine = new Map<string, OverrideInput[]>();

  /** The server's parts: what is beside them is all that there is. */
  learn(parts: Part[]) {
    for (const part of parts) put(this.#known, part);
  }

  /** Somebody has written here what is beside a part. */
  write(part: Part) {
    put(this.#mine, part);
  }

  /** These were sent, and the server has them: from now on it tells what is beside them. What was written since stays. */
  sent(parts: { part: Part; others: PartWordingsInput | null }[]) {
    for (const { part, others } of parts)
      for (const name of TEXTS) {
        const at = place(part, name);
        const written = this.#mine.get(at);
        if (!written || written !== others?.[name]) continue;
        this.#known.set(at, written);
        this.#mine.delete(at);
      }
  }

  /** What was written here is thrown away with what it was beside. */
  drop() {
    this.#mine.clear();
  }

  /** What is beside a part as it stands now. Where nothing is known of it the server finds out what it was. */
  of(part: Part): NonNullable<Part["others"]> | null {
    const places = TEXTS.map((name) => place(part, name));
    const all = places.map((at) => this.#mine.get(at) ?? this.#known.get(at));
    const [label = [], heading = [], text = []] = all;
    // Also that nothing is beside it any more is said where somebody here wanted it so.
    const said = places.some((at) => this.#mine.has(at)) || all.some((wordings) => wordings?.[0]);
    return said ? { label, heading, text } : null;
  }
}

const put = (all: Map<string, OverrideInput[]>, part: Part) => {
  for (const name of TEXTS) if (part.others) all.set(place(part, name), part.others[name]);
};

const place = (part: Part, name: (typeof TEXTS)[number]) => `${part.key} ${name} ${part[name]}`;
