import { join } from "node:path";
import { expect, test } from "vitest";
import { installedLibrary } from "../../src/files/installed.ts";
import { loadCache, loadScenarios } from "../../src/run/load.ts";
import { movedRunner } from "../../src/run/moved-run.ts";
import { runScenario } from "../../src/run/scenario-run.ts";
import { sharedPrograms } from "../../src/run/shared-programs.ts";
import { type LeverMove, leversToMove, movedScenario, movedText } from "../../src/scenario/moved.ts";
import { layeredLibrary } from "../../src/text/library.ts";

const root = join(import.meta.dirname, "../..");

test("a", () => {
  const library = installedLibrary({ packageFolder: root, workingFolder: root });
  const cache = loadCache();
  const programs = sharedPrograms(library.module);
  let seed = 1;
  const random = () => (seed = (seed * 16807) % 2147483647) / 2147483647;
  for (const id of ["zhejiang/policy", "gansu/reference", "huzhou/policy", "kaya/example"].slice(0, 3)) {
    const [base] = loadScenarios(library, [id], cache);
    const run = runScenario(base, programs);
    const runner = movedRunner(run);
    for (let round = 0; round < 6; round++) {
      const levers = new Map<string, LeverMove>();
      for (const [id, { lever }] of leversToMove(base)) {
        if (random() < 0.6) continue;
        const strength = lever.project === undefined ? Math.round(100 * random()) / 100 : Math.round(random());
        const years = { start: 2026 + Math.floor(10 * random()), full: 2036 + Math.floor(20 * random()) };
        levers.set(id, { strength, ...(lever.project === undefined && random() < 0.4 ? years : {}) });
      }
      const moves = { levers, growth: round % 2 === 0 ? 0 : Math.round(20 * random() - 10) / 1000 };
      const folder = id.split("/")[0];
      const text = movedText(base, moves, { en: "mine", zh: "我的" });

      const t0 = performance.now();
      const quick = runner(movedScenario(base, moves));
      const t1 = performance.now();
      const mine = layeredLibrary(library, new Map([[`scenarios/${folder}/mine.yaml`, text]]));
      const [loaded] = loadScenarios(mine, [`${folder}/mine`], cache);
      const whole = runScenario(loaded, programs);
      console.log(t1 - t0, performance.now() - t1);
      const differ: string[] = [];
      for (const [name, v] of whole.inputs.values) {
        const q = quick.inputs.values.get(name)!;
        const i = v.findIndex((x, j) => x !== q[j]);
        if (i >= 0)
          differ.push(`${name} ${i} ${v[i]} ${q[i]} ${(whole.scenario.steps.get(name) ?? []).map((s) => s.id)}`);
      }
      const wl = [...whole.scenario.levers]
        .map(([id, l]) => `${id} ${l.strength} ${l.start} ${l.full} ${l.shape}`)
        .sort();
      const ql = [...quick.scenario.levers]
        .map(([id, l]) => `${id} ${l.strength} ${l.start} ${l.full} ${l.shape}`)
        .sort();
      console.log(
        id,
        round,
        moves.growth,
        differ,
        wl.filter((x) => !ql.includes(x)),
        ql.filter((x) => !wl.includes(x)),
      );
      if (differ.length > 0) {
        continue;
      }
      for (const { name, size } of run.scenario.model.variables.values())
        for (let cell = 0; cell < size; cell++)
          expect(quick.values(name, cell), `${id} ${name} ${cell}`).toEqual(whole.values(name, cell));
      expect(quick.boundaries.map(({ peak }) => peak)).toEqual(whole.boundaries.map(({ peak }) => peak));
      expect(quick.targets.map(({ status, result }) => ({ status, result }))).toEqual(
        whole.targets.map(({ status, result }) => ({ status, result })),
      );
    }
  }
});
