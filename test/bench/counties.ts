import { spawn } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

// `npm run bench -- counties 100 700 2800` runs so many counties beside the shipped regions, each number in a process of its
// own: what each hundred more takes of processor time and memory. With `--out` their files are written too, 4 MB each.

const lookMilliseconds = 100;

/** The shipped regions that are taken from a larger one by rule; each county is a copy of one, under names of its own. */
const cities = readdirSync("dist/regions")
  .filter((name) => name.endsWith(".yaml"))
  .map((name) => name.slice(0, -".yaml".length))
  .filter((id) => /^downscaled:/m.test(readFileSync(`dist/regions/${id}.yaml`, "utf8")))
  .filter((id) => ["reference", "policy"].every((name) => readdirSync(`scenarios/${id}`).includes(`${name}.yaml`)));

/** Writes the county of that number: its region with all tables, and the two scenarios of every region. */
function writeCounty(folder: string, number: number): void {
  const city = cities[number % cities.length];
  const county = `county_${String(number).padStart(4, "0")}`;
  const renamed = (text: string) =>
    text.replaceAll(`${city}/`, `${county}/`).replace(/^(region:) .*$/m, `$1 ${county}`);
  const regions = join(folder, "data/regions");
  cpSync(`dist/regions/${city}`, join(regions, county), { recursive: true });
  const region = renamed(readFileSync(`dist/regions/${city}.yaml`, "utf8"));
  const label = `label: {en: "County ${number}", zh: "县${number}"}`;
  writeFileSync(join(regions, `${county}.yaml`), region.replace(/^label: .*$/m, label));
  mkdirSync(join(folder, "scenarios", county), { recursive: true });
  for (const name of ["reference", "policy"])
    writeFileSync(
      join(folder, `scenarios/${county}/${name}.yaml`),
      renamed(readFileSync(`scenarios/${city}/${name}.yaml`, "utf8")),
    );
}

/** Processor and wall seconds of `run --all` beside so many counties, and the most memory it ever held. */
async function runCounties(count: number, workers: number, isWritten: boolean) {
  const folder = mkdtempSync(join(tmpdir(), "peakpath-counties-"));
  try {
    for (let i = 0; i < count; i++) writeCounty(folder, i);
    const words = ["run", "--all", "--workers", String(workers), ...(isWritten ? ["--out", "results"] : [])];
    const start = performance.now();
    const child = spawn(process.execPath, [resolve("dist/peakpath.js"), ...words], { cwd: folder, stdio: "ignore" });
    let kilobytes = 0;
    let ticks = 0;
    const look = setInterval(() => {
      try {
        kilobytes = Number(/VmHWM:\s*(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, "utf8"))?.[1] ?? kilobytes);
        const fields = readFileSync(`/proc/${child.pid}/stat`, "utf8").split(") ")[1].split(" ");
        ticks = Number(fields[11]) + Number(fields[12]);
      } catch {
        // Ended between two looks, or no Linux.
      }
    }, lookMilliseconds);
    const code = await new Promise<number | null>((done) => child.on("close", done));
    clearInterval(look);
    const seconds = (performance.now() - start) / 1000;
    return { counties: count, workers, code, seconds, processor_seconds: ticks / 100, megabytes: kilobytes / 1024 };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const isWritten = process.argv.includes("--out");
const counts = process.argv
  .slice(3)
  .filter((word) => /^\d+$/.test(word))
  .map(Number);
const workers = Number(process.argv.find((word) => word.startsWith("--workers="))?.slice("--workers=".length) ?? 2);
let before: Awaited<ReturnType<typeof runCounties>> | undefined;
for (const count of counts.length === 0 ? [0, 100, 700] : counts) {
  const found = await runCounties(count, workers, isWritten);
  const more = before === undefined ? undefined : (found.counties - before.counties) / 100;
  const slope = (of: "seconds" | "processor_seconds" | "megabytes") =>
    before === undefined || more === undefined ? undefined : (found[of] - before[of]) / more;
  const aHundred = {
    seconds: slope("seconds"),
    processor_seconds: slope("processor_seconds"),
    megabytes: slope("megabytes"),
  };
  console.log(JSON.stringify({ ...found, a_hundred_more: aHundred }));
  before = found;
}
