/** What is written by hand beside the words of a part, by those words: whoever takes back what he typed has it again. */
import type { OverrideInput, PartWordingsInput } from "../gen/graphql";
import type { Part } from "./content";

export const TEXTS = ["label", "heading", "text"] as const;

export class Beside {
  #known = new Map<string, OverrideInput[]>();

  /** The server's parts: what is beside them is all that there is. */
  learn(parts: Part[]) {
    for (const part of parts)
      for (const name of TEXTS) if (part.others) this.#known.set(place(part, name), part.others[name]);
  }

  /** What is beside a part as it stands now. Where nothing is known of it the server finds out what it was. */
  of(part: Part): PartWordingsInput | null {
    const all = TEXTS.map((name) => this.#known.get(place(part, name)));
    const [label = [], heading = [], text = []] = all;
    return all.some((wordings) => wordings?.[0]) ? { label, heading, text } : null;
  }
}

const place = (part: Part, name: (typeof TEXTS)[number]) => `${part.key} ${name} ${part[name]}`;
