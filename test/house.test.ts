import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { expect, test } from "vitest";

/** The rooms from the ground up: each imports only from its own or from one below. */
const rooms = [
  "text",
  "engine",
  "files",
  "statistics",
  "scenario",
  "run",
  "regions",
  "questions",
  "batch",
  "report",
  "page",
  "commands",
];
/** What may read files and use what only Node has; everything else runs in a browser too. */
const onNode = /^src\/(files\/|commands\/|batch\/store\/|batch\/workers\/|peakpath-node\.ts$)/;
const root = join(import.meta.dirname, "..");
const sources = readdirSync(join(root, "src"), { recursive: true, encoding: "utf8" })
  .filter((name) => /\.tsx?$/.test(name))
  .map((name) => join("src", name));
const imports = new Map(
  sources.map((file) => {
    const text = readFileSync(join(root, file), "utf8");
    const names = [...text.matchAll(/(?:from|import\()\s*"([^"]+)"/g)].map(([, name]) => name);
    return [file, names.map((name) => (name.startsWith(".") ? normalize(join(dirname(file), name)) : name))] as const;
  }),
);
/** The public library stands above all rooms. */
const roomOf = (file: string): number =>
  /^src\/[^/]+\.ts$/.test(file) ? rooms.length : rooms.indexOf(file.split("/")[1]);

test.each([...imports])("%s imports only from below", (file, names) => {
  const above = names.filter((name) => {
    if (!name.startsWith("src/")) return name.startsWith("node:") && !onNode.test(file);
    if (name.startsWith("src/files/") && !onNode.test(file) && !file.startsWith("src/files/")) return true;
    const apart = roomOf(file) === rooms.indexOf("questions") && roomOf(name) === rooms.indexOf("regions");
    return apart || roomOf(name) > roomOf(file);
  });
  expect(above).toEqual([]);
});

test("no file is reached again from what it imports", () => {
  const done = new Set<string>();
  const visit = (file: string, trail: readonly string[]): void => {
    if (trail.includes(file)) expect.fail([...trail, file].join(" -> "));
    if (done.has(file)) return;
    for (const name of imports.get(file) ?? []) visit(name, [...trail, file]);
    done.add(file);
  };
  for (const file of sources) visit(file, []);
});

test("no folder holds more than 25 files", () => {
  const counts = new Map<string, number>();
  for (const file of sources) counts.set(dirname(file), (counts.get(dirname(file)) ?? 0) + 1);
  expect([...counts].filter(([, count]) => count > 25)).toEqual([]);
});
