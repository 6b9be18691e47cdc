import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { readable } from "../../report/text/number-text.ts";
import { Chart } from "./chart.tsx";
import { Details, Differs, Numbers } from "./details.tsx";
import { Levers } from "./levers.tsx";
import { amount, change } from "./numbers.ts";
import { PNG, pngOf } from "./png.ts";
import {
  addressOf,
  answer,
  askSure,
  base,
  boundary,
  cannot,
  explainNumber,
  explanation,
  facts,
  filesNow,
  future,
  isSettled,
  keep,
  keepOthers,
  kept,
  language,
  MOST_KEPT,
  openScenario,
  past,
  readFile,
  ready,
  redo,
  resetAll,
  SURE_RUNS,
  said,
  saveHere,
  say,
  scenarios,
  served,
  stopSure,
  sureHere,
  touched,
  undo,
  version,
  words,
  workbookNow,
  wrong,
} from "./store.ts";

const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/** What can be saved: the worker's name of it, the name of the file, its type, and the word on the button. */
const saved = [
  ["scenario.yaml", "mine.yaml", "application/yaml", "saveYaml"],
  ["trajectories.csv", "trajectories.csv", "text/csv", "saveCsv"],
  ["peaks.csv", "peaks.csv", "text/csv", "savePeaks"],
  ["workbook", "results.xlsx", XLSX, "saveXlsx"],
  ["picture.svg", "emissions.svg", "image/svg+xml", "saveSvg"],
  ["picture.svg", "emissions.png", PNG, "savePng"],
] as const;

/** The page: the verdict, the picture and what stands below it on one side, the levers on the other. */
export function App() {
  useEffect(() => {
    const turn = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "z") return;
      (event.shiftKey ? redo : undo)();
      event.preventDefault();
    };
    addEventListener("keydown", turn);
    return () => removeEventListener("keydown", turn);
  }, []);
  return (
    <>
      <a class="skip" href="#levers">
        {words.value.skip}
      </a>
      <Top />
      <main data-ready={ready.value ? "" : undefined} data-settled={isSettled.value ? "" : undefined}>
        <div class="view">
          <Verdict />
          <Chart />
          <Differs />
          <Details />
          <Numbers />
        </div>
        <Levers />
      </main>
      <footer>
        <p class="quiet">{words.value.made(version)}</p>
      </footer>
      <Explanation />
      <Tour />
    </>
  );
}

/** What is saved, as the state is now; undefined where that cannot be computed, which the page then says. */
async function contentOf(name: string, type: string): Promise<Blob | undefined> {
  if (type === XLSX) {
    const bytes = await workbookNow();
    return bytes && new Blob([bytes], { type });
  }
  const text = (await filesNow())[name];
  if (text === undefined) return undefined;
  return type === PNG ? pngOf(text) : new Blob([text], { type });
}

function Top() {
  const told = words.value;
  const { title, boundaries } = facts.value;
  const file = useRef<HTMLInputElement>(null);
  const menu = useRef<HTMLDetailsElement>(null);
  const saving = (name: string, shown: string, type: string) => async () => {
    menu.current?.removeAttribute("open");
    const content = await contentOf(name, type);
    if (content === undefined) return;
    const link = document.createElement("a");
    link.href = URL.createObjectURL(content);
    link.download = shown;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  };
  const share = async () => {
    const address = addressOf();
    try {
      await navigator.clipboard.writeText(address);
      said.value = location.protocol === "file:" ? `${told.shared} ${told.sharedFile}` : told.shared;
    } catch {
      said.value = `${told.shareByHand} ${address}`;
    }
  };
  return (
    <header>
      <div class="title">
        <h1>{say(title)}</h1>
        <button
          type="button"
          class="link"
          lang={language.value === "en" ? "zh-CN" : "en"}
          onClick={() => {
            language.value = language.value === "en" ? "zh" : "en";
          }}
        >
          {told.language}
        </button>
      </div>
      <div class="tools">
        {scenarios.value.length > 1 && (
          <label>
            <span class="quiet">{told.scenario}</span>{" "}
            <select
              value={facts.value.id}
              disabled={!ready.value}
              onChange={(event) => void openScenario(event.currentTarget.value)}
            >
              {scenarios.value.map((id) => (
                <option key={id} value={id}>
                  {id}
                </option>
              ))}
            </select>
          </label>
        )}
        <label>
          <span class="quiet">{told.boundary}</span>{" "}
          <select
            value={boundary.value}
            onChange={(event) => {
              boundary.value = event.currentTarget.value;
            }}
          >
            {boundaries.map(({ name, label }) => (
              <option key={name} value={name}>
                {say(label)}
              </option>
            ))}
          </select>
        </label>
        <span class="buttons">
          <button type="button" onClick={undo} disabled={past.value.length === 0}>
            {told.undo}
          </button>
          <button type="button" onClick={redo} disabled={future.value.length === 0}>
            {told.redo}
          </button>
          <button type="button" onClick={resetAll} disabled={!touched.value}>
            {told.reset}
          </button>
          <button type="button" onClick={keep} disabled={!ready.value || kept.value.length >= MOST_KEPT}>
            {told.keep}
          </button>
          {scenarios.value.length > 1 && (
            <button type="button" onClick={() => void keepOthers()} disabled={!ready.value}>
              {told.keepOthers}
            </button>
          )}
          <button type="button" onClick={() => void share()} disabled={!ready.value}>
            {told.share}
          </button>
          <details class="menu" ref={menu}>
            <summary>{told.save}</summary>
            <div>
              {saved.map(([from, to, type, name]) => (
                <button key={to} type="button" onClick={saving(from, to, type)} disabled={!ready.value}>
                  {told[name]}
                </button>
              ))}
              <button type="button" onClick={() => file.current?.click()} disabled={!ready.value}>
                {told.open}
              </button>
              {served !== undefined && (
                <form
                  onSubmit={(event) => {
                    event.preventDefault();
                    menu.current?.removeAttribute("open");
                    void saveHere(String(new FormData(event.currentTarget).get("name")));
                  }}
                >
                  <label>
                    {told.saveName}
                    <input name="name" required pattern="[a-z][a-z0-9_]*" maxLength={80} defaultValue="mine" />
                  </label>
                  <button type="submit" disabled={!ready.value}>
                    {told.saveHere}
                  </button>
                </form>
              )}
              <button type="button" onClick={() => print()}>
                {told.print}
              </button>
            </div>
          </details>
          <input
            ref={file}
            type="file"
            accept=".yaml,.yml"
            hidden
            aria-label={told.open}
            onChange={(event) => {
              const [chosen] = event.currentTarget.files ?? [];
              event.currentTarget.value = "";
              if (chosen !== undefined) void readFile(chosen);
            }}
          />
        </span>
      </div>
      <p class="said" role="status" aria-live="polite">
        {cannot.value ? told.cannot : said.value}
      </p>
      {wrong.value !== undefined && (
        <div class="wrong" role="alert">
          <p>{wrong.value.about === "file" ? told.fileWrong : told.noResult}</p>
          <pre>{say(wrong.value)}</pre>
        </div>
      )}
    </header>
  );
}

/** Years in which the scenario as moved is set beside the untouched one. */
const COMPARED = [2030, 2035];

function Verdict() {
  const told = words.value;
  const { horizon, baseYear, sure, peakOf } = facts.value;
  const here = answer.value.boundaries.find(({ name }) => name === boundary.value);
  const before = base.value.boundaries.find(({ name }) => name === boundary.value);
  if (here === undefined || before === undefined) return null;
  const isMoved = touched.value;
  const isFirst = boundary.value === facts.value.boundaries[0].name;
  return (
    <section class="verdict">
      <h2 aria-live="polite">{here.verdict}</h2>
      <p class="compared">
        {COMPARED.filter((asked) => asked > baseYear && asked <= horizon).map((asked) => {
          const now = here.values[asked - baseYear];
          const was = before.values[asked - baseYear];
          return (
            <button
              type="button"
              class="link"
              key={asked}
              onClick={() => void explainNumber(`${peakOf}.${boundary.value}`, asked)}
            >
              {isMoved ? told.compared(asked, amount(now), change(now - was)) : `${asked}: ${amount(now)}`}
            </button>
          );
        })}
      </p>
      {isMoved || sure === undefined ? (
        <AskedSure />
      ) : (
        isFirst && (
          <details class="quiet sure">
            <summary>
              {told.sureTitle}: {sure[language.value][0]}
            </summary>
            {sure[language.value].slice(1).map((line) => (
              <p key={line}>{line}</p>
            ))}
          </details>
        )
      )}
    </section>
  );
}

/** How sure a peak is of which nothing is stored, computed when it is asked for; it is told of the boundary of which the house tells it. */
function AskedSure() {
  const told = words.value;
  const { boundaries, hasErrors } = facts.value;
  const here = sureHere.value;
  if (boundary.value !== boundaries[0].name || !hasErrors) return null;
  if (here === undefined)
    return (
      <p class="quiet sure">
        {touched.value ? told.sureMoved : told.sureNone}{" "}
        <button type="button" class="link" disabled={!ready.value} onClick={() => void askSure()}>
          {told.askSure}
        </button>
      </p>
    );
  if (here.wrong !== undefined) return <p class="sure wrong">{say(here.wrong)}</p>;
  if (here.lines === undefined)
    return (
      <p class="quiet sure">
        <progress value={here.done} aria-label={told.askSure} /> {told.effectsBusy}{" "}
        <button type="button" class="link" onClick={stopSure}>
          {told.stop}
        </button>
      </p>
    );
  return (
    <details class="quiet sure" open>
      <summary>
        {told.sureTitle}: {here.lines[1]}
      </summary>
      {[...here.lines.slice(2), told.sureRuns(SURE_RUNS)].map((line) => (
        <p key={line}>{line}</p>
      ))}
    </details>
  );
}

/** How a number came about, with a way further down. */
function Explanation() {
  const dialog = useRef<HTMLDialogElement>(null);
  const told = words.value;
  const all = explanation.value;
  const shown = all.at(-1);
  useEffect(() => {
    const element = dialog.current;
    if (element === null) return;
    if (shown !== undefined && !element.open) element.showModal();
    if (shown === undefined && element.open) element.close();
  }, [shown]);
  const close = () => {
    explanation.value = [];
  };
  return (
    <dialog
      ref={dialog}
      onClose={close}
      aria-label={shown === undefined ? told.explainShort : told.explain(say(shown.label))}
    >
      {shown !== undefined && (
        <>
          <div class="head">
            <h2>
              {say(shown.label)}, {shown.year}
            </h2>
            {all.length > 1 && (
              <button
                type="button"
                onClick={() => {
                  explanation.value = all.slice(0, -1);
                }}
              >
                {told.back}
              </button>
            )}
            <button type="button" onClick={close}>
              {told.close}
            </button>
          </div>
          <p class="big">
            {readable(shown.value)} {say(shown.unit) === "1" ? "" : say(shown.unit)}
          </p>
          <p class="quiet">
            <code>{shown.path}</code> {shown.at}
          </p>
          {shown.formula !== undefined && (
            <>
              <h3>{told.formula}</h3>
              <pre>{shown.formula}</pre>
            </>
          )}
          {shown.filled !== undefined && (
            <>
              <h3>{told.filled}</h3>
              <pre>{shown.filled}</pre>
            </>
          )}
          {shown.inputs.length > 0 && (
            <>
              <h3>{told.inputs}</h3>
              <ul class="inputs">
                {shown.inputs.map((input) => (
                  <li key={`${input.path} ${input.year}`}>
                    <button type="button" class="link" onClick={() => void explainNumber(input.path, input.year)}>
                      {say(input.label)}, {input.year}
                    </button>{" "}
                    <b>{readable(input.value)}</b> {say(input.unit) === "1" ? "" : say(input.unit)}{" "}
                    <span class="quiet">{input.at}</span>
                  </li>
                ))}
              </ul>
            </>
          )}
          {shown.sources.length > 0 && (
            <>
              <h3>{told.source}</h3>
              <ul class="inputs">
                {shown.sources.map(({ text, source, at, estimated }) => (
                  <li key={`${at} ${text}`}>
                    <b>{text}</b> {source} {estimated === undefined ? "" : `* ${estimated}`}{" "}
                    <span class="quiet">{at}</span>
                  </li>
                ))}
              </ul>
            </>
          )}
        </>
      )}
    </dialog>
  );
}

/** Five steps for whoever is here for the first time. */
function Tour() {
  const step = useSignal<number | undefined>(undefined);
  const told = words.value;
  if (step.value === undefined)
    return (
      <button
        type="button"
        class="tour"
        onClick={() => {
          step.value = 0;
        }}
      >
        {told.tour}
      </button>
    );
  const at = step.value;
  const isLast = at === told.tourSteps.length - 1;
  return (
    <aside class="tour" aria-live="polite">
      <p>
        <b>
          {at + 1}/{told.tourSteps.length}
        </b>{" "}
        {told.tourSteps[at]}
      </p>
      <button
        type="button"
        onClick={() => {
          step.value = isLast ? undefined : at + 1;
        }}
      >
        {isLast ? told.done : told.next}
      </button>
      {!isLast && (
        <button
          type="button"
          onClick={() => {
            step.value = undefined;
          }}
        >
          {told.close}
        </button>
      )}
    </aside>
  );
}
