/** The officials' desk at `/desk`. */
import { h, render } from "preact";
import { App } from "./app";
import { keepFocus } from "./focus";

const place = document.getElementById("desk") ?? document.body.appendChild(document.createElement("div"));
place.replaceChildren();
keepFocus();
render(<App />, place);
