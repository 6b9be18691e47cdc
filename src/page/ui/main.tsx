import { render } from "preact";
import { App } from "./app.tsx";
import { start } from "./store.ts";

const root = document.getElementById("page");
if (root !== null) render(<App />, root);
// The engine stands behind this program, so that the page shows its numbers before all of it has been read.
if (document.readyState === "loading") addEventListener("DOMContentLoaded", () => void start());
else void start();
