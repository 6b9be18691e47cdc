import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { peakpath } from "./commands/toy.ts";
import { isPrinted } from "./quoted-lines.ts";
import { shippedRun } from "./shipped-runs.ts";

/** What a tutorial does, in its order: it writes a file, changes one or the folder, or says a command and quotes what comes. */
type Step =
  | { readonly file: string; readonly text: string }
  | { readonly folder: string }
  | { readonly file: string; readonly from: RegExp; readonly to: string }
  | { readonly words: string; readonly lines: readonly string[] };

/** The steps of a chapter. A file stands as its name in backquotes at the end of a line, before its block. */
function stepsOf(chapter: string): Step[] {
  return [...chapter.matchAll(/(?:`([\w./]+)`[:：]\n\n)?```(\w*)\n([\s\S]*?)```/g)].flatMap(([, file, kind, body]) => {
    if (kind === "sh") return body.trimEnd().split("\n").map(shellStep);
    if (kind !== "") return file === undefined ? [] : [{ file, text: body }];
    const commands = body.split(/^\$ peakpath /m).slice(1);
    return commands.map((part): Step => {
      const [words, ...lines] = part.trimEnd().split("\n");
      return { words, lines };
    });
  });
}

/** A line of shell: of other programs than this one a page uses those alone that stand here. */
function shellStep(line: string): Step {
  const said = /^peakpath (.+)$/.exec(line)?.[1];
  if (said !== undefined) return { words: said, lines: [] };
  const folder = /^(?:mkdir -p (\S+) && )?cd (\S+)$/.exec(line)?.[2];
  if (folder !== undefined) return { folder };
  const [, from, to, file] = /^sed -i "s\/([^/]+)\/([^/]+)\/" (\S+)$/.exec(line) ?? [];
  return file === undefined ? expect.fail(line) : { file, from: new RegExp(from, "m"), to };
}

/** These take longer; no other step needs what they write. */
const slow = /^(seek|levers|batch|backtest|report|assess|compare zhejiang|init my-county)\b| --xlsx /;

/** What stands on the Chinese page was run for the English one, but for what later steps need. */
const again = /^(?!init|new).* --lang zh$/;

/** How many of these were met; every sixth is run, unless the environment wants all, as `.ci/run` does. */
let met = 0;
const isLeftOut = (words: string): boolean =>
  (slow.test(words) || again.test(words)) && process.env.PEAKPATH_ANSWERS !== "all" && met++ % 6 !== 0;

/** Says a command; a quoted line that begins with a place is a mistake, which ends with 2. */
async function say(words: string, lines: readonly string[], workingFolder: string): Promise<void> {
  const shipped = { workingFolder, packageFolder: process.cwd(), columns: 120 };
  const { code, out, err } = await peakpath(words, shipped);
  const refused = lines.some((line) => /^\S+:\d+:\d+ /.test(line));
  expect(code, `${words}: ${err}`).toBe(refused ? 2 : 0);
  const printed = `${out}\n${err}`.split("\n");
  expect(
    lines.filter((line) => !isPrinted(line, printed)),
    `${words}:\n${out}${err}`,
  ).toEqual([]);
}

async function follow(steps: readonly Step[], start: string): Promise<string> {
  let folder = start;
  for (const step of steps) {
    if ("words" in step) {
      if (!isLeftOut(step.words)) await say(step.words, step.lines, folder);
    } else if ("folder" in step) {
      folder = join(folder, step.folder);
      mkdirSync(folder, { recursive: true });
    } else {
      const place = join(folder, step.file);
      mkdirSync(dirname(place), { recursive: true });
      writeFileSync(place, "text" in step ? step.text : readFileSync(place, "utf8").replace(step.from, step.to));
    }
  }
  return folder;
}

const pages = ["scenarios/README.md", "scenarios/README.zh.md"].map((page) => ({
  page,
  chapters: readFileSync(page, "utf8")
    .split(/^## (?=\d|Glossary|口径)/m)
    .slice(1),
}));

describe.each(pages)("$page", ({ page, chapters }) => {
  test.each([0, 1, 2, 3])(
    "tutorial %i goes through as it is written, and prints what it quotes",
    async (i) => {
      const steps = stepsOf(chapters[i]);
      const quoted = steps.filter((step) => "lines" in step && step.lines.length > 0);
      expect(quoted.length).toBeGreaterThan(4);
      const start = mkdtempSync(join(tmpdir(), "peakpath-tutorial-"));
      try {
        const folder = await follow(steps, start);
        const script = "island.mjs";
        if (i !== 3 || !existsSync("dist/library.js")) return;
        const dist = (name: string) => JSON.stringify(join(process.cwd(), "dist", name));
        const text = readFileSync(join(folder, script), "utf8")
          .replace('"peakpath"', dist("library.js"))
          .replace('"peakpath/node"', dist("library-node.js"));
        writeFileSync(join(folder, script), text);
        const printed = execFileSync(process.execPath, [script], { cwd: folder, encoding: "utf8" });
        expect(printed).toMatch(/^island\/reference 20\d\d .+ ktCO2\/yr [\d.]+ kcar\nisland\/slow 20\d\d .+ kcar\n$/);
      } finally {
        rmSync(start, { recursive: true, force: true });
      }
    },
    120_000,
  );

  test("the glossary names the boundaries as the model does", () => {
    const glossary = chapters.at(-1) ?? "";
    const said = [...glossary.matchAll(/^\| `(\w+)` \| ([^|]+) \| [^|]+ \|$/gm)].map(([, id, label]) => [id, label]);
    const language = page.endsWith(".zh.md") ? "zh" : "en";
    const named = shippedRun("zhejiang/policy").boundaries.map(({ name, label }) => [name, label[language]]);
    expect(said.toSorted()).toEqual(named.toSorted());
  });
});
