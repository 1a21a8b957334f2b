/** The officials' desk at `/desk`. */
import { h, render } from "preact";
import { App } from "./app";

const place = document.getElementById("desk") ?? document.body.appendChild(document.createElement("div"));
place.replaceChildren();
render(<App />, place);
