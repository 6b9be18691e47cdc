import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import writeExcelFile from "write-excel-file/node";
import { readShard } from "../../../src/batch/store/batch-shard.ts";
import { peakpath, toyProject } from "../toy.ts";

const batch = "batch toyland/policy --design designs/drivers.yaml";
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "peakpath-batch-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Every file beneath a folder with its bytes. */
function bytesIn(name: string): Record<string, string> {
  const root = join(folder, name);
  const files = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(
    files.map((entry) => {
      const file = join(entry.parentPath, entry.name);
      return [file.slice(root.length), readFileSync(file, "latin1")];
    }),
  );
}

const out = (name: string) => `--out ${join(folder, name)}`;

test("--format parquet writes the tables of all runs as Parquet instead, the same bytes merged of shards, and needs a folder", async () => {
  const asked = await peakpath(`${batch} --runs 64 --format parquet ${out("columns")}`);
  expect(asked).toMatchObject({ code: 0 });
  const written = bytesIn("columns");
  expect(
    Object.keys(written)
      .filter((name) => /experiments|outcomes/.test(name))
      .sort(),
  ).toEqual(["/experiments.parquet", "/outcomes.parquet"]);
  for (const shard of [1, 2]) await peakpath(`${batch} --runs 64 --shard ${shard}/2 ${out(`half${shard}`)}`);
  await peakpath(`merge ${join(folder, "half1")} ${join(folder, "half2")} --format parquet ${out("joined")}`);
  for (const name of ["/experiments.parquet", "/outcomes.parquet"]) {
    expect(written[name]?.startsWith("PAR1")).toBe(true);
    expect(bytesIn("joined")[name]).toBe(written[name]);
  }
  const bare = await peakpath(`${batch} --format parquet`);
  expect(bare).toMatchObject({ code: 2, out: "" });
  expect(bare.err).toContain("--format needs --out, the folder in which the batch is kept");
});

test("the same batch in WebAssembly, in JavaScript, and in shards that are merged gives the same bytes", async () => {
  const whole = await peakpath(`${batch} ${out("whole")}`);
  expect(whole).toMatchObject({ code: 0 });
  expect(whole.out).toContain("500 runs, independent draws (Monte Carlo) over 4 inputs, seed 1");
  expect(Object.keys(bytesIn("whole")).filter((name) => name.startsWith("/parts/"))).toHaveLength(63);
  const js = await peakpath(`${batch} --backend js ${out("js")}`);
  expect(js.out).toBe(whole.out);
  expect(bytesIn("js")).toEqual(bytesIn("whole"));
  for (const shard of [1, 2, 3]) {
    const done = await peakpath(`${batch} --shard ${shard}/3 ${out(`shard${shard}`)}`);
    expect(done).toMatchObject({ code: 0, out: "" });
    expect(done.err).toContain(`Shard ${shard} of 3`);
  }
  const shards = [3, 1, 2].map((shard) => join(folder, `shard${shard}`));
  const merged = await peakpath(`merge ${shards.join(" ")} ${out("merged")}`);
  expect(merged).toMatchObject({ code: 0, out: whole.out });
  const tables = Object.entries(bytesIn("whole")).filter(
    ([name]) => !name.startsWith("/parts/") && name !== "/batch.json",
  );
  expect(bytesIn("merged")).toEqual(Object.fromEntries(tables));

  const part = join(folder, "shard2", "parts", "part-000004.bin");
  rmSync(part);
  const lacking = await peakpath(`merge ${shards.join(" ")}`);
  expect(lacking).toMatchObject({
    code: 2,
    err: "1 parts (8 runs) are missing, the first of them part-000004.bin; run the shards that lack them again with --resume\n",
  });
});

test("shards whose design was named in other words are merged, also from another folder, with its table", async () => {
  const own = join(folder, "designs");
  mkdirSync(own);
  const design = "design:\n  kind: list\n  file: rows.csv\n  inputs: {levers.wind.strength: {}}\n";
  const rows = `levers.wind.strength\n${Array.from({ length: 20 }, (_, i) => i / 20).join("\n")}\n`;
  writeFileSync(join(own, "d.yaml"), design);
  writeFileSync(join(own, "rows.csv"), rows);
  const at = { workingFolder: own };
  const list = "batch toyland/policy --design";
  const whole = await peakpath(`${list} d.yaml`, at);
  expect(whole.out).toContain("20 runs, a list over 1 input");
  const [head, ...values] = rows.trim().split("\n");
  const cells = [["Sample"], [head], ...values.map((value) => [{ value: Number(value), format: "0%" }])];
  const sheets = [
    { data: cells, sheet: "样本" },
    { data: [["x"]], sheet: "b" },
  ];
  writeFileSync(join(own, "rows.xlsx"), await writeExcelFile(sheets).toBuffer());
  writeFileSync(join(own, "book.yaml"), design.replace("rows.csv", "rows.xlsx#样本"));
  expect((await peakpath(`${list} book.yaml`, at)).out).toBe(whole.out);
  writeFileSync(join(own, "book.yaml"), design.replace("rows.csv", "rows.xlsx"));
  expect((await peakpath(`${list} book.yaml`, at)).err).toContain(
    'book.yaml:3:9  design.file: "rows.xlsx" has 2 sheets: 样本, b; say which, such as "rows.xlsx#样本"',
  );
  expect(await peakpath(`${list} ./d.yaml --shard 1/2 ${out("one")}`, at)).toMatchObject({ code: 0 });
  const second = `${list} ${own}/d.yaml --shard 2/2 ${out("two")}`;
  expect(await peakpath(second)).toMatchObject({ code: 0 });
  rmSync(join(own, "d.yaml"));
  const merge = `merge ${join(folder, "one")} ${join(folder, "two")}`;
  expect(await peakpath(merge)).toMatchObject({ code: 0, out: whole.out });
  // Another name is the same batch, another text is not.
  writeFileSync(join(own, "e.yaml"), design);
  expect(await peakpath(`${list} e.yaml --shard 1/2 --resume ${out("one")}`, at)).toMatchObject({ code: 0 });
  writeFileSync(join(own, "rows.csv"), rows.replace("0.05", "0.06"));
  const changed = await peakpath(`${list} e.yaml --shard 1/2 --resume ${out("one")}`, at);
  expect(changed.err).toContain("holds another batch, which cannot be resumed: table of the design has changed.");
});

test("another seed and another number of runs are other batches", async () => {
  const [one, two] = [await peakpath(batch), await peakpath(`${batch} --seed 2`)];
  expect(two.out).not.toBe(one.out);
  expect((await peakpath(`${batch} --runs 64`)).out).toContain("64 runs");
});

test("a part that cannot be written stops the batch with every other whole, and --resume ends with the same bytes", async () => {
  await peakpath(`${batch} ${out("undisturbed")}`);
  const parts = join(folder, "full", "parts");
  const seventh = join(parts, "part-000006.bin");
  mkdirSync(seventh, { recursive: true });
  const stopped = await peakpath(`${batch} ${out("full")}`);
  expect(stopped).toMatchObject({
    code: 2,
    out: "",
    err: `${seventh} cannot be written: a folder stands in its place; remove it, or choose another folder. The parts that were written are whole, and the same command with --resume goes on in ${join(folder, "full")}\n`,
  });
  const chinese = await peakpath(`${batch} ${out("full")} --resume --lang zh`);
  expect(chinese.err).toBe(
    `无法写入 ${seventh}：该处是文件夹；请移走，或换一个文件夹。此前写入的各段完整，同一命令加 --resume 可在 ${join(folder, "full")} 中接着运行\n`,
  );
  rmdirSync(seventh);
  expect(readdirSync(parts)).toHaveLength(6);
  const again = await peakpath(`${batch} ${out("full")}`);
  expect(again).toMatchObject({ code: 2 });
  expect(again.err).toContain("holds a batch already; --resume goes on with it");
  // Parts that were damaged since are computed again.
  const part = (number: number) => join(parts, `part-00000${number}.bin`);
  writeFileSync(part(2), readFileSync(part(1)).subarray(0, -8));
  writeFileSync(part(3), readFileSync(part(1)));
  writeFileSync(part(4), "peakpath part 1\nnull\n");
  writeFileSync(part(5), "");
  expect(await peakpath(`${batch} ${out("full")} --resume`)).toMatchObject({ code: 0 });
  expect(bytesIn("full")).toEqual(bytesIn("undisturbed"));
});

test("shards without a file of a design are merged: that of the scenario, and all that is uncertain", async () => {
  const own = join(folder, "own-design");
  cpSync(join(toyProject, "scenarios"), join(own, "scenarios"), { recursive: true });
  writeFileSync(
    join(own, "scenarios/toyland/drawn.yaml"),
    "extends: policy\ndesign:\n  kind: monte_carlo\n  runs: 40\n  inputs: {levers.wind.strength: {spread: uniform, low: 0, high: 1}}\n",
  );
  const at = { workingFolder: own };
  const drawn = `batch toyland/drawn`;
  const whole = await peakpath(drawn, at);
  expect(whole.out).toContain("40 runs, independent draws (Monte Carlo) over 1 input");
  for (const shard of [1, 2]) await peakpath(`${drawn} --shard ${shard}/2 ${out(`drawn${shard}`)}`, at);
  const merged = await peakpath(`merge ${join(folder, "drawn1")} ${join(folder, "drawn2")}`, at);
  expect(merged).toMatchObject({ code: 0, out: whole.out });
});

test.each([
  ["", "it is empty"],
  ["{", "it is no JSON, or not all of it"],
  ["null", "it holds no batch"],
  ["[]", "it holds no batch"],
  ['{"peakpath": "0.1.0"}', '"scenario" is no text'],
])("batch.json with %j is named, and goes on from its parts when it is removed", async (text, what) => {
  const name = `damaged-${what.length}`;
  await peakpath(`${batch} --runs 16 ${out(name)}`);
  const before = bytesIn(name);
  const file = join(folder, name, "batch.json");
  writeFileSync(file, text);
  const message = `${file} is damaged: ${what}; remove it and give the batch's own command again, which keeps the parts that are whole\n`;
  for (const words of [`${batch} --runs 16 ${out(name)} --resume`, `merge ${join(folder, name)}`])
    expect(await peakpath(words)).toMatchObject({ code: 2, out: "", err: message });
  rmSync(file);
  expect(await peakpath(`${batch} --runs 16 ${out(name)} --resume`)).toMatchObject({ code: 0 });
  expect(bytesIn(name)).toEqual(before);
});

test("no link that lies in the folder leads a part out of it, and no temporary name can be foretold", async () => {
  const elsewhere = join(folder, "elsewhere");
  mkdirSync(elsewhere);
  const own = join(folder, "linked");
  mkdirSync(own);
  symlinkSync(elsewhere, join(own, "parts"));
  const refused = await peakpath(`${batch} ${out("linked")}`);
  expect(refused).toMatchObject({
    code: 2,
    err: `${join(own, "parts")} cannot be written: it is a symbolic link that leads out of ${own}; name the folder that is meant\n`,
  });
  expect(readdirSync(elsewhere)).toEqual([]);
  rmSync(join(own, "parts"));
  const victim = join(elsewhere, "victim");
  writeFileSync(victim, "precious");
  mkdirSync(join(own, "parts"));
  for (const name of ["part-000000.bin", "part-000001.bin.tmp"]) symlinkSync(victim, join(own, "parts", name));
  expect(await peakpath(`${batch} --runs 16 ${out("linked")}`)).toMatchObject({ code: 0 });
  expect(readFileSync(victim, "utf8")).toBe("precious");
});

test("a changed input refuses to resume and says what changed", async () => {
  const own = join(folder, "project");
  for (const name of ["scenarios", "designs", "data"])
    cpSync(join(toyProject, name), join(own, name), { recursive: true });
  const at = { workingFolder: own };
  await peakpath(`${batch} ${out("changed")}`, at);
  const lever = join(own, "data/levers/toy.yaml");
  writeFileSync(lever, readFileSync(lever, "utf8").replace("amount: 60 %", "amount: 61 %"));
  const refused = await peakpath(`${batch} --seed 3 ${out("changed")} --resume`, at);
  expect(refused).toMatchObject({ code: 2, out: "" });
  expect(refused.err).toContain("seed was 1 and is 3; data/levers/toy.yaml has changed");
  const merge = await peakpath(`merge ${join(folder, "changed")}`, at);
  expect(merge).toMatchObject({ code: 2 });
  expect(merge.err).toContain("data/levers/toy.yaml has changed");
});

test("options that do not fit each other are refused", async () => {
  const said = async (words: string) => (await peakpath(words)).err;
  expect(await said(`${batch} --resume`)).toBe("--resume needs --out, the folder in which the batch is kept\n");
  expect(await said(`${batch} --shard 1/2`)).toBe("--shard needs --out, the folder in which the batch is kept\n");
  expect(await said(`${batch} --keep outcome ${out("no")}`)).toBe(
    '--keep takes outcomes, trajectories, not "outcome"; did you mean "outcomes"?\n',
  );
  expect(await said(`${batch} --workers 0`)).toBe("--workers takes 1 or more, not 0\n");
  expect(await said(`${batch} --runs 0`)).toBe("a batch has from 1 to 4294967296 runs, not 0\n");
  expect(await said(`${batch} --runs ten`)).toBe('--runs takes a whole number, not "ten"\n');
  expect(await said(`merge ${folder}`)).toContain("holds no batch (no batch.json)");
});

test("a dry run says how many runs, how long and how much disk, and writes nothing", async () => {
  const { code, out: text } = await peakpath(`${batch} --runs 2000000 --dry-run ${out("dry")}`);
  expect(code).toBe(0);
  expect(text).toMatch(/^2,000,000 runs \(Monte Carlo\) over 4 inputs, in 489 parts\nAbout .+ on \d+ cores?, measured/);
  expect(text).toMatch(
    /With --out: \d+ MB for the parts; with --keep outcomes \d+ MB more for the tables of all runs\n$/,
  );
  // What is small, or asked for, is written anyway; a shard writes no tables.
  const plan = async (words: string) => (await peakpath(`${batch} --dry-run ${out("dry")} ${words}`)).out;
  expect(await plan("--runs 2000")).toMatch(
    /With --out: [\d.]+ [kM]B for the parts and [\d.]+ [kM]B for the tables of all runs\n$/,
  );
  expect(await plan("--runs 2000000 --keep outcomes")).toMatch(/for the parts and \d+ MB for the tables/);
  expect(await plan("--runs 2000 --shard 1/2")).toMatch(/With --out: [\d.]+ [kM]B for the parts\n$/);
  expect(readdirSync(folder)).not.toContain("dry");
});

test("a shard is named by hand, by SLURM or by Kubernetes", () => {
  expect(readShard(undefined, {})).toBeUndefined();
  expect(readShard("3/8", {})).toEqual({ number: 3, of: 8 });
  const slurm = {
    SLURM_ARRAY_TASK_ID: "14",
    SLURM_ARRAY_TASK_COUNT: "4",
    SLURM_ARRAY_TASK_MIN: "10",
    SLURM_ARRAY_TASK_STEP: "2",
  };
  expect(readShard("auto", slurm)).toEqual({ number: 3, of: 4 });
  expect(readShard("auto/8", { JOB_COMPLETION_INDEX: "0" })).toEqual({ number: 1, of: 8 });
  expect(readShard("auto", { JOB_COMPLETION_INDEX: "7", JOB_COMPLETIONS: "8" })).toEqual({ number: 8, of: 8 });
  expect(() => readShard("auto", {})).toThrow("neither is set");
  expect(() => readShard("auto", { JOB_COMPLETION_INDEX: "7" })).toThrow("--shard auto/8");
  expect(() => readShard("9/8", {})).toThrow("counted from 1/8 to 8/8");
  expect(() => readShard("eight", {})).toThrow('not "eight"');
});
