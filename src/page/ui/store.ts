import { computed, effect, signal } from "@preact/signals";
import type { Block } from "../../report/method/book-blocks.ts";
import { en, type PageWords } from "../../report/words/page/en.ts";
import { zh } from "../../report/words/page/zh.ts";
import type { Sheet } from "../../report/workbook/sheet.ts";
import type { Answer, Explained, Facts, LeverEffect, SubjectTold, TargetTold, WhyTold } from "../answer.ts";
import { fragmentOf, isTouched, type Moved, movedOf, untouched } from "../state.ts";
import { type Link, Refused, startLink } from "./link.ts";

// What the page knows: signals, and what changes them.

/** What stands in the page from the start, so that it shows numbers before its engine is ready. */
export interface Opening {
  readonly version: string;
  readonly language: "en" | "zh";
  readonly scenarios: readonly string[];
  readonly facts: Facts;
  readonly answer: Answer;
  /** Where `peakpath serve` saves and tells of changes; undefined in a page that is a file. */
  readonly served?: { readonly token: string };
}

/** Years of which the effect of each lever is told. */
const EFFECT_YEARS = [2030, 2035];
const MOST_UNDONE = 200;

export interface Wrong {
  readonly about: "settings" | "file";
  readonly en: string;
  readonly zh: string;
}

function wrongOf(error: unknown, about: Wrong["about"]): Wrong {
  const { en, zh } = error instanceof Refused ? error.said : { en: String(error), zh: String(error) };
  return { about, en, zh };
}

function embedded(id: string): string {
  return document.getElementById(id)?.textContent ?? "";
}

const opening: Opening = JSON.parse(embedded("opening"));
export const { version, served } = opening;

export const language = signal<"en" | "zh">(opening.language);
export const words = computed<PageWords>(() => (language.value === "en" ? en : zh));
export const say = (label: { readonly en: string; readonly zh: string }): string => label[language.value];

export const scenarios = signal<readonly string[]>(opening.scenarios);
export const facts = signal<Facts>(opening.facts);
/** The untouched scenario's numbers, and those of what is moved. */
export const base = signal<Answer>(opening.answer);
export const answer = signal<Answer>(opening.answer);
export const state = signal<Moved>(untouched(opening.facts.id));
export const boundary = signal(opening.facts.boundaries[0].name);
export const ready = signal(false);
const answerLanguage = signal(opening.language);
/** Whether what is shown is the answer to what was moved last. */
export const isSettled = computed(
  () => fragmentOf(answer.value.state) === fragmentOf(state.value) && answerLanguage.value === language.value,
);
export const cannot = signal(false);
/** What is said for a moment, or until the next thing is said. */
export const said = signal("");
/** What the engine refused: the settings as moved, or a file. */
export const wrong = signal<Wrong | undefined>(undefined);
export const effects = signal<{
  readonly of: string;
  readonly years: readonly number[];
  readonly found: readonly LeverEffect[];
  readonly done: boolean;
}>({ of: "", years: [], found: [], done: false });
export const explanation = signal<readonly Explained[]>([]);

/** Lines that are kept beside: what was shown when each was kept. */
export const kept = signal<readonly Answer[]>([]);
export const MOST_KEPT = 3;

export function keep(): void {
  if (kept.peek().length < MOST_KEPT) kept.value = [...kept.peek(), answer.peek()];
}

/** Keeps the page's other scenarios beside, as they stand untouched, in the place of what was kept; says which have other units or years. */
export async function keepOthers(): Promise<void> {
  if (link === undefined) return;
  const here = facts.peek();
  const found: Answer[] = [];
  const unlike: string[] = [];
  for (const id of scenarios.peek()) {
    if (id === here.id || found.length === MOST_KEPT) continue;
    const { unit, baseYear } = await link.ask<Facts>({ kind: "facts", id });
    if (unit.en !== here.unit.en || baseYear !== here.baseYear) unlike.push(id);
    else found.push(await link.ask<Answer>({ kind: "move", state: untouched(id), language: language.peek() }));
  }
  // Another scenario may have been opened meanwhile.
  if (facts.peek().id !== here.id) return;
  kept.value = found;
  said.value = unlike.length === 0 ? "" : words.peek().unlike(unlike);
}

export const touched = computed(() => isTouched(state.value));
export const past = signal<readonly Moved[]>([]);
export const future = signal<readonly Moved[]>([]);

let link: Link | undefined;
let asking = false;
let again = false;

/** Asks for the newest state; while one is being answered, only the last that was set waits. */
async function compute(): Promise<void> {
  if (link === undefined || !ready.peek()) return;
  if (asking) {
    again = true;
    return;
  }
  asking = true;
  do {
    again = false;
    try {
      const asked = language.peek();
      const got = await link.ask<Answer>({ kind: "move", state: state.peek(), language: asked });
      answer.value = got;
      answerLanguage.value = asked;
      wrong.value = undefined;
    } catch (error) {
      wrong.value = wrongOf(error, "settings");
    }
  } while (again);
  asking = false;
  askEffects();
}

let effectsLater: ReturnType<typeof setTimeout> | undefined;

/** Works out what each lever does once nothing has moved for a moment. */
function askEffects(): void {
  clearTimeout(effectsLater);
  effectsLater = setTimeout(async () => {
    const { horizon, baseYear } = facts.peek();
    const years = EFFECT_YEARS.filter((year) => year > baseYear && year <= horizon);
    const of = `${boundary.peek()} ${fragmentOf(state.peek())}`;
    if (link === undefined || effects.peek().of === of) return;
    const found: LeverEffect[] = [];
    const tell = (done: boolean) => {
      if (of === `${boundary.peek()} ${fragmentOf(state.peek())}`)
        effects.value = { of, years, found: [...found], done };
    };
    try {
      const rest = await link.ask<LeverEffect[]>(
        { kind: "effects", state: state.peek(), boundary: boundary.peek(), years },
        (more) => {
          found.push(...more);
        },
      );
      found.push(...rest);
      tell(true);
    } catch {
      // What cannot be run stands in the page already.
    }
  }, 250);
}

/** Shows a state; `kept` is what undo goes back to. */
function show(next: Moved): void {
  state.value = next;
  void compute();
}

let held: Moved | undefined;

/** Moves without a step of undo, while a finger is on a slider. */
export function drag(next: Moved): void {
  held ??= state.peek();
  show(next);
}

/** The end of a drag, or a change at one blow. */
export function settle(next: Moved = state.peek()): void {
  const before = held ?? state.peek();
  held = undefined;
  if (fragmentOf(before) !== fragmentOf(next)) {
    past.value = [...past.value.slice(-MOST_UNDONE), before];
    future.value = [];
  }
  if (next !== state.peek()) show(next);
  remember();
}

export function undo(): void {
  const before = past.value.at(-1);
  if (before === undefined) return;
  past.value = past.value.slice(0, -1);
  future.value = [...future.value, state.peek()];
  void go(before);
}

export function redo(): void {
  const next = future.value.at(-1);
  if (next === undefined) return;
  future.value = future.value.slice(0, -1);
  past.value = [...past.value, state.peek()];
  void go(next);
}

/** Shows a state of whatever scenario. */
async function go(next: Moved): Promise<void> {
  if (next.scenario !== facts.peek().id) await openScenario(next.scenario, next);
  else show(next);
  remember();
}

/** Keeps what is moved in the address. */
function remember(): void {
  const fragment =
    touched.peek() || state.peek().scenario !== opening.scenarios[0] ? `#${fragmentOf(state.peek())}` : " ";
  try {
    history.replaceState(null, "", fragment === " " ? location.pathname + location.search : fragment);
  } catch {
    // A page in a frame may have no address of its own.
  }
}

export const addressOf = (): string => `${location.href.replace(/#.*$/, "")}#${fragmentOf(state.peek())}`;

const withLever = (id: string, numbers: readonly number[] | undefined): Moved => {
  const levers = { ...state.peek().levers };
  const own = facts.peek().levers.find((lever) => lever.id === id);
  if (own === undefined) return state.peek();
  const [strength, start, full] = numbers ?? [own.strength];
  const isSame = strength === own.strength && (start === undefined || (start === own.start && full === own.full));
  delete levers[id];
  if (!isSame) levers[id] = start === undefined ? [strength] : [strength, start, full];
  return { ...state.peek(), levers };
};

export function moveLever(id: string, numbers: readonly number[] | undefined, done: boolean): void {
  (done ? settle : drag)(withLever(id, numbers));
}

export function moveGrowth(growth: number, done: boolean): void {
  (done ? settle : drag)({ ...state.peek(), growth });
}

export function moveDelivery(delivery: Moved["delivery"], done: boolean): void {
  (done ? settle : drag)({ ...state.peek(), delivery });
}

export function resetAll(): void {
  settle(untouched(facts.peek().id));
}

/** Opens one of the page's scenarios, untouched or as moved. */
export async function openScenario(id: string, moved: Moved = untouched(id)): Promise<void> {
  if (link === undefined) return;
  const got = await link.ask<Facts>({ kind: "facts", id });
  await take(got, moved);
}

async function take(got: Facts, moved: Moved): Promise<void> {
  const whole = await link?.ask<Answer>({ kind: "move", state: untouched(got.id), language: language.peek() });
  if (whole === undefined) return;
  if (got.unit.en !== facts.peek().unit.en || got.baseYear !== facts.peek().baseYear) kept.value = [];
  facts.value = got;
  base.value = whole;
  answer.value = whole;
  if (!got.boundaries.some(({ name }) => name === boundary.peek())) boundary.value = got.boundaries[0].name;
  show(moved);
}

/** Files that were opened, for workers that start later. */
const filesRead: { readonly id: string; readonly name: string; readonly text: string }[] = [];

export async function readFile(file: File): Promise<void> {
  if (link === undefined) return;
  const name =
    file.name
      .replace(/\.ya?ml$/i, "")
      .toLowerCase()
      .replace(/[^a-z0-9_]+/g, "_")
      .replace(/^[^a-z]+|_+$/g, "") || "mine";
  try {
    const text = await file.text();
    const read = { id: facts.peek().id, name, text };
    const got = await link.ask<Facts>({ kind: "read", ...read });
    filesRead.push(read);
    scenarios.value = [...new Set([...scenarios.value, got.id])];
    past.value = [...past.value, state.peek()];
    await take(got, untouched(got.id));
    said.value = words.peek().opened(file.name);
  } catch (error) {
    wrong.value = wrongOf(error, "file");
  }
}

/** Why the scenario as moved peaks; undefined where that cannot be told. */
export async function whyNow(): Promise<WhyTold | undefined> {
  return link?.ask({ kind: "why", state: state.peek(), boundary: boundary.peek(), language: language.peek() });
}

/** The numbers of one part of the model. */
export async function subjectNow(subject: string): Promise<SubjectTold | undefined> {
  return link?.ask({ kind: "subject", state: state.peek(), subject, language: language.peek() });
}

/** The equations of one part of the model, with sources. */
export async function bookNow(subject: string): Promise<readonly Block[] | undefined> {
  return link?.ask({ kind: "book", id: facts.peek().id, subject, language: language.peek() });
}

/** Runs by which it is told how sure a moved peak is: the standard error of a share is at most 2.2 points. */
export const SURE_RUNS = 512;

/** How sure the peak as moved is: of which state and language, the part that is done, and at the end the lines. */
export const sureness = signal<
  { readonly of: string; readonly done: number; readonly lines?: readonly string[]; readonly wrong?: Wrong } | undefined
>(undefined);
const sureOf = (): string => `${language.value} ${fragmentOf(state.value)}`;
export const sureHere = computed(() => (sureness.value?.of === sureOf() ? sureness.value : undefined));
let sureLink: Link | undefined;

/** Ends what is being computed of how sure a peak is. */
export function stopSure(): void {
  sureLink?.end();
  sureLink = undefined;
  sureness.value = undefined;
}

/** Computes it in a worker of its own, so that levers move on meanwhile; the next change ends it. */
export async function askSure(): Promise<void> {
  stopSure();
  const of = sureOf();
  const own = startLink(embedded("engine"));
  sureLink = own;
  const tell = (told: { readonly done: number; readonly lines?: readonly string[]; readonly wrong?: Wrong }) => {
    if (sureLink === own) sureness.value = { of, ...told };
  };
  tell({ done: 0 });
  try {
    await openAside(own);
    const lines = await own.ask<readonly string[], number>(
      { kind: "sure", state: state.peek(), runs: SURE_RUNS, language: language.peek() },
      (done: number) => tell({ done }),
    );
    tell({ done: 1, lines });
  } catch (error) {
    tell({ done: 1, wrong: wrongOf(error, "settings") });
  }
  own.end();
}

/** What plans promise, held against what is moved. */
export async function promisesNow(): Promise<readonly TargetTold[]> {
  if (link === undefined) return [];
  return link.ask({ kind: "promises", state: state.peek(), language: language.peek() });
}

export async function filesNow(): Promise<Readonly<Record<string, string>>> {
  if (link === undefined) return {};
  return link.ask({ kind: "files", state: state.peek(), language: language.peek() });
}

/** The workbook of what is moved, as `peakpath run --xlsx` writes it; computed in workers of its own, so that levers move on. */
export async function workbookNow(): Promise<Uint8Array<ArrayBuffer> | undefined> {
  if (link === undefined) return undefined;
  const asked = { kind: "sheets", state: state.peek(), language: language.peek() } as const;
  const links = ["engine", "workbook"].map((id) => startLink(embedded(id)));
  const [engine, writer] = links;
  said.value = words.peek().effectsBusy;
  try {
    await openAside(engine);
    const sheets = await engine.ask<readonly Sheet[]>(asked);
    const bytes = await writer.ask<Uint8Array<ArrayBuffer>>({ kind: "workbook", sheets });
    said.value = "";
    return bytes;
  } catch (error) {
    said.value = "";
    wrong.value = wrongOf(error, "settings");
    return undefined;
  } finally {
    for (const { end } of links) end();
  }
}

/** Opens the page's scenarios in an engine beside the first, with the files that were opened since. */
async function openAside(engine: Link): Promise<void> {
  await engine.ask({ kind: "open", pack: embedded("pack") });
  for (const { id, name, text } of filesRead) await engine.ask({ kind: "read", id, name, text });
}

/** Saves what is moved under a name, where the page is served. */
export async function saveHere(name: string): Promise<void> {
  if (served === undefined || link === undefined) return;
  try {
    const { "scenario.yaml": text } = await filesNow();
    const [region] = facts.peek().id.split("/");
    const answered = await fetch(`/${served.token}/save/${region}/${name}`, { method: "POST", body: text });
    const told = (await answered.text()).trim();
    if (answered.ok) said.value = words.peek().savedAs(told);
    else wrong.value = { about: "file", en: told, zh: told };
  } catch (error) {
    wrong.value = wrongOf(error, "file");
  }
}

/** Reads the page anew where files of the served folder change; what is moved stands in the address. */
function followChanges(): void {
  if (served === undefined) return;
  new EventSource(`/${served.token}/events`).addEventListener("changed", () => location.reload());
}

export async function explainNumber(path: string, year: number): Promise<void> {
  if (link === undefined) return;
  try {
    const got = await link.ask<Explained>({ kind: "explain", state: state.peek(), path, year });
    explanation.value = [...explanation.value, got];
  } catch (error) {
    if (error instanceof Refused) wrong.value = wrongOf(error, "settings");
  }
}

export async function start(): Promise<void> {
  effect(() => {
    document.documentElement.lang = words.value.tag;
    document.title = words.value.title(say(facts.value.region));
  });
  let first = true;
  effect(() => {
    void language.value;
    if (first) first = false;
    else {
      // What was said stands there in the other language.
      said.value = "";
      void compute();
    }
  });
  effect(() => {
    if (sureness.peek() !== undefined && sureness.peek()?.of !== sureOf()) stopSure();
  });
  effect(() => {
    void boundary.value;
    if (ready.peek()) askEffects();
  });
  try {
    const own = startLink(embedded("engine"));
    await own.ask({ kind: "open", pack: embedded("pack") });
    await own.ask({ kind: "begin", id: facts.peek().id });
    link = own;
    ready.value = true;
    followChanges();
  } catch (error) {
    cannot.value = true;
    wrong.value = wrongOf(error, "settings");
    return;
  }
  await followAddress();
  addEventListener("hashchange", () => void followAddress());
}

/** Shows what the address carries, where it is as the page writes it and fits. */
async function followAddress(): Promise<void> {
  if (location.hash.length < 2) {
    askEffects();
    return;
  }
  const asked = movedOf(location.hash);
  if (asked === undefined || !scenarios.peek().includes(asked.scenario)) {
    said.value = words.peek().badLink;
    askEffects();
    return;
  }
  if (asked.scenario !== facts.peek().id) await openScenario(asked.scenario);
  const own = facts.peek();
  const isKnown = ([id, numbers]: [string, readonly number[]]) =>
    own.levers.some((lever) => lever.id === id) &&
    numbers.slice(1).every((year) => year > own.lastObserved && year <= own.horizon);
  if (Object.entries(asked.levers).every(isKnown)) show(asked);
  else said.value = words.peek().badLink;
}
