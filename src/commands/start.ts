import { setFlagsFromString } from "node:v8";
import { INTERNAL_ERROR, runCommandLine } from "./command-line.ts";
import { processTerminal, watchedOutput } from "./shell/terminal.ts";

// A model's functions are many and short-lived in a single command: V8 wins by optimising only what stays hot.
// Measured on the lever table of a province: a quarter less processor time than with its own budget of 135168.
// V8 of Node 24 has no such flag any more, and says so on standard error.
if (Number.parseInt(process.versions.node, 10) < 23) setFlagsFromString("--interrupt-budget=300000");
// WebAssembly likewise: the optimiser comes in after some hundreds of runs and not during the report of one scenario.
setFlagsFromString("--wasm-tiering-budget=20000000");

const output = watchedOutput(process.stdout, process.stderr);
const code = await runCommandLine(process.argv.slice(2), processTerminal());
await output.written();
process.exitCode = output.failed() ? INTERNAL_ERROR : code;
