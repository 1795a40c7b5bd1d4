import { styleText } from "node:util";
import { endChildrenAtOnce } from "../local/children.ts";
import type { Bench } from "./bench.ts";
import { hasFailed, printResult, storeResult } from "./report.ts";

/** Every bench, by the name under which `npm run bench -- <name>` runs it. */
const benches: Record<string, () => Promise<{ default: Bench }>> = {
  http: () => import("./http.ts"),
  reads: () => import("./reads.ts"),
  realtime: () => import("./realtime.ts"),
  rest: () => import("./rest.ts"),
  sse: () => import("./sse.ts"),
  webhook: () => import("./webhook.ts"),
  storage: () => import("./storage.ts"),
};

const usage = `npm run bench                   runs all of them
npm run bench -- <name> …       runs some: ${Object.keys(benches).join(", ")}
`;

/** How far it is goes to standard error: what is piped elsewhere is the table. */
const progress = (line: string) => void process.stderr.write(`${styleText("dim", `  ${line}`)}\n`);

async function runBench(name: string): Promise<boolean> {
  const load = benches[name];
  if (load === undefined) throw new Error(`There is no bench "${name}".`);
  const { default: bench } = await load();
  progress(bench.title);
  const result = await bench.run(progress);
  printResult(bench, result);
  await storeResult(name, bench, result);
  return !hasFailed(result);
}

// Postgres leads a process group of its own, which a terminal's Ctrl-C does not reach.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
  process.once(signal, () => {
    endChildrenAtOnce();
    process.exit(130);
  });
}

const wanted = process.argv.slice(2);
if (wanted.some((name) => !Object.hasOwn(benches, name))) {
  process.stderr.write(usage);
  process.exitCode = 2;
} else {
  for (const name of wanted.length > 0 ? wanted : Object.keys(benches)) {
    if (!(await runBench(name))) process.exitCode = 1;
  }
}
