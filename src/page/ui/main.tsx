import { render } from "preact";
import { App } from "./app.tsx";
import { start } from "./store.ts";

// The engine first: it starts on a thread of its own while the page is drawn.
void start();
const root = document.getElementById("page");
if (root !== null) render(<App />, root);
