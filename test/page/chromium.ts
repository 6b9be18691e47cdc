import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";

/** Debian's browser, or the one that is named. */
export const executablePath = process.env.PEAKPATH_CHROMIUM ?? "/usr/bin/chromium";

/** Whether there is one; where not, it is said what is not tried for it. */
export function hasChromium(what: string): boolean {
  if (existsSync(executablePath)) return true;
  console.warn(`no browser at ${executablePath}: ${what} (PEAKPATH_CHROMIUM names another)`);
  return false;
}

/** A browser on a machine that does much else, in milliseconds. */
export const SLOW = 120_000;

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
