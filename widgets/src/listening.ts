/** What listens, and what is done with what is heard, in a file of its own: for a page that has several widgets (build.mjs). */
export { keep } from "./keep";
export { listen } from "./live";
