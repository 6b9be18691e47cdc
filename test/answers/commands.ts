/** A question to the program: command lines one after the other in the same empty folder, parted by " && ". */
export interface Question {
  /** Names the answer, and its folder in dist/answers. */
  readonly id: string;
  readonly words: string;
}

const batch = "--runs 64 --workers 1";

/** Every command, over regions of each kind, in both languages, as text, JSON, files and pictures; then wrong input. */
const asked: Readonly<Record<string, string>> = {
  "run-zhejiang-files": "run zhejiang/policy --out out --svg svg",
  "run-zhejiang-zh": "run zhejiang/policy --lang zh --out out --wide --excel",
  "run-zhejiang-plan-zh": "run zhejiang/policy --table plan --lang zh",
  "run-huzhou-json": "run huzhou/policy --json",
  "run-china-zh": "run china/policy --lang zh --svg svg",
  "run-france-strict": "run france/policy --strict --out out",
  "run-kaya": "run kaya/reference kaya/policy --out out --svg svg",
  "run-delta-files": "run yangtze_delta/policy --out out --svg svg",
  "run-provinces-zh": "run provinces/policy --lang zh",
  "levers-shandong": "levers shandong/policy --method shapley --pairs 40 --out out --svg svg",
  "levers-huzhou-family-zh": "levers huzhou/policy --method shapley --by family --boundary all --lang zh",
  "levers-hangzhou-json": "levers hangzhou/policy --only capacity_ban,building_retrofit --json",
  "levers-kaya": "levers kaya/policy --boundary all --lang zh --out out --svg svg",
  "why-zhejiang": "why zhejiang/policy --out out --svg svg",
  "why-china-zh": "why china/policy --boundary all --lang zh",
  "why-france-json": "why france/policy --json",
  "seek-anhui": "seek anhui/policy --peak-by 2028 --out out",
  "seek-yunnan-set-zh": "seek yunnan/policy --peak-by 2030 --smallest-set --lang zh",
  "seek-kaya-save": "seek kaya/policy --peak-by 2031 --lever nonfossil_energy --save found && run kaya/found",
  "seek-huzhou-start": "seek huzhou/policy --peak-by 2030 --latest-start",
  "seek-kaya-json": "seek kaya/policy --peak-by 2030 --least-effort --json",
  "delay-huzhou": "delay huzhou/policy --years 5 --boundary all --out out --svg svg",
  "delay-kaya-zh": "delay kaya/policy --lang zh --json",
  "budget-zhejiang": "budget zhejiang/policy --budget 9000Mt --from 2025 --out out",
  "allocate-delta-zh": "allocate yangtze_delta/policy --intensity 17%@2030 --lang zh --out out",
  "assess-zhejiang-zh": "assess zhejiang --year 2025 --lang zh --out out",
  "assess-huzhou": "assess huzhou --year 2026 && assess china --json",
  "budget-delta-zh": "budget yangtze_delta/policy --lang zh",
  "cost-curve-huzhou": "cost-curve huzhou/policy --pairs 8 --from 2026 --to 2035 --out out --svg svg",
  "cost-curve-china-zh": "cost-curve china/policy --pairs 8 --lang zh",
  "tornado-huzhou": "tornado huzhou/policy --out out --svg svg",
  "tornado-yunnan-zh": "tornado yunnan/reference --sort year --boundary all --lang zh",
  "compare-zhejiang": "compare zhejiang/policy zhejiang/enhanced --years 2030,2040 --out out --svg svg",
  "compare-huzhou-zh": "compare huzhou/reference huzhou/policy --by family --lang zh",
  "compare-regions-json": "compare france/reference kaya/reference --json",
  "targets-china": "targets china/policy --all --formulas --out out",
  "targets-shandong-zh": "targets shandong/reference shandong/policy --lang zh --strict",
  "targets-huzhou-json": "targets huzhou/policy --json",
  "explain-huzhou": "explain huzhou/policy emissions.assessed",
  "explain-zhejiang-zh": "explain zhejiang/policy gdp_growth --year 2030 --lang zh",
  "explain-shandong-json": "explain shandong/policy generation.coal --year 2030 --json",
  "explain-shandong-base": "explain shandong/policy base_generation.biomass",
  "backtest-zhejiang": "backtest zhejiang --out out",
  "backtest-yunnan-json": "backtest yunnan --from 2012 --to 2018 --json",
  "batch-huzhou": `batch huzhou/policy ${batch} --out out --svg svg --keep outcomes`,
  "batch-china-zh": `batch china/policy ${batch} --lang zh`,
  "batch-design": `batch kaya/policy --design design.yaml ${batch} --backend js --seed 7 --json`,
  "batch-morris-zh": `batch france/policy --design morris.yaml --workers 1 --lang zh --out out`,
  "merge-shards":
    `batch kaya/policy --design design.yaml ${batch} --out s1 --shard 1/2` +
    ` && batch kaya/policy --design design.yaml ${batch} --out s2 --shard 2/2 && merge s1 s2 --out whole`,
  "list-regions-quality": "list regions --quality",
  "list-scenarios-zh": "list scenarios kaya/policy --lang zh",
  "list-levers": "list levers zhejiang/policy",
  "list-levers-kaya-json": "list levers kaya/policy --json",
  "list-variables-zh": "list variables zhejiang/policy --lang zh",
  "list-targets": "list targets hangzhou/policy",
  "check-some": "check zhejiang/policy yangtze_delta/policy kaya/policy && check zhejiang/policy --lang zh --json",
  "new-region":
    "new dali --parent yunnan --from dali.csv && run dali/reference && new dali --parent yunnan --from dali.csv",
  "new-region-zh": "new erhai --parent yunnan --from dali.csv --label Erhai --lang zh",
  "rebase-yunnan": "rebase yunnan --balance balance_2023.csv && run yunnan_2023/policy",
  "rebase-yunnan-zh": "rebase yunnan --balance balance_2023.csv --id moved --out project --lang zh",
  "wrong-command": "rum zhejiang/policy && run && run --lang zh",
  "wrong-scenario": "run zhejiang/polcy nowhere/policy && run zhejiang/polcy --lang zh",
  "wrong-option": "run zhejiang/policy --jsn && run zhejiang/policy --lang de && run zhejiang/policy --table budget",
  "wrong-boundary": "why huzhou/policy --boundary asessed && why huzhou/policy --boundary asessed --lang zh",
  "wrong-number": "budget kaya/policy --budget 9000 && delay kaya/policy --years 0 && seek kaya/policy --peak-by soon",
  "wrong-lever":
    "seek kaya/policy --peak-by 2030 --smallest-set --latest-start && levers kaya/policy --only winds && seek kaya/policy --peak-by 2030 --lever winds --lang zh",
  "wrong-subject": "backtest && backtest zhejang && backtest nothing.csv --lang zh",
  "wrong-batch": `batch kaya/policy ${batch} && batch huzhou/policy --runs many && merge s1 s2 --lang zh`,
  "wrong-roll-up": "levers provinces/policy && why provinces/policy --lang zh && targets yangtze_delta/policy",
  "wrong-name": "explain huzhou/policy emisions && explain huzhou/policy gdp_growth --year 1800 --lang zh",
  "wrong-file": "new dali --parent yunan --from dali.csv && rebase yunnan --balance none.csv --lang zh",
  "wrong-out": "run kaya/policy --out dali.csv && run kaya/policy --out dali.csv --lang zh",
  "wrong-worker": "worker && worker --queue nowhere --lang zh",
  version: "--version",
};

const commands = (
  "run levers why seek delay budget allocate cost-curve tornado check compare explain list targets assess backtest batch merge worker " +
  "new rebase"
).split(" ");

export const questions: readonly Question[] = [
  ...Object.entries(asked).map(([id, words]) => ({ id, words })),
  { id: "help", words: ["--help", ...commands.map((command) => `${command} --help`)].join(" && ") },
];
