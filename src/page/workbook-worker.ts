import { workbookBytes } from "../report/workbook/workbook-bytes.ts";
import type { Told, WorkbookAsked } from "./answer.ts";

// What writes a page's workbooks: a program of its own, so that no page reads it before one is saved.

/** What a worker has of its browser, as far as it is used. */
interface Beside {
  onmessage: ((event: { readonly data: WorkbookAsked & { readonly number: number } }) => void) | null;
  postMessage(told: Told): void;
}
const page = globalThis as unknown as Beside;

page.onmessage = async ({ data: { number, sheets } }) => {
  try {
    page.postMessage({ number, answer: await workbookBytes(sheets) });
  } catch (error) {
    page.postMessage({ number, wrong: { en: String(error), zh: String(error) } });
  }
};
