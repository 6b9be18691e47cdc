import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { linearScale, roundedEnds } from "../../report/draw/scale.ts";
import { fixed } from "../../report/text/number-text.ts";
import type { Answer } from "../answer.ts";
import { isTouched } from "../state.ts";
import { amount, change } from "./numbers.ts";
import { answer, base, boundary, explainNumber, facts, kept, say, scenarios, touched, words } from "./store.ts";

const EDGE = { left: 52, right: 16, top: 26, bottom: 30 };

/** What lines are called that are kept beside. */
const LETTERS = ["A", "B", "C"];

/** What a kept line shows, where the page has several scenarios to tell apart. */
function keptName({ state }: Answer): string {
  if (scenarios.value.length < 2) return "";
  return isTouched(state) ? words.value.movedName(state.scenario) : state.scenario;
}

/** Lines across a picture at the ticks of its upright axis, each with its number. */
export function UprightTicks({
  scale,
  left,
  right,
}: {
  readonly scale: ReturnType<typeof linearScale>;
  readonly left: number;
  readonly right: number;
}) {
  return (
    <>
      {scale.ticks.map((tick) => (
        <g key={tick}>
          <line class={tick === 0 ? "axis" : "grid"} x1={left} x2={right} y1={scale.at(tick)} y2={scale.at(tick)} />
          <text class="tick" x={left - 8} y={scale.at(tick) + 4} text-anchor="end">
            {fixed(tick, scale.decimals).replace("-", "−")}
          </text>
        </g>
      ))}
    </>
  );
}

/** Emissions of the chosen boundary over the years: as moved, untouched, observed and before. */
export function Chart() {
  const box = useRef<HTMLDivElement>(null);
  const width = useSignal(800);
  const pointed = useSignal<number | undefined>(undefined);
  useEffect(() => {
    const element = box.current;
    if (element === null) return;
    const observer = new ResizeObserver(([entry]) => {
      width.value = Math.max(280, Math.round(entry.contentRect.width));
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  const { baseYear, lastObserved, horizon, unit, boundaries, peakOf } = facts.value;
  const here = answer.value.boundaries.find(({ name }) => name === boundary.value);
  const before = base.value.boundaries.find(({ name }) => name === boundary.value);
  const about = boundaries.find(({ name }) => name === boundary.value);
  if (here === undefined || before === undefined || about === undefined) return null;
  const height = Math.round(Math.min(440, Math.max(220, width.value * 0.46)));
  const { history } = about;
  const from = Math.min(baseYear, history?.years[0] ?? baseYear);
  const beside = kept.value.map(({ boundaries: own }) => own.find(({ name }) => name === boundary.value)?.values ?? []);
  const all = [0, ...beside.flat(), ...here.values, ...before.values, ...(history?.values ?? [])];
  const steps = height < 280 ? 4 : 6;
  const [low, high] = roundedEnds(Math.min(...all), Math.max(...all) * 1.04, steps);
  const x = linearScale(from, horizon, EDGE.left, width.value - EDGE.right, width.value < 500 ? 5 : 9);
  const y = linearScale(low, high, height - EDGE.bottom, EDGE.top, steps);
  const line = (first: number, values: readonly number[]) =>
    values.map((value, i) => `${i === 0 ? "M" : "L"}${x.at(first + i).toFixed(1)},${y.at(value).toFixed(1)}`).join("");
  const observedYears = lastObserved - baseYear + 1;
  const { peak } = here;
  const isMoved = touched.value;
  const told = words.value;
  const year = pointed.value;
  const valueIn = (values: readonly number[], at: number) => values[at - baseYear];
  const point = (event: PointerEvent) => {
    const bounds = (event.currentTarget as HTMLElement).getBoundingClientRect();
    const at = (event.clientX - bounds.left) * (width.value / bounds.width);
    const share = (at - EDGE.left) / (width.value - EDGE.left - EDGE.right);
    pointed.value = Math.round(Math.min(horizon, Math.max(from, from + share * (horizon - from))));
  };
  const turn = (event: KeyboardEvent) => {
    const step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
    if (step !== 0) {
      const start = year ?? peak?.year ?? baseYear;
      pointed.value = Math.min(horizon, Math.max(from, year === undefined ? start : start + step));
      event.preventDefault();
    } else if (event.key === "Escape") pointed.value = undefined;
    else if (event.key === "Enter" && year !== undefined && year >= baseYear)
      void explainNumber(`${peakOf}.${boundary.value}`, year);
  };
  const readAt = (at: number): string => {
    if (at < baseYear) {
      const value = history?.values[history.years.indexOf(at)];
      return value === undefined ? `${at}` : `${at}  ${amount(value)}`;
    }
    const now = valueIn(here.values, at);
    const was = valueIn(before.values, at);
    const others = beside.map((values, i) => `  ${LETTERS[i]} ${amount(values[at - baseYear])}`).join("");
    return `${at}  ${amount(now)}${isMoved ? `  (${change(now - was)})` : ""}${others}`;
  };
  const valueAt = (at: number): number | undefined =>
    at < baseYear ? history?.values[history.years.indexOf(at)] : valueIn(here.values, at);
  const shownYear = year !== undefined && valueAt(year) !== undefined ? year : undefined;
  const tip = shownYear === undefined ? undefined : readAt(shownYear);
  const tipWidth = (tip?.length ?? 0) * 7.4 + 16;
  const tipLeft =
    shownYear === undefined ? 0 : Math.min(width.value - tipWidth - 2, Math.max(2, x.at(shownYear) - tipWidth / 2));
  return (
    <figure class="chart">
      <figcaption>
        <span class="key now">{isMoved ? told.now : say(about.label)}</span>
        {isMoved && <span class="key was">{told.untouched}</span>}
        <span class="key seen">{told.observed}</span>
        {beside.map((_, i) => (
          <span class={`key kept k${i}`} key={LETTERS[i]}>
            {LETTERS[i]} {keptName(kept.value[i])}{" "}
            <button
              type="button"
              class="plain"
              aria-label={told.dropKept(LETTERS[i])}
              onClick={() => {
                kept.value = kept.value.filter((_, other) => other !== i);
              }}
            >
              ×
            </button>
          </span>
        ))}
        {history !== undefined && <span class="key old">{told.history}</span>}
        {peak !== undefined && !peak.atHorizon && <span class="key band">{told.band}</span>}
      </figcaption>
      <div
        ref={box}
        class="canvas"
        role="slider"
        tabIndex={0}
        aria-label={told.chart(say(about.label))}
        aria-valuemin={from}
        aria-valuemax={horizon}
        aria-valuenow={shownYear ?? peak?.year ?? baseYear}
        aria-valuetext={`${tip ?? readAt(peak?.year ?? baseYear)} ${say(unit)}`}
        onPointerMove={point}
        onPointerLeave={() => {
          pointed.value = undefined;
        }}
        onKeyDown={turn}
        onClick={() => {
          if (shownYear !== undefined && shownYear >= baseYear)
            void explainNumber(`${peakOf}.${boundary.value}`, shownYear);
        }}
      >
        <svg viewBox={`0 0 ${width.value} ${height}`} height={height} aria-hidden="true">
          <text class="unit" x={4} y={14}>
            {say(unit)}
          </text>
          {peak !== undefined && !peak.atHorizon && (
            <rect
              class="bandbox"
              x={x.at(peak.from) - (peak.from === peak.to ? 3 : 0)}
              y={EDGE.top}
              width={Math.max(6, x.at(peak.to) - x.at(peak.from))}
              height={height - EDGE.top - EDGE.bottom}
            />
          )}
          <UprightTicks scale={y} left={EDGE.left} right={width.value - EDGE.right} />
          {x.ticks.map((tick) => (
            <text key={tick} class="tick" x={x.at(tick)} y={height - 10} text-anchor="middle">
              {tick}
            </text>
          ))}
          {history !== undefined && <path class="line old" d={line(history.years[0], history.values)} />}
          {beside.map((values, i) => (
            <g key={LETTERS[i]}>
              <path class={`line kept k${i}`} d={line(baseYear, values)} />
              <text class="tick" x={x.at(horizon) - 12} y={y.at(values[values.length - 1]) - 5}>
                {LETTERS[i]}
              </text>
            </g>
          ))}
          {isMoved && <path class="line was" d={line(baseYear, before.values)} />}
          <path class="line now" d={line(lastObserved, here.values.slice(observedYears - 1))} />
          <path class="line seen" d={line(baseYear, here.values.slice(0, observedYears))} />
          {here.values.slice(0, observedYears).map((value, i) => (
            <circle key={baseYear + i} class="dot" cx={x.at(baseYear + i)} cy={y.at(value)} r={2.6} />
          ))}
          {peak !== undefined && (
            <g class="top">
              <circle cx={x.at(peak.year)} cy={y.at(peak.level)} r={6} />
              {tip === undefined && (
                <text
                  x={Math.min(width.value - 90, x.at(peak.year) + 2)}
                  y={y.at(peak.level) - 13}
                  text-anchor={x.at(peak.year) > width.value * 0.75 ? "end" : "start"}
                >
                  {peak.atHorizon ? `> ${peak.year}` : `${told.peak} ${peak.year}`}
                </text>
              )}
            </g>
          )}
          {shownYear !== undefined && (
            <g class="cross">
              <line x1={x.at(shownYear)} x2={x.at(shownYear)} y1={EDGE.top} y2={height - EDGE.bottom} />
              <circle cx={x.at(shownYear)} cy={y.at(valueAt(shownYear) ?? 0)} r={4} />
              <rect x={tipLeft} y={1} width={tipWidth} height={21} rx={4} />
              <text x={tipLeft + tipWidth / 2} y={16} text-anchor="middle">
                {tip}
              </text>
            </g>
          )}
        </svg>
      </div>
    </figure>
  );
}
