import { useSignal } from "@preact/signals";
import { percent } from "../../report/text/number-text.ts";
import type { LeverFacts } from "../answer.ts";
import { Assumptions } from "./assumptions.tsx";
import { amount, change, percentText, withUnit } from "./numbers.ts";
import { effects, explainNumber, facts, language, moveLever, ready, say, state, words } from "./store.ts";
import { Years } from "./years.tsx";

/** A lever as it stands: strength and years, moved or not. */
export function standing(lever: LeverFacts): {
  readonly strength: number;
  readonly start: number;
  readonly full: number;
  readonly isMoved: boolean;
} {
  const moved = state.value.levers[lever.id];
  const [strength, start = lever.start, full = lever.full] = moved ?? [lever.strength];
  return { strength, start, full, isMoved: moved !== undefined };
}

/** What a strength comes to in natural units, by the first thing that the lever acts on. */
export function naturalText(lever: LeverFacts, strength: number, full: number): string {
  const told = words.value;
  const share = percentText(strength);
  const [first] = lever.effects;
  if (first === undefined || strength === 0) return share;
  const { mode, amount: size, percent: inPercent, unit, factor } = first;
  const number = (value: number) =>
    inPercent
      ? `${percent(value, Math.abs(value) < 0.1 ? 1 : 0)}${say(unit)}`
      : withUnit(amount(value * factor[language.value]), say(unit));
  const signed = (value: number) => `${value < 0 ? "−" : "+"}${number(Math.abs(value))}`;
  if (mode === "add" || mode === "fill") return told.strength(share, told.byYear(signed(size * strength), full));
  if (mode === "multiply") {
    const factorNow = (size - 1) * strength;
    return told.strength(share, told.byYear(`${factorNow < 0 ? "−" : "+"}${percentText(Math.abs(factorNow))}`, full));
  }
  return strength === 1
    ? told.strength(share, told.byYear(number(size), full))
    : told.byYear(told.towards(share, number(size)), full);
}

function effectIn(id: string): { readonly year: number; readonly change: number } | undefined {
  const { found, years } = effects.value;
  const own = found.find((one) => one.id === id);
  return own === undefined || years.length === 0 ? undefined : { year: years[0], change: own.change[0] };
}

/** One lever: its name, what it comes to, a slider, and on demand its years and sources. */
function Lever({ lever }: { readonly lever: LeverFacts }) {
  const open = useSignal(false);
  const { strength, start, full, isMoved } = standing(lever);
  const told = words.value;
  const name = say(lever.label);
  const text = naturalText(lever, strength, full);
  const { horizon } = facts.value;
  const years = isMoved && state.value.levers[lever.id].length === 3;
  const move = (to: number, done: boolean) => moveLever(lever.id, years ? [to, start, full] : [to], done);
  const effect = effectIn(lever.id);
  return (
    <li class={isMoved ? "lever moved" : "lever"}>
      <div class="head">
        <label for={`l-${lever.id}`}>{name}</label>
        {!lever.isPulled && strength === 0 && <span class="quiet tag">{told.standing}</span>}
        {effect !== undefined && strength > 0 && Math.abs(effect.change) >= 5e-4 && (
          <span class="effect" title={told.effectsNote([effect.year])}>
            {effect.year} {change(effect.change)}
          </span>
        )}
        {isMoved && (
          <button
            type="button"
            class="plain"
            onClick={() => moveLever(lever.id, undefined, true)}
            aria-label={told.resetOne(name)}
            title={told.resetOne(name)}
          >
            ↺
          </button>
        )}
        <button
          type="button"
          class="plain"
          aria-expanded={open.value}
          aria-label={told.more(name)}
          title={told.more(name)}
          onClick={() => {
            open.value = !open.value;
          }}
        >
          {open.value ? "▾" : "▸"}
        </button>
      </div>
      {lever.isProject ? (
        <label class="switch">
          <input
            id={`l-${lever.id}`}
            type="checkbox"
            disabled={!ready.value}
            checked={strength > 0}
            onChange={(event) => moveLever(lever.id, [event.currentTarget.checked ? 1 : 0], true)}
          />
          <span>{strength > 0 ? `${told.on} · ${naturalText(lever, 1, full)}` : told.off}</span>
        </label>
      ) : (
        <>
          <div class="slide" style={{ "--at": `${100 * lever.strength}%` }}>
            <input
              id={`l-${lever.id}`}
              type="range"
              min={0}
              max={100}
              step={1}
              disabled={!ready.value}
              value={Math.round(100 * strength)}
              aria-valuetext={text}
              onInput={(event) => move(event.currentTarget.valueAsNumber / 100, false)}
              onChange={(event) => move(event.currentTarget.valueAsNumber / 100, true)}
            />
            <span class="mark" aria-hidden="true" />
          </div>
          <div class="value">{text}</div>
        </>
      )}
      {open.value && (
        <div class="about">
          {!lever.isProject && <Years lever={lever} strength={strength} start={start} full={full} />}
          {lever.hasKnots && !lever.isProject && <p class="quiet">{told.knots}</p>}
          <dl>
            {lever.potential !== undefined && (
              <>
                <dt>{told.potential}</dt>
                <dd>{say(lever.potential)}</dd>
              </>
            )}
            {lever.doc !== undefined && (
              <>
                <dt />
                <dd>{say(lever.doc)}</dd>
              </>
            )}
            <dt>{told.does}</dt>
            <dd>
              {lever.effects.slice(0, 6).map(({ path, label }) => (
                <button
                  key={path}
                  type="button"
                  class="link"
                  onClick={() => void explainNumber(path, Math.min(full, horizon))}
                >
                  {say(label)}
                </button>
              ))}
            </dd>
            {lever.basis !== undefined && (
              <>
                <dt>{told.basis}</dt>
                <dd>{say(lever.basis)}</dd>
              </>
            )}
            {lever.source !== undefined && (
              <>
                <dt>{told.source}</dt>
                <dd class="source">{lever.source}</dd>
              </>
            )}
          </dl>
        </div>
      )}
    </li>
  );
}

/** All levers by family, with a field to find one. */
export function Levers() {
  const sought = useSignal("");
  const opened = useSignal<readonly string[]>([]);
  const told = words.value;
  const { levers, families } = facts.value;
  const asked = sought.value.trim().toLowerCase();
  const fits = ({ id, label }: LeverFacts) =>
    asked === "" || [id.replaceAll("_", " "), label.en, label.zh].some((text) => text.toLowerCase().includes(asked));
  const found = levers.filter(fits);
  return (
    <section class="levers" aria-labelledby="levers-title" id="levers">
      <div class="sought">
        <h2 id="levers-title">{told.levers}</h2>
        <input
          type="search"
          placeholder={told.find}
          aria-label={told.find}
          value={sought.value}
          onInput={(event) => {
            sought.value = event.currentTarget.value;
          }}
        />
      </div>
      {asked !== "" && (
        <p class="quiet" role="status">
          {told.found(found.length)}
        </p>
      )}
      {asked === "" && <Assumptions />}
      {families.map(({ id, label }) => {
        const own = found.filter(({ family }) => family === id);
        if (own.length === 0) return null;
        const moved = own.filter((lever) => standing(lever).isMoved).length;
        const isOpen = asked !== "" || opened.value.includes(id);
        return (
          <section class="family" key={id}>
            <h3>
              <button
                type="button"
                aria-expanded={isOpen}
                onClick={() => {
                  opened.value = isOpen ? opened.value.filter((other) => other !== id) : [...opened.value, id];
                }}
              >
                <span aria-hidden="true">{isOpen ? "▾" : "▸"}</span> {say(label)}
                <span class="count">{moved > 0 ? `● ${moved}` : own.length}</span>
              </button>
            </h3>
            {isOpen && (
              <ul>
                {own.map((lever) => (
                  <Lever key={lever.id} lever={lever} />
                ))}
              </ul>
            )}
          </section>
        );
      })}
    </section>
  );
}
