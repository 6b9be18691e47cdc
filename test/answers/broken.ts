import { cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Answer, inScratch, repository, say } from "./answer.ts";

const fixtures = join(repository, "test/fixtures");
const languages = ["en", "zh"];

/** A folder of fixtures with one mistake each, and what is asked about each of them. */
interface Broken {
  readonly folder: string;
  /** The project in which a fixture is laid. */
  readonly project: string;
  /** What the project needs besides, and the folder for it. */
  readonly besides?: { readonly from: string; readonly to: string };
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

export const brokenFolders: readonly Broken[] = [
  {
    folder: "broken",
    project: join(import.meta.dirname, "isle"),
    besides: { from: join(fixtures, "models"), to: "src/model" },
    place: (fixture) => places[firstWord(fixture)],
    words: () => "check isle/test",
    alone: true,
  },
  {
    folder: "broken-design",
    project: join(repository, "test/commands/project"),
    besides: { from: join(fixtures, "broken-design"), to: "designs" },
    place: (fixture) => `designs/${fixture}`,
    words: (fixture) => `batch toyland/policy --workers 1 --design designs/${fixture}`,
    alone: true,
  },
  ...["broken", "refused"].map((kind) => ({
    folder: `balances/${kind}`,
    project: join(import.meta.dirname, "inputs"),
    place: (fixture: string) => fixture,
    words: (fixture: string) => `rebase yunnan --balance ${fixture}`,
    alone: false,
  })),
];

/** What is said about each fixture of a folder in both languages, one text for each kind of fixture. */
export async function brokenAnswer({ folder, project, besides, place, words, alone }: Broken): Promise<Answer> {
  return await inScratch(project, async (workingFolder) => {
    if (besides !== undefined) cpSync(besides.from, join(workingFolder, besides.to), { recursive: true });
    const answer: Answer = new Map();
    const packageFolder = alone ? workingFolder : repository;
    for (const fixture of readdirSync(join(fixtures, folder)).sort()) {
      const path = join(workingFolder, place(fixture));
      const sound = existsSync(path) ? readFileSync(path) : undefined;
      writeFileSync(path, readFileSync(join(fixtures, folder, fixture)));
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
