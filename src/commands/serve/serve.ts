import { wordsIn } from "../../report/words/languages.ts";
import { usageError } from "../../text/problems.ts";
import { command } from "../shell/command.ts";
import { textOr, wholeNumber, withLanguage } from "../shell/options.ts";
import { everyInterface } from "./hosts.ts";
import { startServer } from "./server.ts";

const MOST_PORT = 65_535;
const signals = ["SIGINT", "SIGTERM"] as const;

/** `peakpath serve`: the pages of all scenarios, and saving of what is moved, until Ctrl-C. */
export const serveCommand = command(
  (argv) =>
    withLanguage(argv)
      .option("port", textOr(0, "Port to listen on; 0 for any that is free"))
      .option(
        "host",
        textOr("127.0.0.1", "Interface to listen on (0.0.0.0: all): whoever reaches it and knows the address may save"),
      )
      .example("$0 serve", "then open the address that it prints; Ctrl-C ends it")
      .example("$0 serve --host 0.0.0.0", "for other machines too, by the addresses that it prints"),
  async (args, { terminal }) => {
    const port = wholeNumber("port", args.port, 0);
    if (port > MOST_PORT) throw usageError("option_most", { option: "port", most: MOST_PORT, number: port });
    const words = await wordsIn(args.lang);
    const served = await startServer(terminal, { host: args.host, port, language: args.lang });
    // On one interface its other name says nothing more.
    const shown = everyInterface.has(args.host) ? served.addresses : served.addresses.slice(0, 1);
    // What stands on standard output waits for the end of a command.
    terminal.err(`${shown.join("\n")}\n${words.common.serving(terminal.workingFolder)}\n`);
    await new Promise<void>((done) => {
      for (const signal of signals) process.once(signal, () => done());
    });
    await served.close();
  },
);
