import { LEVER_YEARS, leverPeaks } from "../questions/levers/lever-peaks.ts";
import { svgText } from "../report/draw/svg.ts";
import { trajectoryPicture } from "../report/draw/trajectory.ts";
import { outputFiles } from "../report/tables/run-files.ts";
import { bothLanguages } from "../report/words/labels.ts";
import type { Words } from "../report/words/languages.ts";
import { wording } from "../report/words/wording.ts";
import { runSheets } from "../report/workbook/run-workbook.ts";
import type { Sheet } from "../report/workbook/sheet.ts";
import { InputError, type Label, type Message, problemLines } from "../text/problems.ts";
import type { Asked, Told } from "./answer.ts";
import { type Desk, openDesk } from "./desk.ts";
import { bytesOf, packOf } from "./packed.ts";
import type { Moved } from "./state.ts";

// The engine of a page: it runs beside it and answers what it asks.

/** What a worker has of its browser, as far as it is used. */
interface Beside {
  onmessage: ((event: { readonly data: Asked & { readonly number: number } }) => void) | null;
  postMessage(told: Told): void;
}
const page = globalThis as unknown as Beside;

let desk: Desk | undefined;
/** The newest question about effects; older ones stop. */
let effectsAsked = 0;

page.onmessage = async ({ data }) => {
  const { number } = data;
  try {
    if (data.kind === "open") {
      const packed = packOf(await unpacked(data.pack));
      desk = openDesk(packed);
      page.postMessage({ number, answer: packed.scenarios });
      return;
    }
    if (desk === undefined) throw new Error("nothing is open");
    if (data.kind === "effects") {
      effectsAsked = number;
      tellEffects(desk.effects(data.state, data.boundary, data.years), number);
      return;
    }
    if (data.kind === "sure") {
      const heard = (done: number, all: number) => page.postMessage({ number, answer: done / all, more: true });
      page.postMessage({ number, answer: desk.sure(data.state, data.runs, wordsOf(data.language), heard) });
      return;
    }
    page.postMessage({ number, answer: answerTo(desk, data) });
  } catch (error) {
    page.postMessage({ number, wrong: saidOf(error) });
  }
};

function answerTo(desk: Desk, asked: Exclude<Asked, { readonly kind: "open" | "effects" | "sure" }>): unknown {
  switch (asked.kind) {
    case "begin":
      return desk.open(asked.id);
    case "facts":
      return desk.facts(asked.id);
    case "move":
      return desk.answer(asked.state, wordsOf(asked.language));
    case "promises":
      return desk.promises(asked.state, wordsOf(asked.language));
    case "why":
      return desk.why(asked.state, asked.boundary, wordsOf(asked.language));
    case "subject":
      return desk.subject(asked.state, asked.subject, wordsOf(asked.language));
    case "book":
      return desk.book(asked.id, asked.subject, wordsOf(asked.language));
    case "explain":
      return desk.explain(asked.state, asked.path, asked.year);
    case "files":
      return filesOf(desk, asked.state, wordsOf(asked.language));
    case "sheets":
      return sheetsOf(desk, asked.state, wordsOf(asked.language));
    case "read":
      return desk.read(asked.id, asked.name, asked.text);
  }
}

/** Levers worked out before others may ask again. */
const AT_ONCE = 2;

function tellEffects(effects: ReturnType<Desk["effects"]>, number: number): void {
  const found = [];
  try {
    while (found.length < AT_ONCE) {
      const { value, done } = effects.next();
      if (done || value === undefined) {
        page.postMessage({ number, answer: found });
        return;
      }
      found.push(value);
    }
  } catch (error) {
    page.postMessage({ number, wrong: saidOf(error) });
    return;
  }
  page.postMessage({ number, answer: found, more: true });
  setTimeout(() => {
    if (number === effectsAsked) tellEffects(effects, number);
    else page.postMessage({ number, answer: [] });
  });
}

function filesOf(desk: Desk, state: Parameters<Desk["text"]>[0], words: Words): Record<string, string> {
  const run = desk.wholeRun(state);
  const reported = [{ run, peaksByLever: [] }];
  const made = outputFiles(reported, { wide: false, excel: true, command: "peakpath page", sha256: () => "", words });
  const wanted = ["trajectories.csv", "peaks.csv"].map((name) => [name, made.get(name) ?? ""] as const);
  const drawn = trajectoryPicture(run, words);
  const picture = drawn === undefined ? "" : svgText(drawn, words.tag);
  return { "scenario.yaml": desk.text(state), ...Object.fromEntries(wanted), "picture.svg": picture };
}

/** The sheets of `peakpath run --xlsx` on the file that says the state. */
function sheetsOf(desk: Desk, state: Moved, words: Words): Sheet[] {
  const run = desk.wholeRun(state);
  return runSheets([{ run, peaksByLever: leverPeaks(run, LEVER_YEARS) }], "peakpath page", words);
}

function wordsOf(language: "en" | "zh"): Words {
  return bothLanguages[language === "en" ? 0 : 1];
}

function saidOf(error: unknown): Label {
  const [en, zh] = bothLanguages.map((words) => {
    const say = wording(words);
    return error instanceof InputError ? problemLines(error.problems, say).join("\n") : say(error as Message);
  });
  return { en, zh };
}

async function unpacked(pack: string): Promise<Uint8Array> {
  const stream = new Blob([bytesOf(pack)]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}
