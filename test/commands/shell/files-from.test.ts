import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { peakpath, toyProject } from "../toy.ts";

let root: string;
let work: string;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), "peakpath-files-from-"));
  work = join(root, "work");
  const put = (path: string, text: string) => {
    mkdirSync(join(root, path, ".."), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  put("rows.csv", "growth_rate\n1\n");
  const scenario = (rows: string) =>
    `extends: toyland/reference\ntitle: Elsewhere\ndesign:\n  kind: list\n  file: ${rows}\n  inputs: {no_such_input: {as: shift}}\n`;
  put("mine/beside.yaml", scenario("table.csv"));
  put("mine/above.yaml", scenario("../rows.csv"));
  put("mine/table.csv", "no_such_input\n1\n");
  put("secret/note.env", "TOKEN=abc");
  put("work/scenarios/toyland/greedy.yaml", scenario("/proc/self/environ"));
  symlinkSync(join(root, "secret/note.env"), join(work, "scenarios/toyland/link.yaml"));
  execFileSync("mkfifo", [join(work, "pipe.csv")]);
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

const check = (words: string) => peakpath(`check ${words}`, { workingFolder: work, packageFolder: toyProject });

const outside = "lies outside the working folder and the package; --files-from with its folder allows it";

test("a scenario in somebody's project shows nothing of the machine that checks it", async () => {
  const { code, err } = await check("toyland/link");
  expect(code).toBe(2);
  expect(err).toBe(`scenarios/toyland/link.yaml:1:1  the file "scenarios/toyland/link.yaml" ${outside}\n`);
  expect((await check("scenarios/toyland/link.yaml")).err).toBe(err);
  expect((await check("scenarios/toyland/link.yaml --lang zh")).err).toContain("请用 --files-from 指明其文件夹");
});

test("a file that is named brings its folder along, and --files-from any other", async () => {
  const unknown = 'unknown parameter "no_such_input"';
  const beside = await check(join(root, "mine/beside.yaml"));
  expect(beside.err).toContain(unknown);
  expect(beside.err).not.toContain(outside);
  for (const words of [`--files-from ${root}`, `--files-from=${root} --files-from ${join(root, "secret")}`])
    expect((await check(`toyland/link ${words}`)).err).toContain('found "TOKEN=abc"');
});

test("--files-from wants a folder, and no command waits for a pipe", async () => {
  expect(await check("toyland/link --files-from nowhere")).toMatchObject({
    code: 2,
    err: '--files-from takes a folder, and "nowhere" is none\n',
  });
  for (const words of [
    "new dali --parent toyland --from pipe.csv",
    "check pipe.csv",
    "batch toyland/policy --design=pipe.csv",
  ])
    expect(await peakpath(words, { workingFolder: work })).toMatchObject({
      code: 2,
      err: 'pipe.csv:1:1  the file "pipe.csv" is a pipe; a regular file is needed\n',
    });
});

test("a lone dash is no folder of a shard", async () => {
  expect(await peakpath("merge -")).toMatchObject({
    code: 2,
    err: "merge takes the folders of a batch's shards, such as s1 s2\n",
  });
});
