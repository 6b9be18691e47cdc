import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useEffect } from "preact/hooks";
import { fragmentOf } from "../state.ts";
import { language, ready, state, words } from "./store.ts";

/** What may be wider than the page: it scrolls by itself, with the keyboard too. */
export function Wide({ children }: { readonly children: ComponentChildren }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by the keyboard
    <section class="wide" tabIndex={0} aria-label={words.value.table}>
      {children}
    </section>
  );
}

/** What takes a run of its own, or many formulas, waits until nothing has moved for so long (milliseconds). */
export const STILL = 300;
export const SOON = 60;

/** Says that what stands below is being computed; the line stays, so that nothing jumps. */
export function Busy({ isBusy }: { readonly isBusy: boolean }) {
  return <p class="quiet busy">{isBusy ? words.value.effectsBusy : ""}</p>;
}

/** What the engine tells of the scenario as moved once it has stood still: the newest, and whether that is of what is shown. */
export function useAside<Told>(ask: () => Promise<Told>, still: number, of: string) {
  const found = useSignal<{ readonly of: string; readonly told: Told } | undefined>(undefined);
  const key = `${language.value} ${of} ${fragmentOf(state.value)}`;
  useEffect(() => {
    if (!ready.value) return;
    let isWanted = true;
    const later = setTimeout(async () => {
      try {
        const told = await ask();
        if (isWanted) found.value = { of: key, told };
      } catch {
        // What cannot be run stands in the page already.
      }
    }, still);
    return () => {
      isWanted = false;
      clearTimeout(later);
    };
  }, [key, ready.value]);
  return { told: found.value?.told, isBusy: found.value?.of !== key };
}
