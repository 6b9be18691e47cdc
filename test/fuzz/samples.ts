import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { commandsOf, designCommands, kayaCommands, regionalCommands, rollUpCommands, toyCommands } from "./commands.ts";

/** All inputs that are mutated, in a fixed order; `root` is the folder of the package. */
export function readSamples(root: string): Sample[] {
  const toy = join(root, "test/commands/project");
  const own = join(root, "test/fuzz");
  const read = (folder: string, file: string): string => readFileSync(join(folder, file), "utf8");
  // Regions and plans' targets that the installation has made are mutated as if they were a user's own.
  const readShipped = (file: string): string =>
    read(root, existsSync(join(root, file)) ? file : file.replace(/^data\//, "dist/"));
  const scenarios = new Map(
    readdirSync(join(own, "toyland"))
      .sort()
      .map((name) => [`scenarios/toyland/${name}`, read(own, `toyland/${name}`)]),
  );
  const designs = new Map(
    readdirSync(join(own, "designs"))
      .sort()
      .map((name) => [`designs/${name}`, read(own, `designs/${name}`)]),
  );
  const beside = new Map([...scenarios, ...designs]);

  const toyFile = (
    kind: Kind,
    file: string,
    weight: number,
    commands: WeightedCommand[],
    scenario: string | undefined,
  ): Sample => ({
    kind,
    file,
    form: file.endsWith(".csv") ? "csv" : "yaml",
    text: beside.get(file) ?? read(toy, file),
    project: toy,
    beside,
    scenario,
    commands,
    weight,
  });
  const shippedFile = (
    kind: Kind,
    file: string,
    weight: number,
    commands: WeightedCommand[],
    scenario?: string,
    text = readShipped(file),
  ): Sample => ({
    kind,
    file,
    form: file.endsWith(".csv") ? "csv" : "yaml",
    text,
    project: root,
    beside: new Map(),
    scenario,
    commands,
    weight,
  });
  const toyScenario = (name: string, weight: number): Sample => {
    const id = `toyland/${name}`;
    const commands = name === "sampled" ? [...toyCommands(id), ...sampledCommands(id)] : toyCommands(id);
    return toyFile("scenario", `scenarios/${id}.yaml`, weight, commands, id);
  };
  const toyPart = (kind: Kind, file: string, weight: number): Sample =>
    toyFile(kind, file, weight, toyCommands("toyland/policy"), "toyland/policy");
  const design = (name: string, weight: number, runs?: number): Sample =>
    toyFile("design", `designs/${name}.yaml`, weight, designCommands(`designs/${name}.yaml`, runs), undefined);
  const kayaPart = (kind: Kind, file: string, weight: number): Sample =>
    shippedFile(kind, file, weight, kayaCommands("kaya/policy", "kaya/reference"), "kaya/policy");
  const regionalPart = (kind: Kind, file: string, weight: number, id = "zhejiang/policy"): Sample =>
    shippedFile(kind, file, weight, regionalCommands(id), id);
  const option = (name: string, value: string, words: string, project = toy): Sample => ({
    kind: "option",
    file: name,
    form: "word",
    text: value,
    project,
    beside: project === toy ? beside : new Map([["dali.csv", read(own, "tables/dali.csv")]]),
    commands: commandsOf(words),
    weight: 0.5,
  });

  return [
    toyScenario("policy", 4),
    toyScenario("ramps", 5),
    toyScenario("promises", 5),
    toyScenario("sampled", 3),
    toyScenario("reference", 0.5),
    shippedFile(
      "scenario",
      "scenarios/kaya/policy.yaml",
      4,
      kayaCommands("kaya/policy", "kaya/reference"),
      "kaya/policy",
    ),
    shippedFile(
      "scenario",
      "scenarios/kaya/reference.yaml",
      2,
      kayaCommands("kaya/reference", "kaya/policy"),
      "kaya/reference",
    ),
    shippedFile(
      "scenario",
      "scenarios/france/policy.yaml",
      3,
      kayaCommands("france/policy", "france/reference"),
      "france/policy",
    ),
    regionalPart("scenario", "scenarios/zhejiang/policy.yaml", 0.6),
    regionalPart("scenario", "scenarios/zhejiang/enhanced.yaml", 0.3, "zhejiang/enhanced"),
    regionalPart("scenario", "scenarios/hangzhou/policy.yaml", 0.4, "hangzhou/policy"),
    shippedFile(
      "scenario",
      "scenarios/yangtze_delta/reference.yaml",
      0.5,
      rollUpCommands("yangtze_delta/reference"),
      "yangtze_delta/reference",
    ),
    ...readmeScenarios(read(root, "README.md")).map((text, i) => {
      const id = `zhejiang/readme_${i + 1}`;
      return shippedFile("scenario", `scenarios/${id}.yaml`, 0.4, regionalCommands(id), id, text);
    }),

    toyPart("region", "data/regions/toyland.yaml", 7),
    kayaPart("region", "data/regions/zhejiang_kaya.yaml", 4),
    shippedFile(
      "region",
      "data/regions/france.yaml",
      2,
      kayaCommands("france/policy", "france/reference"),
      "france/policy",
    ),
    regionalPart("region", "data/regions/zhejiang.yaml", 0.5),
    regionalPart("region", "data/regions/china_defaults.yaml", 0.3),
    toyPart("region table", "data/regions/toyland/history.csv", 3),
    toyPart("region table", "data/regions/toyland/observed.csv", 3),
    shippedFile(
      "region table",
      "data/regions/france/history.csv",
      2,
      kayaCommands("france/policy", "france/reference"),
      "france/policy",
    ),
    ...["base_year", "paths", "power", "observed", "region"].map((name) =>
      regionalPart("region table", `data/regions/zhejiang/${name}.csv`, 0.2),
    ),
    toyPart("levers", "data/levers/toy.yaml", 6),
    kayaPart("levers", "data/levers/kaya/levers.yaml", 3),
    ...["grid_imports", "transport", "market"].map((name) => regionalPart("levers", `data/levers/${name}.yaml`, 0.2)),
    toyPart("model", "src/model/toy.yaml", 6),
    kayaPart("model", "src/model/kaya.yaml", 3),
    regionalPart("model", "src/model/regional/activity.yaml", 0.2),
    regionalPart("model", "src/model/regional/model.yaml", 0.2),

    design("drivers", 1, 8),
    design("mixed", 3, 8),
    design("sobol", 1.5),
    design("morris", 1.5),
    design("grid", 1.5),
    design("list", 1.5),
    toyFile("list table", "designs/rows.csv", 3, designCommands("designs/list.yaml"), undefined),
    shippedFile(
      "starter table",
      "dali.csv",
      1.5,
      commandsOf("new dali --parent yunnan --from dali.csv", "new dali --parent yunnan --from dali.csv --json"),
      undefined,
      read(own, "tables/dali.csv"),
    ),
    shippedFile(
      "country table",
      "countries.csv",
      3,
      commandsOf(
        "backtest countries.csv --from 2005",
        "backtest countries.csv --json",
        "backtest countries.csv --out out",
        "backtest countries.csv --lang zh",
        "backtest countries.csv --forecasts --from 2000,2010 --out out",
      ),
      undefined,
      someCountries(read(root, "data/countries/countries.csv")),
    ),
    ...["test/fixtures/balances/yunnan_2023_made.csv"].map((file) =>
      shippedFile(
        "balance",
        "balance.csv",
        0.8,
        commandsOf("rebase yunnan --balance balance.csv", "rebase yunnan --balance balance.csv --json --out moved"),
        undefined,
        read(root, file),
      ),
    ),
    shippedFile(
      "plan targets",
      "data/targets.csv",
      0.7,
      commandsOf(
        "targets kaya/policy",
        "targets zhejiang/policy --json",
        "targets zhejiang/policy --all --out out",
        "run zhejiang/policy --levers=false",
      ),
    ),

    option("year", "2030", `explain toyland/policy emissions.traded --year ${HERE}`),
    option("name", "emissions.traded", `explain toyland/policy ${HERE}`),
    option("budget", "9000Mt", `budget toyland/policy --budget ${HERE}`),
    option("from", "2025", `budget toyland/policy --budget 9000Mt --from ${HERE}`),
    option("years", "2", `delay toyland/policy --years ${HERE}`),
    option("years", "2030,2040", `compare toyland/reference toyland/policy --years ${HERE}`),
    option("peak-by", "2035", `seek toyland/policy --peak-by ${HERE}`),
    option("below", "300Mt", `seek toyland/policy --peak-by 2035 --below ${HERE}`),
    option("runs", "8", `batch toyland/policy --design designs/drivers.yaml --workers 1 --runs ${HERE}`),
    option("seed", "3", `batch toyland/policy --design designs/drivers.yaml --workers 1 --runs 8 --seed ${HERE}`),
    option("design", "designs/mixed.yaml", `batch toyland/policy --workers 1 --runs 8 --design ${HERE}`),
    option("error", "2 %", `levers toyland/policy --method shapley --error ${HERE}`),
    option("only", "wind,efficiency", `levers toyland/policy --only ${HERE}`),
    option("boundary", "traded", `tornado toyland/policy --boundary ${HERE}`),
    option("scenario", "toyland/policy", `run ${HERE}`),
    option("scenario", "toyland/policy", `check ${HERE}`),
    option("from", "2010", `backtest data/countries/countries.csv --to 2019 --from ${HERE}`, root),
    option("parent", "yunnan", `new dali --from dali.csv --parent ${HERE}`, root),
  ];
}

function sampledCommands(id: string): WeightedCommand[] {
  return commandsOf(
    `batch ${id} --workers 1`,
    `batch ${id} --workers 1 --json`,
    `batch ${id} --runs 8 --workers 1`,
  ).map(({ words }) => ({ words, weight: 6 }));
}

/** The scenarios that the README shows, whole files and parts of one that has them. */
function readmeScenarios(readme: string): string[] {
  const blocks = [...readme.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, block]) => block);
  return blocks.filter((block) => /^(?:extends|region|assume):/m.test(block)).slice(0, 2);
}

/** The heading of the table of countries and a few of them. */
function someCountries(table: string): string {
  const lines = table.split("\n");
  const kept = /^(?:#|country,|France,|Germany,|Japan,|China,)/;
  return `${lines.filter((line) => kept.test(line)).join("\n")}\n`;
}

/** How reports name it. */
export function sampleName({ kind, file, project }: Sample): string {
  return kind === "option" ? `--${file}` : basename(project) === "project" ? `toy ${file}` : file;
}

/** The kinds of input that the program reads. */
export type Kind =
  | "scenario"
  | "region"
  | "region table"
  | "levers"
  | "model"
  | "design"
  | "list table"
  | "starter table"
  | "country table"
  | "balance"
  | "plan targets"
  | "option";

export interface WeightedCommand {
  readonly words: readonly string[];
  readonly weight: number;
}

/** An input without mistakes, and what is done with it. */
export interface Sample {
  readonly kind: Kind;
  /** Where the mutated text is put beneath the working folder, over the file of the package; of an option its name. */
  readonly file: string;
  readonly form: "yaml" | "csv" | "word";
  readonly text: string;
  /** The package folder: the whole package, or the toy project of the tests. */
  readonly project: string;
  /** Files that stand beside it in the working folder. */
  readonly beside: ReadonlyMap<string, string>;
  /** What `check` and `run` are asked for, where both read the input. */
  readonly scenario?: string;
  /** In the words of an option's command, this stands for its value. */
  readonly commands: readonly WeightedCommand[];
  readonly weight: number;
}

/** Stands in a command for the value of the option that is mutated. */
export const HERE = "{}";
