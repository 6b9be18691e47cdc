import { usageError } from "../../text/problems.ts";
import { command } from "../shell/command.ts";
import { giveText } from "../shell/kept-text.ts";
import { flag, withLanguage } from "../shell/options.ts";

const listable = [
  "regions",
  "scenarios",
  "levers",
  "projects",
  "parameters",
  "variables",
  "targets",
  "countries",
] as const;

/** `peakpath list`: what there is to run, to pull and to look at. */
export const listCommand = command(
  (argv) =>
    withLanguage(argv)
      .positional("what", { choices: listable, demandOption: true, describe: "What to list" })
      .positional("scenario", { type: "string", describe: "Only what this scenario can use; all scenarios without" })
      .option(
        "quality",
        flag("Of regions: calibration factors, cross-checks, estimated shares, model against observation"),
      )
      .option("shares", flag("Of regions: how much of the levers' effect in 2030 rests on whose numbers"))
      .example("$0 list regions", "every region: base year, plans, promises by status")
      .example("$0 list scenarios", "what can be run")
      .example("$0 list levers zhejiang/policy", "what the scenario pulls, and what it could pull")
      .example("$0 list parameters zhejiang/policy", "what may be assumed, with its range and what it is here")
      .example("$0 list projects yongcheng/policy", "projects of plans: size, years, status, document"),
  async (args, call) => {
    for (const name of ["quality", "shares"] as const)
      if (args[name] && args.what !== "regions") throw usageError("list_quality", { option: name });
    if (args.what !== "regions" || args.scenario !== undefined)
      return (await import("./things.ts")).listThings(call, args);
    if (args.quality) return (await import("./things.ts")).listFounding(call, args);
    await giveText(call, args, async (library, alsoRead) =>
      (await import("./regions.ts")).coverageText(library, call, args, alsoRead),
    );
  },
);
