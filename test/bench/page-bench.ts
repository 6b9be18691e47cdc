/**
 * Timings of the page of Zhejiang in a browser, as JSON on standard output: first paint and ready, from a slider's input
 * event to the picture that shows the answer, and the heap over many changes.
 *
 * A display shows a frame each 16.7 ms, and an answer that comes between two of them waits for the next. The page has no
 * part in that: `inputToPictureMs` is measured in a browser whose frames follow each other without it, from the input
 * event to the end of the frame in which the new picture was painted. `at60HzMs` is the same with the display's frames,
 * for inputs spread evenly over a frame as a hand's are; `frames` says in which frame after the input the picture came.
 */
import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Page } from "playwright-core";
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
/** Opens the page in a browser of its own, with the frames of a display or as they come. */
async function open(args: readonly string[]) {
  const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", ...args] });
  const page = await browser.newPage();
  await page.goto(pathToFileURL(file).href);
  await page.locator("[data-ready]").waitFor();
  const readyMs = await page.evaluate(() => performance.now());
  const paintMs = await page.evaluate(() => performance.getEntriesByName("first-contentful-paint")[0]?.startTime);
  await page.getByRole("searchbox").fill("offshore wind");
  await page.locator("#l-offshore_wind").waitFor();
  return { browser, page, readyMs, paintMs };
}

interface Step {
  /** From the input event until the answer stands in the document, and until its frame has been painted. */
  readonly drawnMs: number;
  readonly paintedMs: number;
  /** Frames that began until then, the one with the picture counted. */
  readonly frames: number;
}

/**
 * Drags the slider so often, each step when the answer to the one before is on the screen and a part of a frame has
 * passed, each time another: inputs that follow a frame at once would all wait for the whole of the next.
 */
const drag = (page: Page, count: number): Promise<Step[]> =>
  page.evaluate(
    `(async () => {
      const slider = document.querySelector("#l-offshore_wind");
      const main = document.querySelector("main");
      const { port1, port2 } = new MessageChannel();
      const painted = (isDrawn) => new Promise((done) => requestAnimationFrame(() => {
        const isThere = isDrawn();
        port1.onmessage = () => done(isThere);
        port2.postMessage(0);
      }));
      const steps = [];
      for (let i = 0; i < ${count}; i++) {
        const until = performance.now() + (i * 0.618034 % 1) * 16.7;
        while (performance.now() < until) await new Promise((done) => setTimeout(done));
        let drawnMs;
        const seen = new MutationObserver(() => {
          if (main.hasAttribute("data-settled")) drawnMs ??= performance.now() - start;
        });
        seen.observe(main, { attributes: true, attributeFilter: ["data-settled"] });
        slider.valueAsNumber = 1 + (i * 37) % 99;
        const start = performance.now();
        slider.dispatchEvent(new Event("input", { bubbles: true }));
        let frames = 1;
        while (!(await painted(() => drawnMs !== undefined))) frames++;
        seen.disconnect();
        steps.push({ drawnMs, paintedMs: performance.now() - start, frames });
      }
      return steps;
    })()`,
  );
const distribution = (times: readonly number[]) => {
  const sorted = [...times].sort((a, b) => a - b);
  const [p05, p50, p95, p99] = [0.05, 0.5, 0.95, 0.99].map((share) =>
    Number(sorted[Math.floor(share * (sorted.length - 1))].toFixed(1)),
  );
  return { p05, p50, p95, p99, n: sorted.length };
};

const { browser, page, readyMs, paintMs } = await open([]);
const session = await page.context().newCDPSession(page);
const heap = async (): Promise<number> => {
  await session.send("HeapProfiler.collectGarbage");
  const { usedSize } = await session.send("Runtime.getHeapUsage");
  return usedSize / 1e6;
};

await drag(page, 50);
const shown = await drag(page, timed);
const heaps = [await heap()];
for (let part = 0; part < 2; part++) {
  await drag(page, Math.max(0, Math.round((changes - timed) / 2)));
  heaps.push(await heap());
}
await browser.close();

const free = await open(["--disable-frame-rate-limit", "--disable-gpu-vsync"]);
await drag(free.page, 50);
const unlimited = await drag(free.page, timed);
await free.browser.close();

const result = {
  fileMB: Number((statSync(file).size / 1e6).toFixed(2)),
  firstPaintMs: paintMs && Math.round(paintMs),
  readyMs: [readyMs, free.readyMs].map(Math.round),
  inputToPictureMs: distribution(unlimited.map(({ paintedMs }) => paintedMs)),
  inputToDocumentMs: distribution(unlimited.map(({ drawnMs }) => drawnMs)),
  at60HzMs: distribution(shown.map(({ paintedMs }) => paintedMs)),
  frames: [1, 2, 3].map((most) => shown.filter(({ frames }) => frames <= most).length / shown.length),
  heapMB: heaps.map((size) => Number(size.toFixed(1))),
  changes,
};
console.log(JSON.stringify(result, null, 2));
rmSync(folder, { recursive: true });
