/** An official of the demo who does by the API what is not what a test is about. */
import type { Page } from "@playwright/test";

/** What a comment is at the desk. */
export type Row = { state: string; signals: string[]; comment: { id: string; revision: number; text: string } };

/** Whoever has signed in on this page, at the desk of this municipality. */
export function official(page: Page, municipality: string) {
  const say = (query: string) =>
    page.evaluate(
      (query) =>
        fetch("/graphql", {
          method: "POST",
          headers: { "content-type": "application/json" },
          body: JSON.stringify({ query }),
        }).then((answer) => answer.json()),
      query,
    );
  const found = async (text: string) => {
    const { data } = await say(
      `{ desk(municipality: "${municipality}") { comments(first: 100) { nodes { state signals comment { id revision text } } } } }`,
    );
    return (data.desk.comments.nodes as Row[]).find((row) => row.comment.text === text);
  };
  const read = (row: { comment: { id: string; revision: number } }) =>
    `comments: [{ id: "${row.comment.id}", revision: ${row.comment.revision} }]`;
  return { say, found, read };
}
