import { percent } from "../../report/text/number-text.ts";
import { type Delivery, MOST_DELIVERY, MOST_GROWTH } from "../state.ts";
import { percentText, pointsText } from "./numbers.ts";
import { facts, moveDelivery, moveGrowth, ready, state, words } from "./store.ts";

// What is assumed of the economy and of how plans are delivered, apart from the levers.

/** The way back to the scenario's own growth of the economy. */
export function ResetGrowth() {
  const told = words.value;
  return (
    <button type="button" class="plain" onClick={() => moveGrowth(0, true)} aria-label={told.resetOne(told.growth)}>
      ↺
    </button>
  );
}

/** The way back to what the scenario says of how plans are delivered. */
export function ResetDelivery() {
  const told = words.value;
  return (
    <button
      type="button"
      class="plain"
      onClick={() => moveDelivery(undefined, true)}
      aria-label={told.resetOne(told.delivery)}
    >
      ↺
    </button>
  );
}

function Growth() {
  const { growth, baseYear, lastObserved } = facts.value;
  if (growth === undefined) return null;
  const told = words.value;
  const moved = state.value.growth;
  const year = Math.max(2030, lastObserved + 1);
  const value = (growth.values[year - baseYear] ?? 0) + moved / 10000;
  const text = told.growthText(pointsText(moved), year, percent(value, 1));
  return (
    <li class={moved === 0 ? "lever" : "lever moved"}>
      <div class="head">
        <label for="growth">{told.growth}</label>
        {moved !== 0 && <ResetGrowth />}
      </div>
      <div class="slide" style={{ "--at": "50%" }}>
        <input
          id="growth"
          type="range"
          min={-MOST_GROWTH}
          max={MOST_GROWTH}
          step={10}
          value={moved}
          disabled={!ready.value}
          aria-valuetext={text}
          onInput={(event) => moveGrowth(event.currentTarget.valueAsNumber, false)}
          onChange={(event) => moveGrowth(event.currentTarget.valueAsNumber, true)}
        />
        <span class="mark" aria-hidden="true" />
      </div>
      <div class="value">{text}</div>
    </li>
  );
}

/** How plans are delivered, as the list of what is moved says it. */
export function deliveryText(delivery: Delivery | "own" | undefined): string {
  const { deliveries, deliveryPart } = words.value;
  return typeof delivery === "number" ? deliveryPart(percentText(delivery / 100)) : deliveries[delivery ?? "usual"];
}

const choices = ["usual", "planned", "before", "part"] as const;
type Choice = (typeof choices)[number];
const WHOLE = 100;

function DeliveryChoice() {
  const { delivery: written, hasErrors } = facts.value;
  if (!hasErrors) return null;
  const told = words.value;
  const moved = state.value.delivery;
  const standing = moved ?? written;
  const chosen: Choice | "own" = typeof standing === "number" ? "part" : (standing ?? "usual");
  // What the scenario's own design says stands in the place of what is usual.
  const offered =
    written === undefined ? choices : written === "own" ? (["own", ...choices.slice(1)] as const) : choices.slice(1);
  const choose = (choice: Choice | "own") => {
    const asked = choice === "part" ? WHOLE : choice === "usual" || choice === "own" ? undefined : choice;
    moveDelivery(asked === written ? undefined : asked, true);
  };
  const part = (event: { readonly currentTarget: HTMLInputElement }, done: boolean) =>
    moveDelivery(event.currentTarget.valueAsNumber, done);
  return (
    <li class={moved === undefined ? "lever" : "lever moved"}>
      <div class="head">
        <label for="delivery">{told.delivery}</label>
        {moved !== undefined && <ResetDelivery />}
      </div>
      <select
        id="delivery"
        value={chosen}
        disabled={!ready.value}
        aria-describedby="delivery-note"
        onChange={(event) => choose(event.currentTarget.value as Choice | "own")}
      >
        {offered.map((choice) => (
          <option key={choice} value={choice}>
            {told.deliveries[choice]}
          </option>
        ))}
      </select>
      {typeof standing === "number" && (
        <>
          <div class="slide" style={{ "--at": `${(100 * WHOLE) / MOST_DELIVERY}%` }}>
            <input
              type="range"
              min={0}
              max={MOST_DELIVERY}
              step={5}
              value={standing}
              disabled={!ready.value}
              aria-label={told.deliveryStrength}
              aria-valuetext={deliveryText(standing)}
              onInput={(event) => part(event, false)}
              onChange={(event) => part(event, true)}
            />
            <span class="mark" aria-hidden="true" />
          </div>
          <div class="value">{deliveryText(standing)}</div>
        </>
      )}
      <p class="quiet note" id="delivery-note">
        {told.deliveryNote}
      </p>
    </li>
  );
}

/** The assumptions that can be changed beside the levers. */
export function Assumptions() {
  const { growth, hasErrors } = facts.value;
  if (growth === undefined && !hasErrors) return null;
  return (
    <section class="family">
      <h3>{words.value.economy}</h3>
      <ul>
        <Growth />
        <DeliveryChoice />
      </ul>
    </section>
  );
}
