/** A link to a file of a desk: with all of them, or with one. */
export const exported = (what: string, town: string, one = "") =>
  `/desk/export/${what}?municipality=${encodeURIComponent(town)}${one}`;
