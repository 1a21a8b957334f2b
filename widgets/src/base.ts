/** What all widgets share, in a file of its own: for a page that has several of them (build.mjs). */
export { aMoment, ask, endpoint, failure, refused, server } from "./client";
export { define, JavnoElement, later, more } from "./element";
export { h } from "./jsx";
export { Listing } from "./listing";
export { button, heading, inPage, other, trouble, waiting } from "./parts";
export { count, date, due, fill, grant, moment, money, pascal, until } from "./say";
