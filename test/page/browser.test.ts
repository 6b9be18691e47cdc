import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { pageOf } from "../../src/commands/page/pack.ts";
import { installedLibrary, packageFolder } from "../../src/files/installed.ts";
import { verdictText } from "../../src/report/text/verdict.ts";
import { en } from "../../src/report/words/en.ts";
import { loadScenarios } from "../../src/run/load.ts";
import { runScenario } from "../../src/run/scenario-run.ts";
import { sharedPrograms } from "../../src/run/shared-programs.ts";
import { executablePath, hasChromium, SLOW, settled, violations, visitIn } from "./chromium.ts";

const there = hasChromium("the page is not tried in one");
const folder = mkdtempSync(join(tmpdir(), "peakpath-browser-"));
const hostile = '</script><script>globalThis.hit=1</script><!--<img src=x onerror="globalThis.hit=2">';
let browser: Browser;
let address: string;

beforeAll(async () => {
  if (!there) return;
  const own = join(folder, "scenarios/kaya");
  mkdirSync(own, { recursive: true });
  writeFileSync(join(own, "mine.yaml"), `extends: policy\ntitle: {en: ${JSON.stringify(hostile)}, zh: 我的}\n`);
  const folders = { packageFolder: packageFolder(), workingFolder: folder };
  const file = join(folder, "huzhou.html");
  writeFileSync(file, await pageOf(folders, ["huzhou/policy", "kaya/mine"], "en"));
  address = pathToFileURL(file).href;
  browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
}, SLOW);
afterAll(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true });
});

const visit = (fragment = "", width = 1280) =>
  visitIn(browser, address + fragment, { viewport: { width, height: 900 } });

const verdict = (page: Page) => page.locator(".verdict").textContent();

describe.skipIf(!there)("the page in a browser", { timeout: SLOW }, () => {
  test("a lever moves the numbers, is listed, saved, undone and kept in the address", async () => {
    const { page, wrong, asked } = await visit();
    const before = await verdict(page);
    await page.getByRole("searchbox").fill("new-energy cars");
    const slider = page.locator("#l-nev_sales");
    await slider.fill("0");
    await settled(page);
    const moved = await verdict(page);
    expect(moved).not.toBe(before);
    expect(await page.locator(".differs").textContent()).toContain("60 % → 0 %");
    expect(page.url()).toContain("#s=huzhou/policy&nev_sales=0");

    const download = page.waitForEvent("download");
    await page.getByText("Save", { exact: true }).click();
    await page.getByRole("button", { name: /YAML/ }).click();
    mkdirSync(join(folder, "scenarios/huzhou"), { recursive: true });
    await (await download).saveAs(join(folder, "scenarios/huzhou/mine.yaml"));
    const library = installedLibrary({ packageFolder: packageFolder(), workingFolder: folder });
    const [scenario] = loadScenarios(library, ["huzhou/mine"]);
    const run = runScenario(scenario, sharedPrograms(library.module));
    await page.locator(".numbers summary").click();
    const shown = await page.locator(".numbers tbody td:nth-child(2)").allInnerTexts();
    expect(shown).toEqual(Array.from(run.boundaries[0].series.values, (value) => value.toFixed(2)));

    const drawn = page.waitForEvent("download");
    await page.getByText("Save", { exact: true }).click();
    await page.getByRole("button", { name: /PNG/ }).click();
    const png = readFileSync(await (await drawn).path());
    expect([png.toString("latin1", 1, 4), png.readUInt32BE(16), png.length > 20_000]).toEqual(["PNG", 1920, true]);

    expect(await page.locator(".verdict h2").textContent()).toBe(verdictText(run, en, false));
    await page.getByRole("button", { name: "How sure is this?" }).click();
    const sure = page.locator("details.sure");
    await sure.waitFor({ timeout: SLOW });
    expect(await sure.textContent()).toMatch(/Peak by 2030: .*512 runs/);

    await page.getByRole("button", { name: "Undo" }).click();
    await settled(page);
    expect(await verdict(page)).toBe(before);
    expect(wrong).toEqual([]);
    expect(asked.filter((url) => !url.startsWith("file:") && !url.startsWith("blob:"))).toEqual([]);
    await page.context().close();
  });

  test("an address brings what was moved, in both languages and on a phone; axe finds nothing to mend", async () => {
    const { page, wrong } = await visit("#s=huzhou/policy&g=100&nev_sales=0.2", 360);
    await settled(page);
    expect(await page.locator(".differs h2").textContent()).toBe("2 things are moved");
    await page.getByRole("button", { name: "中文" }).click();
    await settled(page);
    expect(await page.locator(".differs h2").textContent()).toBe("已调整 2 项");
    expect(await page.evaluate("document.documentElement.lang")).toBe("zh-CN");
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(360);
    for (const family of await page.locator(".family h3 > button").all()) await family.click();
    for (const tab of await page.getByRole("tab").all()) {
      await tab.click();
      expect(await violations(page)).toEqual([]);
    }
    expect(wrong).toEqual([]);
    await page.context().close();
  });

  test("a number opens what it is made of", async () => {
    const { page } = await visit();
    await page.locator(".compared button").first().click();
    const dialog = page.getByRole("dialog");
    expect(await dialog.textContent()).toContain("emissions.assessed");
    await dialog.locator(".inputs button").first().click();
    await dialog.getByRole("button", { name: "Back" }).click();
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press("Escape");
    expect(await dialog.isVisible()).toBe(false);
    await page.context().close();
  });

  test("nothing in a file, a title or an address runs code", async () => {
    const { page } = await visit("#s=huzhou/policy&nev_sales=<img src=x onerror=globalThis.hit=3>");
    expect(await page.locator(".said").textContent()).toContain("not understood");
    await page.locator("select").first().selectOption("kaya/mine");
    await page.getByRole("heading", { name: hostile }).waitFor();
    const text = `extends: policy\ntitle: {en: ${JSON.stringify(hostile)}, zh: 甲}\nlevers: {${JSON.stringify(hostile)}: {strength: 1}}\n`;
    await page.locator('input[type="file"]').setInputFiles({
      name: "<img src=x>.yaml",
      mimeType: "application/yaml",
      buffer: Buffer.from(text),
    });
    expect(await page.locator(".wrong pre").textContent()).toContain("scenarios/kaya/img_src_x.yaml:3:10");
    expect(await page.evaluate(() => (globalThis as { hit?: number }).hit)).toBeUndefined();
    expect(await page.locator("img").count()).toBe(0);
    await page.context().close();
  });
});
