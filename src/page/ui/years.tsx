import { useRef } from "preact/hooks";
import type { LeverFacts } from "../answer.ts";
import { facts, moveLever, ready, say, words } from "./store.ts";

/** Years by which the keys of a page move a handle. */
const LEAP = 5;

interface YearsProps {
  readonly lever: LeverFacts;
  readonly strength: number;
  readonly start: number;
  readonly full: number;
}

/** The years of a lever: two handles on a line of years, and the same as fields; of what comes at one blow one of each. */
export function Years(props: YearsProps) {
  const { lever, strength, start, full } = props;
  const told = words.value;
  const { horizon } = facts.value;
  const first = facts.value.lastObserved + 1;
  const within = (year: number) => Math.min(horizon, Math.max(first, year));
  const move = (from: number, to: number, done: boolean) => {
    if (!Number.isInteger(from) || !Number.isInteger(to)) return;
    moveLever(lever.id, [strength, within(from), Math.max(within(from), within(to))], done);
  };
  const moveStart = (year: number, done: boolean) => move(year, lever.isStep ? year : Math.max(year, full), done);
  // Whoever pulls the end to before the start takes the start along.
  const moveFull = (year: number, done: boolean) => move(Math.min(start, year), year, done);
  const bounds = { first, horizon };
  return (
    <div class="years">
      <Track {...{ ...props, first, moveStart, moveFull }} />
      <p>
        <Field label={told.start} year={start} {...bounds} set={(year) => moveStart(year, true)} />
        {!lever.isStep && <Field label={told.full} year={full} {...bounds} set={(year) => moveFull(year, true)} />}
      </p>
    </div>
  );
}

interface FieldProps {
  readonly label: string;
  readonly year: number;
  readonly first: number;
  readonly horizon: number;
  readonly set: (year: number) => void;
}

/** A year to be typed. */
function Field({ label, year, first, horizon, set }: FieldProps) {
  return (
    <label>
      {label}{" "}
      <input
        type="number"
        min={first}
        max={horizon}
        value={year}
        disabled={!ready.value}
        onChange={(event) => set(event.currentTarget.valueAsNumber)}
      />
    </label>
  );
}

interface TrackProps extends YearsProps {
  readonly first: number;
  readonly moveStart: (year: number, done: boolean) => void;
  readonly moveFull: (year: number, done: boolean) => void;
}

/** A line of years with a handle for each end of what stands between. */
function Track({ lever, start, full, first, moveStart, moveFull }: TrackProps) {
  const line = useRef<HTMLDivElement>(null);
  const held = useRef<"start" | "full" | undefined>(undefined);
  const told = words.value;
  const { horizon } = facts.value;
  const ends = { start: { year: start, move: moveStart }, full: { year: full, move: moveFull } };
  const within = (year: number) => Math.min(horizon, Math.max(first, year));
  const place = (year: number) => `${(100 * (within(year) - first)) / Math.max(1, horizon - first)}%`;
  const yearAt = (event: PointerEvent): number => {
    const { left, width } = line.current?.getBoundingClientRect() ?? { left: 0, width: 1 };
    return within(Math.round(first + ((event.clientX - left) / Math.max(1, width)) * (horizon - first)));
  };
  /** The handle that a finger takes hold of: the nearer one; where both stand together, the one on whose side it is. */
  const nearest = (year: number): "start" | "full" => {
    const [toStart, toFull] = [Math.abs(year - within(start)), Math.abs(year - within(full))];
    const isStart = lever.isStep || toStart < toFull || (toStart === toFull && year < within(start));
    return isStart ? "start" : "full";
  };
  const take = (event: PointerEvent) => {
    if (!ready.value || event.button !== 0) return;
    line.current?.setPointerCapture(event.pointerId);
    const year = yearAt(event);
    const taken = nearest(year);
    held.current = taken;
    line.current?.querySelector<HTMLElement>(`[data-end="${taken}"]`)?.focus();
    event.preventDefault();
    if (year !== within(ends[taken].year)) ends[taken].move(year, false);
  };
  const leave = () => {
    if (held.current === undefined) return;
    const { year, move } = ends[held.current];
    held.current = undefined;
    move(year, true);
  };
  const name = say(lever.label);
  const handle = (end: "start" | "full", label: string) => (
    <span
      class="handle"
      data-end={end}
      role="slider"
      tabIndex={ready.value ? 0 : -1}
      aria-label={label}
      aria-disabled={!ready.value}
      aria-valuemin={first}
      aria-valuemax={horizon}
      aria-valuenow={within(ends[end].year)}
      aria-valuetext={String(ends[end].year)}
      style={{ left: place(ends[end].year) }}
      onKeyDown={(event) => {
        const to = yearByKey(event.key, within(ends[end].year), first, horizon);
        if (to === undefined || !ready.value) return;
        event.preventDefault();
        ends[end].move(within(to), true);
      }}
    />
  );
  return (
    <div class="track">
      {/* What the pointer does here the handles do by keys. */}
      <div
        ref={line}
        class="line"
        onPointerDown={take}
        onPointerMove={(event) => {
          if (held.current === undefined) return;
          const year = yearAt(event);
          if (year !== within(ends[held.current].year)) ends[held.current].move(year, false);
        }}
        onPointerUp={leave}
        onPointerCancel={leave}
      >
        <span
          class="ramp"
          style={{ left: place(start), right: `calc(100% - ${lever.isStep ? "100%" : place(full)})` }}
        />
        {handle("start", told.startOf(name))}
        {!lever.isStep && handle("full", told.fullOf(name))}
      </div>
      <div class="ends" aria-hidden="true">
        <span>{first}</span>
        <b>{lever.isStep ? start : told.span(start, full)}</b>
        <span>{horizon}</span>
      </div>
    </div>
  );
}

/** Where a key takes a handle; undefined of a key that takes it nowhere. */
function yearByKey(key: string, year: number, first: number, horizon: number): number | undefined {
  if (key === "ArrowRight" || key === "ArrowUp") return year + 1;
  if (key === "ArrowLeft" || key === "ArrowDown") return year - 1;
  if (key === "PageUp") return year + LEAP;
  if (key === "PageDown") return year - LEAP;
  return key === "Home" ? first : key === "End" ? horizon : undefined;
}
