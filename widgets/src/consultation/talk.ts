/**
 * What is said about a consultation, the form to say more, and what listens. In a file of its own that is loaded after
 * the first view of a consultation: whoever only sees the list, or has other widgets in view, does not wait for it.
 */
import text from "./talk.css";

export const css = text;
export { live } from "./live";
export { thread } from "./thread";
