import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { packScenarios, pageOf } from "../../src/commands/page/pack.ts";
import { packageFolder } from "../../src/files/installed.ts";
import { openDesk } from "../../src/page/desk.ts";
import { movedOf, untouched } from "../../src/page/state.ts";
import { LEVER_YEARS, leverPeaks } from "../../src/questions/levers/lever-peaks.ts";
import { zh } from "../../src/report/words/zh.ts";
import { runSheets } from "../../src/report/workbook/run-workbook.ts";
import { workbookBytes } from "../../src/report/workbook/workbook-bytes.ts";
import { executablePath, hasChromium, SLOW, settled, visitIn } from "./chromium.ts";

const there = hasChromium("delivery, years and workbook are not tried in one");
const folder = mkdtempSync(join(tmpdir(), "peakpath-assumptions-"));
const folders = { packageFolder: packageFolder(), workingFolder: folder };
let browser: Browser;
let address: string;

beforeAll(async () => {
  if (!there) return;
  const file = join(folder, "huzhou.html");
  writeFileSync(file, await pageOf(folders, ["huzhou/policy", "huzhou/reference", "kaya/policy"], "en"));
  address = pathToFileURL(file).href;
  browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
}, SLOW);
afterAll(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true });
});

const visit = (fragment = "", hasTouch = false) =>
  visitIn(browser, address + fragment, {
    viewport: hasTouch ? { width: 360, height: 800 } : { width: 1280, height: 900 },
    hasTouch,
  });

const stateOf = (page: Page) => movedOf(new URL(page.url()).hash);

describe.skipIf(!there)("assumptions and years in a browser", { timeout: SLOW }, () => {
  test("how plans are delivered is chosen, listed, kept in the address and undone; the line stays", async () => {
    const { page, wrong } = await visit();
    const verdict = await page.locator(".verdict h2").textContent();
    await page.locator("#delivery").selectOption("before");
    await page.locator("#delivery").selectOption("part");
    await page.getByRole("slider", { name: "Part of the plan that comes" }).fill("80");
    await settled(page);
    expect(stateOf(page)).toEqual({ ...untouched("huzhou/policy"), delivery: 80 });
    expect(await page.locator(".differs").textContent()).toContain("80 % of what each measure is planned to do");
    expect(await page.locator(".verdict h2").textContent()).toBe(verdict);
    expect(await page.getByRole("button", { name: "How sure is this?" }).count()).toBe(1);
    for (const delivery of [100, "before", undefined]) {
      await page.getByRole("button", { name: "Undo" }).click();
      expect(stateOf(page)?.delivery).toBe(delivery);
    }
    expect(await page.locator(".differs h2").textContent()).toBe("Nothing is moved");
    expect(wrong).toEqual([]);
    await page.context().close();
  });

  test("the page's other scenarios are set beside by name, those in other units or years said", async () => {
    const { page, wrong } = await visit();
    await page.getByRole("button", { name: "Compare all" }).click();
    await page.locator(".key.kept").waitFor({ timeout: SLOW });
    expect(await page.locator(".key.kept").allTextContents()).toEqual(["A huzhou/reference ×"]);
    expect(await page.locator(".said").textContent()).toContain("kaya/policy");
    expect(wrong).toEqual([]);
    await page.context().close();
  });

  test("start and end of a lever are handles for keys, mouse and touch", async () => {
    for (const hasTouch of [false, true]) {
      const { page, wrong } = await visit("", hasTouch);
      await page.getByRole("searchbox").fill("new-energy cars");
      await page.getByRole("button", { name: "More about New-energy cars" }).click();
      const [start, full] = ["first year", "year of full strength"].map((name) =>
        page.getByRole("slider", { name: `New-energy cars: ${name}` }),
      );
      const years = async () => {
        await settled(page);
        return stateOf(page)?.levers.nev_sales.slice(1);
      };
      await start.focus();
      await page.keyboard.press("ArrowRight");
      expect(await years()).toEqual([2027, 2040]);
      await page.keyboard.press("PageUp");
      expect(await years()).toEqual([2032, 2040]);
      await full.focus();
      await page.keyboard.press("Home");
      // The end takes the start along.
      expect(await years()).toEqual([2026, 2026]);
      await page.keyboard.press("End");
      expect(await years()).toEqual([2026, 2060]);
      expect(await full.getAttribute("aria-valuenow")).toBe("2060");
      const line = await page.locator(".track .line").boundingBox();
      const middle = { x: (line?.x ?? 0) + 0.6 * (line?.width ?? 0), y: (line?.y ?? 0) + 16 };
      if (hasTouch) await page.touchscreen.tap(middle.x, middle.y);
      else await page.mouse.click(middle.x, middle.y);
      expect(await years()).toEqual([2026, 2046]);
      await page.getByRole("button", { name: "Undo" }).click();
      expect(await years()).toEqual([2026, 2060]);
      expect(wrong).toEqual([]);
      await page.context().close();
    }
  });

  test("the workbook is the one that the command line writes of the saved file, to the byte", async () => {
    const { page, wrong } = await visit("#s=huzhou/policy&g=50&d=before&nev_sales=0.2_2028_2040");
    await page.getByRole("button", { name: "中文" }).click();
    await settled(page);
    const download = page.waitForEvent("download", { timeout: SLOW });
    await page.getByText("保存", { exact: true }).click();
    await page.getByRole("button", { name: /Excel/ }).click();
    const bytes = readFileSync(await (await download).path());
    const state = stateOf(page);
    expect(state?.levers).toEqual({ nev_sales: [0.2, 2028, 2040] });
    const run = openDesk(packScenarios(folders, ["huzhou/policy"])).wholeRun(state ?? untouched(""));
    const reported = [{ run, peaksByLever: leverPeaks(run, LEVER_YEARS) }];
    const expected = await workbookBytes(runSheets(reported, "peakpath page", zh));
    expect(bytes.equals(expected)).toBe(true);
    expect(wrong).toEqual([]);
    await page.context().close();
  });
});
