import { useSignal } from "@preact/signals";
import { areaColour } from "../../report/draw/palette.ts";
import { linearScale, roundedEnds } from "../../report/draw/scale.ts";
import { stackedAreas, withOther } from "../../report/draw/stack.ts";
import { fixed } from "../../report/text/number-text.ts";
import type { PeakTold, StackTold, TargetTold } from "../answer.ts";
import { Busy, STILL, useAside, Wide } from "./aside.tsx";
import { deliveryText, ResetDelivery, ResetGrowth } from "./assumptions.tsx";
import { UprightTicks } from "./chart.tsx";
import { naturalText, standing } from "./levers.tsx";
import { amount, change, percentText, pointsText, spanText, withUnit } from "./numbers.ts";
import {
  answer,
  base,
  boundary,
  effects,
  explainNumber,
  facts,
  language,
  moveLever,
  promisesNow,
  say,
  state,
  whyNow,
  words,
} from "./store.ts";
import { Subjects } from "./subjects.tsx";

/** Everything that differs from the untouched scenario, each with its way back. */
export function Differs() {
  const told = words.value;
  const moved = facts.value.levers.filter((lever) => standing(lever).isMoved);
  const { growth, delivery } = state.value;
  const count = moved.length + (growth === 0 ? 0 : 1) + (delivery === undefined ? 0 : 1);
  return (
    <section class="differs" aria-label={told.differs(count)}>
      <h2>{told.differs(count)}</h2>
      {count === 0 && <p class="quiet">{told.differsHint}</p>}
      <ul>
        {growth !== 0 && (
          <li>
            <span>
              <b>{told.growth}</b> {pointsText(growth)}
            </span>
            <ResetGrowth />
          </li>
        )}
        {delivery !== undefined && (
          <li>
            <span>
              <b>{told.delivery}</b> {told.fromTo(deliveryText(facts.value.delivery), deliveryText(delivery))}
            </span>
            <ResetDelivery />
          </li>
        )}
        {moved.map((lever) => {
          const { strength, full, start } = standing(lever);
          const years = start !== lever.start || full !== lever.full ? ` (${spanText(start, full)})` : "";
          return (
            <li key={lever.id}>
              <span>
                <b>{say(lever.label)}</b>{" "}
                {told.fromTo(percentText(lever.strength), `${naturalText(lever, strength, full)}${years}`)}
              </span>
              <button
                type="button"
                class="plain"
                onClick={() => moveLever(lever.id, undefined, true)}
                aria-label={told.resetOne(say(lever.label))}
              >
                ↺
              </button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

/** The years of a peak on a line from the base year to the horizon, with the year itself where there is one. */
function PeakSpan({ from, to, year }: { readonly from: number; readonly to: number; readonly year?: number }) {
  const { baseYear, horizon } = facts.value;
  const x = linearScale(baseYear, horizon, 0, 100, 4);
  return (
    <svg viewBox="0 0 100 12" preserveAspectRatio="none" class="span" role="img" aria-label={spanText(from, to)}>
      <rect x={x.at(from)} width={Math.max(1.2, x.at(to) - x.at(from))} y={3} height={6} />
      {year !== undefined && <line x1={x.at(year)} x2={x.at(year)} y1={0} y2={12} />}
    </svg>
  );
}

const FEW = 12;

/** What each lever changes, the largest first. */
function Effects() {
  const all = useSignal(false);
  const told = words.value;
  const { found, years, done } = effects.value;
  const named = new Map(facts.value.levers.map((lever) => [lever.id, lever]));
  const ranked = [...found].sort((a, b) => Math.abs(b.change[0]) - Math.abs(a.change[0]));
  const shown = all.value ? ranked : ranked.slice(0, FEW);
  const most = Math.max(1e-9, ...ranked.map((one) => Math.abs(one.change[0])));
  return (
    <div>
      <p class="quiet">{years.length === 0 ? told.effectsBusy : told.effectsNote(years)}</p>
      <Wide>
        <table aria-busy={!done}>
          <thead>
            <tr>
              <th scope="col">{told.lever}</th>
              <td class="bars" />
              {years.map((year) => (
                <th scope="col" class="number" key={year}>
                  {year}
                </th>
              ))}
              <th scope="col">{told.peakWithout}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map(({ id, change: by, without }) => {
              const lever = named.get(id);
              if (lever === undefined) return null;
              return (
                <tr key={id}>
                  <th scope="row">{say(lever.label)}</th>
                  <td class="bars">
                    <span
                      class={by[0] > 0 ? "bar more" : "bar less"}
                      style={{ width: `${(100 * Math.abs(by[0])) / most}%` }}
                    />
                  </td>
                  {by.map((value, i) => (
                    <td class="number" key={years[i]}>
                      {change(value)}
                    </td>
                  ))}
                  <td class="without">
                    {without.year === undefined
                      ? spanText(without.from, without.to)
                      : `${without.year} (${spanText(without.from, without.to)})`}
                    <PeakSpan {...without} />
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </Wide>
      {ranked.length > FEW && (
        <button
          type="button"
          class="link"
          onClick={() => {
            all.value = !all.value;
          }}
        >
          {all.value ? told.few : `${told.all} (${ranked.length})`}
        </button>
      )}
    </div>
  );
}

function peakText(peak: PeakTold): string {
  return `${peak.atHorizon ? "> " : ""}${peak.year}`;
}

/** Sectors in the order of their peaks. */
function Sectors() {
  const told = words.value;
  const { sectorsOf, baseYear, horizon } = facts.value;
  const before = new Map(base.value.sectors.map((sector) => [sector.name, sector.peak]));
  return (
    <Wide>
      <table>
        <thead>
          <tr>
            <th scope="col">{told.sector}</th>
            <th scope="col">{told.peak}</th>
            <th scope="col" class="bars">
              {baseYear} – {horizon}
            </th>
            <th scope="col" class="number">
              {told.level}
            </th>
            <th scope="col">{told.status}</th>
          </tr>
        </thead>
        <tbody>
          {answer.value.sectors.map(({ name, label, peak }) => {
            const was = before.get(name);
            return (
              <tr key={name}>
                <th scope="row">{say(label)}</th>
                <td>
                  {peakText(peak)}
                  {was !== undefined && was.year !== peak.year && <span class="quiet"> ({was.year})</span>}
                </td>
                <td class="bars">
                  <PeakSpan from={peak.from} to={peak.to} year={peak.year} />
                </td>
                <td class="number">
                  {sectorsOf === undefined ? (
                    amount(peak.level)
                  ) : (
                    <button
                      type="button"
                      class="link"
                      onClick={() => void explainNumber(`${sectorsOf}.${name}`, peak.year)}
                    >
                      {amount(peak.level)}
                    </button>
                  )}
                </td>
                <td>{told.statuses[peak.status]}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </Wide>
  );
}

const STACK = { width: 640, height: 260, left: 56, right: 20, top: 20, bottom: 26 };

/** Parts of a whole on top of each other, with their names and numbers beside. */
function StackChart({ stack }: { readonly stack: StackTold }) {
  const { baseYear, horizon } = facts.value;
  const factor = stack.factor[language.value];
  const all = stack.members.map(({ name, label, values }) => {
    const place =
      base.value.stacks.find((one) => one.name === stack.name)?.members.findIndex((member) => member.name === name) ??
      0;
    return { label: say(label), values: values.map((value) => value * factor), colour: areaColour(Math.max(0, place)) };
  });
  const years = Array.from({ length: horizon - baseYear + 1 }, (_, i) => baseYear + i);
  const parts = withOther(all, 0.01, words.value.tag === "en" ? "Other" : "其他");
  const areas = stackedAreas(years, parts);
  const tops = areas.flatMap(({ upper, lower }) => [...Array.from(upper), ...Array.from(lower)]);
  const [low, high] = roundedEnds(Math.min(0, ...tops), Math.max(1e-9, ...tops), 4);
  const x = linearScale(baseYear, horizon, STACK.left, STACK.width - STACK.right, 5);
  const y = linearScale(low, high, STACK.height - STACK.bottom, STACK.top, 4);
  const path = (upper: ArrayLike<number>, lower: ArrayLike<number>) => {
    const there = years.map((year, i) => `${x.at(year).toFixed(1)},${y.at(upper[i]).toFixed(1)}`);
    const back = years.map((year, i) => `${x.at(year).toFixed(1)},${y.at(lower[i]).toFixed(1)}`).reverse();
    return `M${[...there, ...back].join("L")}Z`;
  };
  const last = years.length - 1;
  const at = Math.min(last, Math.max(0, 2035 - baseYear));
  return (
    <figure class="stack">
      <h3>{say(stack.label)}</h3>
      <svg viewBox={`0 0 ${STACK.width} ${STACK.height}`} role="img" aria-label={say(stack.label)}>
        <text class="unit" x={2} y={12}>
          {say(stack.unit)}
        </text>
        <UprightTicks scale={y} left={STACK.left} right={STACK.width - STACK.right} />
        {areas.map(({ upper, lower, colour, label }, i) => (
          <path key={`${label} ${i}`} d={path(upper, lower)} fill={colour} class="area" />
        ))}
        {x.ticks.map((tick) => (
          <text key={tick} class="tick" x={x.at(tick)} y={STACK.height - 8} text-anchor="middle">
            {tick}
          </text>
        ))}
      </svg>
      <table class="legend">
        <thead>
          <tr>
            <td />
            {[0, at, last].map((i) => (
              <th scope="col" class="number" key={i}>
                {years[i]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {parts.map(({ label, values, colour }, i) => (
            <tr key={label}>
              <th scope="row">
                <svg class="patch" viewBox="0 0 10 10" aria-hidden="true">
                  <rect width={10} height={10} fill={colour ?? areaColour(i)} />
                </svg>
                {label}
              </th>
              {[0, at, last].map((place) => (
                <td class="number" key={place}>
                  {amount(values[place])}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </figure>
  );
}

const lights: Readonly<Record<string, string>> = {
  met: "●",
  met_within_error: "◐",
  missed_within_error: "◑",
  missed: "○",
};

/** Targets, and what is said of each: the light beside its word. */
function TargetTable({ targets }: { readonly targets: readonly TargetTold[] }) {
  const told = words.value;
  return (
    <Wide>
      <table>
        <thead>
          <tr>
            <th scope="col">{told.verdictWord}</th>
            <th scope="col">{told.target}</th>
            <th scope="col">{told.year}</th>
            <th scope="col">{told.asked}</th>
            <th scope="col">{told.foundValue}</th>
            <td />
          </tr>
        </thead>
        <tbody>
          {targets.map(({ label, year, asked, found, margin, status, verdict, remarks, id }) => (
            <tr key={`${id} ${label} ${year} ${asked}`}>
              <td class={`light ${status}`}>
                <span aria-hidden="true">{lights[status] ?? "·"}</span> {verdict}
              </td>
              <th scope="row">
                {label} <span class="quiet tag">{id}</span>
              </th>
              <td>{year}</td>
              <td>{asked}</td>
              <td>
                {found} <span class="quiet">{margin === "-" ? "" : margin}</span>
              </td>
              <td class="quiet">{remarks}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Wide>
  );
}

function Targets() {
  const promises = useAside(promisesNow, STILL, "");
  const told = words.value;
  const { targets } = answer.value;
  return (
    <div>
      {targets.length > 0 && <h3>{told.ownTargets}</h3>}
      {targets.length > 0 && <TargetTable targets={targets} />}
      <h3>{told.promises}</h3>
      <Busy isBusy={promises.isBusy} />
      {promises.told?.length === 0 && <p class="quiet">{told.noTargets}</p>}
      {promises.told !== undefined && promises.told.length > 0 && <TargetTable targets={promises.told} />}
    </div>
  );
}

/** Why emissions peak when they do: what moves them, year by year around the peak. */
function Why() {
  const { told: cause, isBusy } = useAside(whyNow, STILL, boundary.value);
  const told = words.value;
  if (cause === undefined) return <p class="quiet">{isBusy ? told.effectsBusy : told.noWhy}</p>;
  return (
    <div>
      {cause.sentences.map((line) => (
        <p key={line}>{line}</p>
      ))}
      <h3>{cause.title}</h3>
      <Busy isBusy={isBusy} />
      <Wide>
        <table aria-busy={isBusy}>
          <thead>
            <tr>
              <th scope="col">{told.driver}</th>
              {cause.columns.map((title) => (
                <th scope="col" class="number" key={title}>
                  {title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {cause.rows.map(({ label, points }, row) => (
              <tr key={label} class={row === cause.rows.length - 1 ? "sum" : undefined}>
                <th scope="row">{label}</th>
                {points.map((text, i) => (
                  <td class="number" key={cause.columns[i]}>
                    {text}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </Wide>
    </div>
  );
}

/** What stands below the picture, one thing at a time. */
export function Details() {
  const shown = useSignal("effects");
  const told = words.value;
  const { stacks } = answer.value;
  const { subjects } = facts.value;
  const tabs = [
    { id: "effects", label: told.tabs.effects },
    { id: "why", label: told.tabs.why },
    { id: "sectors", label: told.tabs.sectors },
    ...stacks.map(({ name, label }) => ({ id: name, label: say(label) })),
    { id: "targets", label: told.tabs.targets },
    ...(subjects.length === 0 ? [] : [{ id: "numbers", label: told.tabs.numbers }]),
  ];
  const turn = (event: KeyboardEvent) => {
    const step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
    if (step === 0) return;
    const at = tabs.findIndex(({ id }) => id === shown.value);
    const next = tabs[(at + step + tabs.length) % tabs.length].id;
    shown.value = next;
    document.getElementById(`tab-${next}`)?.focus();
    event.preventDefault();
  };
  const stack = stacks.find(({ name }) => name === shown.value);
  return (
    <section class="details">
      <div role="tablist" aria-label={told.levers} onKeyDown={turn}>
        {tabs.map(({ id, label }) => (
          <button
            key={id}
            id={`tab-${id}`}
            type="button"
            role="tab"
            aria-selected={shown.value === id}
            aria-controls="panel"
            tabIndex={shown.value === id ? 0 : -1}
            onClick={() => {
              shown.value = id;
            }}
          >
            {label}
          </button>
        ))}
      </div>
      <div id="panel" role="tabpanel" aria-labelledby={`tab-${shown.value}`}>
        {shown.value === "effects" && <Effects />}
        {shown.value === "why" && <Why />}
        {shown.value === "numbers" && <Subjects key={facts.value.id} />}
        {shown.value === "sectors" && <Sectors />}
        {shown.value === "targets" && <Targets />}
        {stack !== undefined && <StackChart stack={stack} />}
      </div>
    </section>
  );
}

/** The curve as numbers, for whoever reads it or hears it. */
export function Numbers() {
  const told = words.value;
  const { baseYear, horizon, unit, peakOf } = facts.value;
  const here = answer.value.boundaries.find(({ name }) => name === boundary.value);
  const before = base.value.boundaries.find(({ name }) => name === boundary.value);
  if (here === undefined || before === undefined) return null;
  const years = Array.from({ length: horizon - baseYear + 1 }, (_, i) => baseYear + i);
  return (
    <details class="numbers">
      <summary>
        {told.numbers} ({say(unit)})
      </summary>
      <Wide>
        <table>
          <thead>
            <tr>
              {[told.year, told.now, told.untouched, told.difference].map((title) => (
                <th scope="col" key={title}>
                  {title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {years.map((year, i) => (
              <tr key={year}>
                <th scope="row">{year}</th>
                <td class="number">
                  <button
                    type="button"
                    class="link"
                    onClick={() => void explainNumber(`${peakOf}.${boundary.value}`, year)}
                  >
                    {withUnit(fixed(here.values[i], 2), "")}
                  </button>
                </td>
                <td class="number">{fixed(before.values[i], 2)}</td>
                <td class="number">{change(here.values[i] - before.values[i])}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Wide>
    </details>
  );
}
