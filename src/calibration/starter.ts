import { sharedPrograms } from "../analysis/shared-programs.ts";
import type { Label, Model } from "../engine/model.ts";
import { InputError, type Problem } from "../engine/problems.ts";
import type { Library } from "../scenario/library.ts";
import { readRegion } from "../scenario/region.ts";
import { runValues } from "./city-build.ts";
import { partFiles } from "./city-files.ts";
import type { Part } from "./city-part.ts";
import { readCityRules } from "./city-rules.ts";
import { plainShares, shareOf } from "./city-shares.ts";
import { wholeOf } from "./city-whole.ts";
import { readStarter } from "./starter-table.ts";

/** What `peakpath new` is asked for. */
export interface StarterOrder {
  readonly id: string;
  readonly parent: string;
  readonly label: Label;
  readonly table: { readonly text: string; readonly file: string };
}

/** The files of a starter region (paths from the project's root), its numbers, and what had to be guessed. */
export interface StarterRegion {
  readonly files: ReadonlyMap<string, string>;
  readonly part: Part;
  /** Variables that the table does not give. */
  readonly silent: readonly string[];
  /** Whether hours and grid factor come from a reference run of the parent. */
  readonly withRun: boolean;
}

/**
 * A region of its own made from a short table and a parent: what the table says stands, everything else is the
 * parent's by the shares that `city_rules.csv` names (the method of the shipped cities).
 *
 * @throws InputError with every mistake in the table, or in the parent.
 */
export function starterRegion(library: Library, model: Model, order: StarterOrder): StarterRegion {
  const problems: Problem[] = [];
  const asked = { file: "--parent", line: 1, column: 1 };
  const region = readRegion(library, model, order.parent, asked, problems);
  if (region === undefined || problems.length > 0) throw new InputError(problems);
  const whole = wholeOf(region, model);
  const { facts, carriers, silent } = readStarter(order.table.text, order.table.file, whole, problems);
  if (problems.length > 0) throw new InputError(problems);
  const rules = library.read("data/sources/city_rules.csv");
  if (rules === undefined) throw new Error("data/sources/city_rules.csv is missing; install the package again");
  const ruleOf = readCityRules(rules, model);
  const plain = plainShares(whole, facts, whole.at("base_gdp"));
  const programs = sharedPrograms();
  const run = runValues(library, model, `${order.parent}/reference`, programs);
  const own = { facts, plain, parent: new Map() };
  const use = facts.get("electricity_use")?.get(region.baseYear)?.value;
  const { files, part } = partFiles(
    library,
    whole,
    ruleOf,
    {
      ...order,
      level: region.level === "nation" || region.level === "country" ? "province" : "city",
      plain,
      share: shareOf(whole, own, [own]),
      anchors: { electricityUse: use, carriers },
      facts,
      downscaled: {
        en: `from ${region.label.en} by shares of residents, GDP, value added and listed plants, moved to the table of ${order.table.file}`,
        zh: `由${region.label.zh}按人口、生产总值、增加值和所列厂站份额降尺度，并按${order.table.file}调整`,
      },
      written: `Written by \`peakpath new\` from ${order.table.file}; yours to change.`,
    },
    run,
    programs,
    (keys) => keys,
  );
  return { files, part, silent, withRun: run !== undefined };
}
