import { execFileSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";

// The package is packed, unpacked and run as a user would.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

/** The examples of an entry's documentation, by the function they stand at. */
function examples(file: string): [string, string][] {
  const blocks = readFileSync(file, "utf8").matchAll(
    / \* @example\n((?: \*.*\n)+?) \*\/\nexport (?:async )?function (\w+)/g,
  );
  return [...blocks].map(([, text, name]) => [name, text.replace(/^ \* ?/gm, "")]);
}

const all = ["src/peakpath.ts", "src/peakpath-node.ts"].flatMap(examples);
const readme = /```js\n(import[^`]*)```/.exec(readFileSync("README.md", "utf8"))?.[1] ?? "";

test("the main entry loads nothing of Node's, and no file or thread", () => {
  const seen = new Set<string>();
  const visit = (file: string): void => {
    if (seen.has(file)) return;
    seen.add(file);
    for (const [, name] of readFileSync(file, "utf8").matchAll(/^(?:import|} from)[^;]*?"([^"]+)"/gm)) {
      expect(name, file).not.toMatch(/^node:/);
      if (name.startsWith(".")) visit(join(file, "..", name));
    }
  };
  visit("src/peakpath.ts");
  expect([...seen].filter((file) => /^src\/(files|commands|batch\/(store|workers))\//.test(file))).toEqual([]);
  expect(seen.size).toBeGreaterThan(100);
});

describe.runIf(existsSync("dist/library.js"))("the packed package in an empty project", () => {
  let folder: string;
  let packed: number;
  const run = (...words: string[]) =>
    execFileSync(process.execPath, words, { cwd: folder, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "peakpath-pack-"));
    const npm = (...words: string[]) =>
      execFileSync("npm", [...words, "--ignore-scripts"], { cwd: folder, stdio: "ignore" });
    npm("pack", process.cwd(), "--pack-destination", folder);
    const [tarball] = readdirSync(folder);
    packed = statSync(join(folder, tarball)).size;
    writeFileSync(join(folder, "package.json"), JSON.stringify({ type: "module" }));
    npm("install", `./${tarball}`, "--offline", "--no-audit", "--no-fund");
    for (const [name, text] of all) writeFileSync(join(folder, `${name}.ts`), text);
    writeFileSync(join(folder, "readme.ts"), readme);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test("every example and the script of the README run, and print what they say", () => {
    expect(all.length).toBeGreaterThan(8);
    for (const [name] of all) writeFileSync(join(folder, `${name}.mjs`), readFileSync(join(folder, `${name}.ts`)));
    writeFileSync(join(folder, "readme.mjs"), readme);
    const names = [...all.map(([name]) => name), "readme"];
    writeFileSync(
      join(folder, "all.mjs"),
      `const printed = {};
const log = console.log;
for (const name of ${JSON.stringify(names)}) {
  printed[name] = [];
  console.log = (...words) => printed[name].push(words.map((w) => (typeof w === "string" ? w : JSON.stringify(w))).join(" "));
  await import(\`./\${name}.mjs\`);
}
log(JSON.stringify(printed));
`,
    );
    const printed: Record<string, string[]> = JSON.parse(run("all.mjs"));
    for (const [name, text] of all) {
      const said = [...text.matchAll(/console\.log\(.*\); \/\/ (.+)$/gm)].map(([, line]) => line);
      for (const line of said) expect(printed[name]).toContain(line);
      expect(printed[name].join(" "), name).not.toMatch(/undefined|null|NaN|^$/);
    }
    expect(printed.readme.length).toBeGreaterThan(4);
    expect(printed.readme.join("\n")).toMatch(/^assessed 20\d\d \d+\.\d MtCO2\/yr/);
  });

  test.each([
    ["nodenext", "nodenext"],
    ["esnext", "bundler"],
  ])("they are sound in types for module %s and resolution %s", (module, resolution) => {
    const files = [...all.map(([name]) => `${name}.ts`), "readme.ts"];
    const options = `--noEmit --strict --target es2022 --lib es2022,dom --module ${module} --moduleResolution ${resolution}`;
    const tsc = join(process.cwd(), "node_modules/typescript/bin/tsc");
    expect(() => run(tsc, ...options.split(" "), ...files)).not.toThrow();
  });

  test("weighs less than 5 MB, brings no other package and nothing that only a checkout runs", () => {
    expect(packed).toBeLessThan(5e6);
    const modules = join(folder, "node_modules");
    expect(readdirSync(modules).filter((name) => !name.startsWith("."))).toEqual(["peakpath"]);
    const dist = readdirSync(join(modules, "peakpath/dist"));
    expect(dist.filter((name) => /^(kept|answers|bench|fuzz|judge|.+-chunks)/.test(name))).toEqual([]);
  });

  test("what the library's main entry loads from the bundle is nothing of Node's", () => {
    const seen = new Set<string>();
    const visit = (file: string): void => {
      if (seen.has(file)) return;
      seen.add(file);
      const text = readFileSync(file, "utf8");
      expect(text, file).not.toMatch(/\b(?:from|import)\s*\(?"(?:node:|fs|path|module)/);
      for (const [, name] of text.matchAll(/\b(?:from|import)\(?"(\.[^"]+\.js)"/g)) visit(join(file, "..", name));
    };
    visit(join(folder, "node_modules/peakpath/dist/library.js"));
    expect(seen.size).toBeGreaterThan(10);
  });

  test("answers there: list, explain to the row of the source, batch, page", () => {
    const peakpath = (...words: string[]) => run("node_modules/peakpath/dist/peakpath.js", ...words);
    expect(peakpath("list", "levers", "kaya/policy")).toContain("energy_saving");
    expect(peakpath("batch", "kaya/policy", "--runs", "64")).toContain("64 runs");
    const explained = peakpath("explain", "zhejiang/policy", "capacity_potential.wind_offshore", "--year", "2030");
    const found = /from (data\/china\/\w+\.csv):(\d+) = 65\.0000 GW/.exec(explained);
    const [, table, row] = found ?? expect.fail("no row of a source table");
    const lines = readFileSync(join(folder, "node_modules/peakpath", table), "utf8").split("\n");
    expect(lines[Number(row) - 1]).toContain("capacity_potential");
    peakpath("page", "kaya/policy", "--out", "kaya.html");
    expect(statSync(join(folder, "kaya.html")).size).toBeGreaterThan(1e5);
  });

  test("the program and a folder of scenarios of one's own run", () => {
    mkdirSync(join(folder, "scenarios/zhejiang"), { recursive: true });
    writeFileSync(join(folder, "scenarios/zhejiang/mine.yaml"), "extends: policy\n");
    const printed = run("node_modules/peakpath/dist/peakpath.js", "run", "zhejiang/mine");
    expect(printed).toContain("zhejiang/mine");
    writeFileSync(
      join(folder, "folder.mjs"),
      `import { loadScenario, peaks, runScenario } from "peakpath";
import { shippedLibrary } from "peakpath/node";
console.log(peaks(runScenario(loadScenario(shippedLibrary("."), "zhejiang/mine"))).length);
`,
    );
    expect(Number(run("folder.mjs"))).toBeGreaterThan(1);
  });
});
