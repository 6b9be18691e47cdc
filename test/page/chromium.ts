import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";

/** The browser that is named, or Debian's. */
export const executablePath = process.env.PEAKPATH_CHROMIUM ?? "/usr/bin/chromium";

/**
 * Whether the page is to be tried in it, as `.ci/run` and `npm run pictures` ask by `PEAKPATH_CHROMIUM`; says what is not
 * tried where not.
 */
export function hasChromium(what: string): boolean {
  if (process.env.PEAKPATH_CHROMIUM !== undefined && existsSync(executablePath)) return true;
  console.warn(`PEAKPATH_CHROMIUM names no browser (/usr/bin/chromium, say): ${what}`);
  return false;
}

/** A browser on a machine that does much else, in milliseconds. */
export const SLOW = 120_000;

/** A page of its own, offline, once it is ready; what goes wrong in it and what it asks for. */
export async function visitIn(
  browser: Browser,
  address: string,
  options: BrowserContextOptions,
): Promise<{ page: Page; wrong: string[]; asked: string[] }> {
  const context = await browser.newContext({ offline: true, acceptDownloads: true, ...options });
  const page = await context.newPage();
  const [wrong, asked]: string[][] = [[], []];
  page.on("pageerror", (error) => wrong.push(error.message));
  page.on("console", (message) => message.type() === "error" && wrong.push(message.text()));
  page.on("request", (request) => asked.push(request.url()));
  await page.goto(address);
  await page.locator("button.tour").waitFor();
  await page.locator("[data-ready]").waitFor({ timeout: SLOW });
  return { page, wrong, asked };
}

/** The answer to what was last moved is shown. */
export const settled = (page: Page) => page.locator("[data-settled]").waitFor({ timeout: SLOW });

const axe = createRequire(import.meta.url).resolve("axe-core/axe.min.js");

/** What axe finds wrong in a page as it stands. */
export async function violations(page: Page): Promise<string[]> {
  // The page's own policy forbids foreign scripts: the checker comes in by the debugger.
  if (!(await page.evaluate(() => "axe" in globalThis))) await page.evaluate(await readFile(axe, "utf8"));
  return page.evaluate(async () => {
    const { violations: all } = await (
      globalThis as unknown as {
        axe: { run: () => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
      }
    ).axe.run();
    return all.map(({ id, nodes }) => `${id}: ${nodes[0].html}`);
  });
}
