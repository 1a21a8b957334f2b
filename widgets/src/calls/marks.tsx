/** The words of a title that a search found. In a file of its own, loaded with the first search. */
import { fold, foldQuery } from "../fold";
import { type Child, h } from "../jsx";

/** A title with the words marked that a search found. */
export function marks(title: string, search: string): Child {
  const terms = foldQuery(search);
  const found = (word: string) => fold(word).some((folded) => terms.some((term) => folded.startsWith(term)));
  return title
    .split(/([\p{L}\p{N}]+)/u)
    .map((part, i) => (i % 2 && found(part) ? <mark>{part}</mark> : part));
}
