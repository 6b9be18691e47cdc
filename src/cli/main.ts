import { runCommandLine } from "./command-line.ts";
import { processTerminal } from "./terminal.ts";

// A reader that closes the pipe, such as `head`, ends the output and is no error.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit(0);
  throw error;
});

process.exitCode = await runCommandLine(process.argv.slice(2), processTerminal());
