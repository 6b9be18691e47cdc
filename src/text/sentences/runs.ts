import { quote } from "../quote.ts";
import { guess } from "./reading.ts";
import type { SaidAs, Say } from "./said.ts";

/** A check of the model that a run does not hold: where it is declared, its cell, and the years. */
export interface FailedCheck {
  readonly place: string;
  readonly cell: string;
  readonly label: { readonly en: string; readonly zh: string };
  readonly year: number;
  /** How many more years. */
  readonly more: number;
  readonly doc: string;
}

interface Within {
  readonly fault: SaidAs<string>;
}

/** Why a run fails, and what questions about runs cannot be asked. */
export const runSentences = {
  /** What another program or library says, which no language words. */
  as_it_is: ({ text }: { text: string }) => text,
  circle: ({ names }: { names: readonly string[] }) =>
    `depends on itself in the same year: ${names.join(" -> ")}; break the chain with previous()`,
  names_both: ({ name, owner, here }: { name: string; owner: string; here: string }) =>
    `"${quote(name)}" names both ${owner} and ${here}`,
  name_signs: ({ name }: { name: string }) => `"${quote(name)}" must hold none of ; : " \``,
  several: ({ faults }: { faults: readonly SaidAs<string>[] }, say: Say) => faults.map(say).join("\n"),
  not_finite: ({ name, year, file, line }: { name: string; year: number; file: string; line: number }) =>
    `${name} is not finite in ${year}: its numbers divide by 0 or grow beyond all bounds; its formula stands at ${file}:${line}`,
  check_fails: ({ check, year }: { check: string; year: number }) =>
    `the check ${check} of the model does not hold in ${year}`,
  checks_fail: ({ checks }: { checks: readonly FailedCheck[] }) =>
    checks
      .map(
        ({ place, cell, label, year, more, doc }) =>
          `${place}  ${cell}: ${label.en} does not hold in ${year}${more > 0 ? ` and ${more} more years` : ""}; ${doc}`,
      )
      .join("\n"),
  levers_fail: ({ levers, moved, fault }: Within & { levers: readonly string[]; moved: readonly string[] }, say: Say) =>
    `with the levers ${levers.join(", ") || "all off"}${moved.map((name) => `, ${name} moved`).join("")}: ${say(fault)}`,
  mixture_fails: (
    { scenario, taken, other, fault }: Within & { scenario: string; taken: readonly string[]; other: string },
    say: Say,
  ) => `${scenario} with ${taken.join(", ") || "nothing"} of ${other}: ${say(fault)}`,
  member_fails: ({ scenario, region, fault }: Within & { scenario: string; region: string }, say: Say) =>
    `${scenario}, ${region}: ${say(fault)}`,
  no_roll_up: ({ model }: { model: string }) =>
    `the model ${model} does not say in report.roll_up what adds up over regions`,
  answer_differs: ({ id }: { id: string }) =>
    `the answer, run as ${id}, does not do what was found; please report this`,

  no_year_of_run: ({ year, from, to }: { year: number; from: number; to: number }) =>
    `${year} is not a year of the run; years ${from} to ${to} are allowed`,
  nothing_named: ({ name, model, near }: { name: string; model: string; near?: string }) =>
    `unknown variable or parameter "${quote(name)}" of the model ${model}${guess(near)}`,
  no_such_cell: ({ cells, count, near }: { cells: readonly string[]; count: number; near?: string }) =>
    `no such cell; there are ${cells.join(", ")}${count > cells.length ? `, … (${count})` : ""}${guess(near)}`,
  pulls_no_lever: ({ scenario, lever, near }: { scenario: string; lever: string; near?: string }) =>
    `the scenario ${scenario} pulls no lever "${lever}"${guess(near)}`,
  least_of_one: (_: Record<never, never>) => "the least strength is sought of one lever; none is named",
  boundary_not_peaking: ({ name, near }: { name: string; near?: string }) => `no boundary "${name}"${guess(near)}`,
  runs_of_kind: ({ kind, runs }: { kind: string; runs?: number }) =>
    `a ${kind} has as many runs as it is made of (${runs}); leave the number of runs out`,
  runs_from_1: ({ most, runs }: { most: number; runs: number }) => `a batch has from 1 to ${most} runs, not ${runs}`,
};
