import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fixturesIn } from "../fixtures/fixtures.ts";
import { type Answer, inScratch, repository, say } from "./answer.ts";

const fixtures = join(repository, "test/fixtures");
const languages = ["en", "zh"];

/** A folder of fixtures with one mistake each, and what is asked about each of them. */
interface Broken {
  readonly folder: string;
  readonly fixtures: ReadonlyMap<string, string>;
  /** The project in which a fixture is laid. */
  readonly project: string;
  /** A file that the project needs besides. */
  readonly besides?: { readonly path: string; readonly text: string };
  readonly place: (fixture: string) => string;
  readonly words: (fixture: string) => string;
  /** Whether the project brings its own model and uses nothing of the package. */
  readonly alone: boolean;
}

/** Where a fixture stands in the project, by the first word of its name. */
const places: Readonly<Record<string, string>> = {
  scenario: "scenarios/isle/test.yaml",
  region: "data/regions/isle.yaml",
  levers: "data/levers/sun.yaml",
  table: "data/regions/isle/base.csv",
  observed: "data/regions/isle/observed.csv",
  history: "data/regions/isle/history.csv",
};

const designs = fixturesIn("broken-design");
/** What the designs that are lists read. */
const ROWS = "rows.csv";

/** The files of a folder, name to text: tables of office programs are edited as files of their own. */
function filesIn(folder: string): ReadonlyMap<string, string> {
  const names = readdirSync(join(fixtures, folder));
  return new Map(names.map((name) => [name, readFileSync(join(fixtures, folder, name), "utf8")]));
}

export const brokenFolders: readonly Broken[] = [
  {
    folder: "broken",
    fixtures: fixturesIn("broken"),
    project: join(import.meta.dirname, "isle"),
    besides: { path: "src/model/toy.yaml", text: filesIn("models").get("toy.yaml") ?? "" },
    place: (fixture) => places[firstWord(fixture)],
    words: () => "check isle/test",
    alone: true,
  },
  {
    folder: "broken-design",
    fixtures: designs,
    project: join(repository, "test/commands/project"),
    besides: { path: `designs/${ROWS}`, text: designs.get(ROWS) ?? "" },
    place: (fixture) => `designs/${fixture}`,
    words: (fixture) => `batch toyland/policy --workers 1 --design designs/${fixture}`,
    alone: true,
  },
  ...["broken", "refused"].map((kind) => ({
    folder: `balances/${kind}`,
    fixtures: filesIn(`balances/${kind}`),
    project: join(import.meta.dirname, "inputs"),
    place: (fixture: string) => fixture,
    words: (fixture: string) => `rebase yunnan --balance ${fixture}`,
    alone: false,
  })),
];

/** What is said about each fixture of a folder in both languages, one text for each kind of fixture. */
export async function brokenAnswer({
  folder,
  fixtures,
  project,
  besides,
  place,
  words,
  alone,
}: Broken): Promise<Answer> {
  return await inScratch(project, async (workingFolder) => {
    if (besides !== undefined) {
      const path = join(workingFolder, besides.path);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, besides.text);
    }
    const answer: Answer = new Map();
    const packageFolder = alone ? workingFolder : repository;
    for (const [fixture, text] of [...fixtures].sort(([a], [b]) => (a < b ? -1 : 1))) {
      const path = join(workingFolder, place(fixture));
      const sound = existsSync(path) ? readFileSync(path) : undefined;
      writeFileSync(path, text);
      for (const language of languages) {
        const said = await say(`${words(fixture)} --lang ${language}`, { workingFolder, packageFolder });
        const name = folder === "broken" ? `${firstWord(fixture)}.${language}` : language;
        const text = [...said].map(([name, text]) => `${name}: ${text}`).join("");
        answer.set(name, `${answer.get(name) ?? ""}== ${fixture}\n${text}`);
      }
      if (sound === undefined) rmSync(path);
      else writeFileSync(path, sound);
    }
    return answer;
  });
}

function firstWord(fixture: string): string {
  return fixture.slice(0, fixture.indexOf("-"));
}
