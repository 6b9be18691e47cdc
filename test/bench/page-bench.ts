/**
 * Timings of the page of Zhejiang in a browser, as JSON on standard output: first paint and ready, from a slider's input
 * event to the frame that shows the answer, and the heap over many changes.
 */
import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { pageOf } from "../../src/commands/page/pack.ts";
import { packageFolder } from "../../src/files/installed.ts";

/** By a name that the bundler does not follow: the driver of browsers stays where it is installed. */
const driver: string = "playwright-core";
const { chromium }: typeof import("playwright-core") = await import(driver);
const changes = Number(process.argv[3] ?? 10_000);
const timed = Math.min(500, changes);
const folder = mkdtempSync(join(tmpdir(), "peakpath-page-bench-"));
const file = join(folder, "page.html");
const folders = { packageFolder: packageFolder(), workingFolder: packageFolder() };
writeFileSync(file, await pageOf(folders, ["zhejiang/policy"], "en"));

const executablePath = process.env.PEAKPATH_CHROMIUM ?? "/usr/bin/chromium";
const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
const page = await browser.newPage();
const session = await page.context().newCDPSession(page);
await page.goto(pathToFileURL(file).href);
await page.locator("[data-ready]").waitFor();
const readyMs = await page.evaluate(() => performance.now());
const paintMs = await page.evaluate(() => performance.getEntriesByName("first-contentful-paint")[0]?.startTime);
await page.getByRole("searchbox").fill("offshore wind");
await page.locator("#l-offshore_wind").waitFor();

/** Drags the slider so often, each step when the answer to the one before is on the screen; milliseconds of each. */
const drag = (count: number): Promise<number[]> =>
  page.evaluate(
    `(async () => {
      const slider = document.querySelector("#l-offshore_wind");
      const main = document.querySelector("main");
      const frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
      const times = [];
      for (let i = 0; i < ${count}; i++) {
        slider.valueAsNumber = 1 + (i * 37) % 99;
        const start = performance.now();
        slider.dispatchEvent(new Event("input", { bubbles: true }));
        do await frame(); while (!main.hasAttribute("data-settled"));
        times.push(performance.now() - start);
      }
      return times;
    })()`,
  );
const heap = async (): Promise<number> => {
  await session.send("HeapProfiler.collectGarbage");
  const { usedSize } = await session.send("Runtime.getHeapUsage");
  return usedSize / 1e6;
};

await drag(50);
const times = (await drag(timed)).sort((a, b) => a - b);
const heaps = [await heap()];
for (let part = 0; part < 2; part++) {
  await drag(Math.max(0, Math.round((changes - timed) / 2)));
  heaps.push(await heap());
}
const quantile = (share: number) => Number(times[Math.floor(share * (times.length - 1))].toFixed(1));
const result = {
  fileMB: Number((statSync(file).size / 1e6).toFixed(2)),
  firstPaintMs: paintMs && Math.round(paintMs),
  readyMs: Math.round(readyMs),
  inputToPictureMs: {
    p05: quantile(0.05),
    p50: quantile(0.5),
    p95: quantile(0.95),
    p99: quantile(0.99),
    n: times.length,
  },
  heapMB: heaps.map((size) => Number(size.toFixed(1))),
  changes,
};
console.log(JSON.stringify(result, null, 2));
await browser.close();
rmSync(folder, { recursive: true });
