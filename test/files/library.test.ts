import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { isWithin, nodeLibrary } from "../../src/files/library.ts";
import { InputError } from "../../src/text/problems.ts";

let root: string;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), "peakpath-library-"));
  const put = (path: string, text: string | Uint8Array) => {
    mkdirSync(join(root, path, ".."), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  put("package/scenarios/zhejiang/policy.yaml", "shipped policy");
  put("package/scenarios/zhejiang/reference.yaml", "shipped reference");
  put("work/scenarios/zhejiang/policy.yaml", "own policy");
  put("work/scenarios/mine.yaml", "mine");
  put("work/scenarios/bytes.yaml", Buffer.from([0x61, 0xff, 0x62, 0xc3]));
  put("elsewhere/secret.env", "KEY=abc");
  put("elsewhere/deep/table.csv", "a,b");
  put("elsewhere/deep/inner/more.csv", "c,d");
  const link = (target: string, place: string) => symlinkSync(join(root, target), join(root, place));
  link("elsewhere/secret.env", "work/scenarios/link.yaml");
  link("elsewhere", "work/scenarios/folder");
  link("elsewhere/deep", "work/levers");
  link("work/scenarios/circle.yaml", "work/scenarios/circle.yaml");
  link("work/scenarios/mine.yaml", "work/scenarios/inside.yaml");
  execFileSync("mkfifo", [join(root, "work/pipe.yaml")]);
  put("work/full.yaml", "#".repeat(2_000_000));
  for (const [name, bytes] of [
    ["long.yaml", 2_000_001],
    ["long.csv", 20_000_001],
  ] as const) {
    put(`work/${name}`, "");
    truncateSync(join(root, "work", name), bytes);
  }
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

const library = (...others: string[]) =>
  nodeLibrary(
    join(root, "package"),
    join(root, "work"),
    others.map((other) => join(root, other)),
  );

const refusal = (path: string, own = library()): string => {
  try {
    return `read: ${own.read(path)}`;
  } catch (error) {
    if (error instanceof InputError) return error.problems[0].message;
    throw error;
  }
};

test("the working folder stands over the package", () => {
  expect(library().read("scenarios/zhejiang/policy.yaml")).toBe("own policy");
  expect(library().read("scenarios/zhejiang/reference.yaml")).toBe("shipped reference");
});

test("a missing file is undefined", () => {
  expect(library().read("scenarios/none.yaml")).toBeUndefined();
  expect(library().read("scenarios/mine.yaml/none")).toBeUndefined();
});

test("an absolute path is read as it stands", () => {
  expect(library().read(join(root, "work/scenarios/mine.yaml"))).toBe("mine");
});

test("lists the files of both, each once, sorted", () => {
  expect(library().list("scenarios/zhejiang")).toEqual(["policy.yaml", "reference.yaml"]);
  expect(library().list("nowhere")).toEqual([]);
});

const outside = "lies outside the working folder and the package; --files-from with its folder allows it";

test("nothing outside the two folders is read, by whatever way a path leads there, whether it exists or not", () => {
  for (const path of [
    "/proc/self/environ",
    "/etc/passwd",
    "/nowhere/at/all",
    "../elsewhere/secret.env",
    "scenarios/../../elsewhere/secret.env",
    "../elsewhere/none",
    "scenarios/link.yaml",
    "scenarios/folder/secret.env",
    join(root, "elsewhere/secret.env"),
    // A folder whose name begins alike.
    join(root, "work2/a.yaml"),
  ])
    expect(refusal(path), path).toContain(outside);
  expect(() => library().list("levers")).toThrow(outside);
  expect(library().read("scenarios/inside.yaml")).toBe("mine");
});

test("files and folders that the user names are read too, and nothing above them", () => {
  const own = library("elsewhere/deep");
  expect(own.read(join(root, "elsewhere/deep/table.csv"))).toBe("a,b");
  expect(own.read(join(root, "elsewhere/deep/inner/more.csv"))).toBe("c,d");
  expect(own.read("levers/table.csv")).toBe("a,b");
  expect(refusal(join(root, "elsewhere/secret.env"), own)).toContain(outside);
  expect(library("elsewhere/secret.env").read("scenarios/link.yaml")).toBe("KEY=abc");
});

test("what the system shows of itself belongs to no working folder", () => {
  expect(isWithin("/", "/proc/self/environ")).toBe(false);
  expect(isWithin("/", "/srv/scenario.yaml")).toBe(true);
  expect(isWithin("/dev/shm", "/dev/shm/scenario.yaml")).toBe(true);
});

test("pipes, devices, folders and circles are named and never waited for", () => {
  expect(refusal("pipe.yaml")).toBe('the file "pipe.yaml" is a pipe; a regular file is needed');
  expect(refusal("scenarios")).toBe('the file "scenarios" is a folder; a regular file is needed');
  expect(refusal("scenarios/circle.yaml")).toContain("cannot be read: its links run in a circle");
  expect(refusal("/dev/zero", nodeLibrary(root, root, ["/dev/zero"]))).toContain("is a device");
  expect(refusal("a\0b.yaml")).toBe('the file "a b.yaml" has a name with characters that no file has');
  expect(refusal(`${"n".repeat(300)}.yaml`)).toBe(`the file "${"n".repeat(60)}…" has a name that is too long`);
});

test("a file is read up to the length of its kind, and a file that tells no length to its end", () => {
  expect(refusal("long.yaml")).toBe('the file "long.yaml" is longer than the 2 MB that are read of one');
  expect(refusal("long.csv")).toBe('the file "long.csv" is longer than the 20 MB that are read of one');
  expect(library().read("full.yaml")).toHaveLength(2_000_000);
  expect(nodeLibrary(root, root, ["/proc/self/status"]).read("/proc/self/status")).toMatch(/^Name:/);
});

test("bytes that are no text are a mistake in the file itself", () => {
  try {
    library().read("scenarios/bytes.yaml");
    expect.unreachable();
  } catch (error) {
    expect((error as InputError).problems[0]).toMatchObject({
      at: { file: "scenarios/bytes.yaml", line: 1, column: 1 },
      message: "the file is neither UTF-8 nor UTF-16 nor GB 18030; save it as UTF-8",
    });
  }
});

test("files are text in UTF-8, UTF-16 or GB 18030, or refused at their path", () => {
  const put = (name: string, bytes: Uint8Array) => writeFileSync(join(root, "work/scenarios", name), bytes);
  // title: 基准 in GB 18030
  put("gb.yaml", Buffer.from("7469746c653a20bbf9d7bc0a", "hex"));
  put("wide.yaml", Buffer.from("\ufefftitle: 基准\n", "utf16le"));
  put("latin.yaml", Buffer.from("title: Zürich\n", "latin1"));
  expect(library().read("scenarios/gb.yaml")).toBe("title: 基准\n");
  expect(library().read("scenarios/wide.yaml")).toBe("title: 基准\n");
  expect(() => library().read("scenarios/latin.yaml")).toThrow(
    "scenarios/latin.yaml:1:1  the file is neither UTF-8 nor UTF-16 nor GB 18030; save it as UTF-8",
  );
});
