import { basename, dirname, resolve } from "node:path";
import type { Argv } from "yargs";
import type { SeekKind } from "../questions/seek/seek.ts";
import type { Language } from "../report/words/messages.ts";
import type { Peak } from "../run/peak/peak.ts";
import { plainNumber } from "../text/plain-number.ts";
import { RunError, UsageError } from "../text/problems.ts";
import { askedBoundary, refuseTwice, wholeNumber, withLanguage, withOut } from "./shell/options.ts";
import type { Call } from "./shell/terminal.ts";

/** `peakpath seek`: what it takes to peak by a year. */
export function seekCommand(parser: Argv, call: Call): void {
  const { terminal } = call;
  parser.command(
    "seek <scenario>",
    "What it takes to peak by a year: least strength, fewest levers, latest start",
    (argv) =>
      withOut(withLanguage(argv))
        .positional("scenario", { type: "string", demandOption: true, describe: "Such as zhejiang/policy" })
        .option("peak-by", {
          type: "string",
          demandOption: true,
          requiresArg: true,
          describe: "Year of the peak at the latest",
        })
        .option("below", { type: "string", requiresArg: true, describe: "Level of the peak at most, such as 540Mt" })
        .option("boundary", { type: "string", requiresArg: true, describe: "Boundary that is to peak (one)" })
        .option("lever", { type: "string", requiresArg: true, describe: "Least strength of this lever" })
        .option("ambition", { type: "boolean", default: false, describe: "Least factor on all levers (the default)" })
        .option("smallest-set", { type: "boolean", default: false, describe: "Fewest levers" })
        .option("latest-start", { type: "boolean", default: false, describe: "Most years of delay" })
        .option("least-effort", {
          type: "boolean",
          default: false,
          describe: "A mix with little effort, 1 at full strength of each lever",
        })
        .option("save", {
          type: "string",
          requiresArg: true,
          describe: "Write the answer as a scenario of this name beside the one asked about",
        })
        .option("force", { type: "boolean", default: false, describe: "Replace a scenario that stands there" })
        .example("$0 seek zhejiang/policy --peak-by 2028 --below 545Mt", "least ambition of all levers")
        .example("$0 seek zhejiang/policy --peak-by 2030 --smallest-set", "fewest levers"),
    async (args) => {
      refuseTwice(args);
      const by = wholeNumber("peak-by", args["peak-by"]) as number;
      const asked = (["smallest-set", "latest-start", "least-effort", "ambition"] as const).filter(
        (name) => args[name],
      );
      if (asked.length > 1) throw new UsageError(`--${asked[0]} and --${asked[1]} ask for two things; ask for one`);
      const kind: SeekKind =
        asked.length > 0 ? (asked[0].replace("-", "_") as SeekKind) : args.lever === undefined ? "ambition" : "lever";
      if (args.lever !== undefined && kind !== "lever" && kind !== "latest_start")
        throw new UsageError(`--lever goes with --latest-start or alone, not with --${asked[0]}`);
      if (args.save !== undefined && !/^[a-z0-9_]+$/.test(args.save))
        throw new UsageError(`--save takes a name of small letters, digits and _, not "${args.save}"`);
      const { loadScenarios, libraryOf } = await import("../run/load.ts");
      const { keptPrograms } = await import("../questions/report-runs.ts");
      const { runScenario } = await import("../run/scenario-run.ts");
      const { seek } = await import("../questions/seek/seek.ts");
      const { answerFile, answerPlace, nameOf, verifyAnswer } = await import("../questions/seek/seek-answer.ts");
      const { seekMessages } = await import("../report/words/seek-messages.ts");
      const { headLines } = await import("./run/text.ts");
      const { say } = await import("../report/words/messages.ts");
      const { fixed } = await import("../report/text/number-text.ts");
      const { amountOption } = await import("./shell/amount-option.ts");
      const { peakDifference } = await import("../run/peak/peak-difference.ts");
      const { samePeakText } = await import("./run/same-peak.ts");
      const library = libraryOf(terminal);
      const [{ scenario, layout }] = loadScenarios(library, [args.scenario]);
      const { baseYear, horizon } = scenario;
      if (by < baseYear || by > horizon)
        throw new UsageError(`--peak-by takes a year from ${baseYear} to ${horizon}, not ${by}`);
      const { unit } = layout.peak;
      const below =
        args.below === undefined
          ? undefined
          : amountOption(
              { name: "below", example: "a level such as 400Mt" },
              withUnit(args.below, unit.text),
              unit,
              scenario.model.units,
            );
      if (args.save !== undefined) {
        const { file } = answerPlace(scenario, args.save);
        const { checkFolder } = await import("../files/folders.ts");
        const { refuseStanding } = await import("./shell/standing-files.ts");
        checkFolder(dirname(resolve(terminal.workingFolder, file)));
        if (!args.force) refuseStanding(library, terminal.workingFolder, [file], "choose another name or say --force");
      }
      const run = runScenario(scenario, layout, keptPrograms());
      const computed = run.boundaries.filter(({ peak }) => peak !== undefined);
      const names = computed.map(({ name }) => name);
      const boundary = askedBoundary(args.boundary, names);
      let answer: ReturnType<typeof seek>;
      try {
        answer = seek(run, kind, { boundary, by, below }, { lever: args.lever });
      } catch (error) {
        if (error instanceof RangeError) throw new UsageError(error.message);
        throw error;
      }
      const { unitText } = await import("../report/words/units.ts");
      const unitIn = (language: Language) => unitText(layout.peak.unit.text, language);
      const levelIn = (language: Language) => (below === undefined ? undefined : `${below} ${unitIn(language)}`);
      const title = {
        en: seekMessages.en.title({ by, below: levelIn("en") }),
        zh: seekMessages.zh.title({ by, below: levelIn("zh") }),
      };
      const name = args.save ?? `${nameOf(scenario.id)}_peak_by_${by}`;
      const text = answerFile(run, answer, title);
      const verified = verifyAnswer(library, run, answer, name, text);
      if (verified.meets !== answer.possible)
        throw new RunError(
          `the answer, run as ${answerPlace(scenario, name).id}, does not do what was found; please report this`,
        );
      if (args.json) {
        const { jsonText } = await import("../text/json.ts");
        const { headJson } = await import("./run/json.ts");
        terminal.out(jsonText({ ...headJson(run), answer, scenario_file: text }));
      } else {
        const m = seekMessages[args.lang];
        const label = computed.find((own) => own.name === boundary)?.label;
        const peakText = ({ year, band, level }: Peak) =>
          `${year} (${band.from}-${band.to}), ${fixed(level, 1)} ${unitIn(args.lang)}`;
        const apart = peakDifference(answer.peak_before, answer.peak, scenario.region.inventoryUncertainty);
        const same = samePeakText(apart, scenario.id, answerPlace(scenario, name).id, args.lang);
        const value = answer.value ?? 0;
        const kept = [...answer.settings].filter(([, { strength }]) => strength > 0);
        const named = kept.map(([id]) => say(scenario.levers.get(id)?.lever.label ?? { en: id, zh: id }, args.lang));
        const lines = [
          ...headLines(run, args.lang),
          "",
          m.goal({ boundary: label === undefined ? boundary : say(label, args.lang), by, below: levelIn(args.lang) }),
          `  ${m.before(peakText(answer.peak_before))}`,
        ];
        if (answer.possible) {
          lines.push(
            `  ${m.answers[kind](String(Number(value.toFixed(4))))}`,
            ...(kind === "smallest_set" ? [`  ${m.these(named)}`] : []),
            `  ${m.reached(peakText(answer.peak))}`,
            `  ${same}`,
          );
          if (!answer.monotone) lines.push(`  ${m.notMonotone}`);
          if (answer.proven !== undefined) lines.push(`  ${answer.proven ? m.proven : m.notProven}`);
          if (answer.atFullStrength) lines.push(`  ${m.fullStrength}`);
          if (kind === "least_effort") lines.push(`  ${m.goodMix}`);
          lines.push(
            `  ${m.verified(answerPlace(scenario, name).file)}`,
            "",
            m.file,
            ...text
              .trimEnd()
              .split("\n")
              .map((line) => `  ${line}`),
          );
        } else {
          lines.push(
            `  ${kind === "lever" || kind === "latest_start" ? m.impossibleLever : m.impossible}`,
            `  ${m.best(peakText(answer.peak))}`,
          );
        }
        terminal.out(`${lines.join("\n")}\n`);
      }
      const { writeFiles } = await import("../files/files.ts");
      if (args.out !== undefined) {
        const { seekFiles } = await import("./seek-files.ts");
        const { messages } = await import("../report/words/messages.ts");
        const files = seekFiles(run, answer, { excel: args.excel });
        await writeFiles(resolve(terminal.workingFolder, args.out), files);
        terminal.err(`${messages[args.lang].wrote(files.size, args.out)}\n`);
      }
      if (args.save === undefined || !answer.possible) return;
      const { file } = answerPlace(scenario, name);
      // A scenario that is named by its file has its answer in that very folder, wherever it lies.
      const place = resolve(terminal.workingFolder, file);
      if (scenario.id.endsWith(".yaml")) await writeFiles(dirname(place), new Map([[basename(place), text]]));
      else await writeFiles(terminal.workingFolder, new Map([[file, text]]));
      terminal.err(`${file}\n`);
    },
  );
}

/** A level with its unit; one without it is in the unit of the peak. */
function withUnit(text: string, unit: string): string {
  return plainNumber(text) === undefined ? text : `${text} ${unit}`;
}
