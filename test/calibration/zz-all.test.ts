import { it } from "vitest";
import { readSources, readProvinces } from "../../src/calibration/sources.ts";
import { readSource } from "./zhejiang.ts";
import { yearbookText } from "./yearbook-text.ts";
import { rebaseRegion } from "../../src/calibration/rebase-region.ts";
import { shippedLibrary } from "../shipped-runs.ts";
import { readModel } from "../../src/engine/read-model.ts";
import { modelFiles } from "../../src/scenario/model-files.ts";
import { withFiles } from "../../src/calibration/city-build.ts";
import { composeScenario } from "../../src/scenario/compose.ts";
import { runScenario } from "../../src/analysis/scenario-run.ts";
import { sharedPrograms } from "../../src/analysis/shared-programs.ts";
import { readReportLayout } from "../../src/analysis/report-layout.ts";
import { InputError, formatProblem } from "../../src/engine/problems.ts";
it("all", () => {
  const model = readModel(modelFiles(shippedLibrary, "regional"));
  const layout = readReportLayout(model);
  const programs = sharedPrograms();
  let ok = 0;
  const list = [...readProvinces(readSource).map(({province,id})=>[province,id,1]), ["Zhejiang","hangzhou",0.15],["Hebei","shijiazhuang",0.1],["Chongqing","dazu",0.03],["Henan","yongcheng",0.02]] as [string,string,number][];
  for (const [name,id,part] of list) for (const year of part===1 ? [2021, 2023] : [2023]) {
    const sources = readSources(readSource, name);
    const scaled = new Map([...sources.balance].map(([m,c])=>[m,new Map([...c].map(([p,v])=>[p,v*part*(year===2023?1.06:1)]))]));
    try {
      const made = rebaseRegion(shippedLibrary, model, { region: id, balance: { text: yearbookText(scaled, `${name} ${year}`, year===2023), file: "b.csv" } }, programs);
      const lib = withFiles(shippedLibrary, made.files);
      for (const s of made.scenarios) runScenario(composeScenario(lib, model, `${made.id}/${s}`), layout, programs);
      if (year===2021 && made.counts.paths+made.counts.run>0) console.log("MOVED", id, made.counts);
      ok++;
    } catch (e) { console.log("BAD", id, year, e instanceof InputError ? e.problems.slice(0,3).map(formatProblem).join("\n") : String((e as Error).message).slice(0,300)); }
  }
  console.log("OK", ok, list.length);
}, 900000);
