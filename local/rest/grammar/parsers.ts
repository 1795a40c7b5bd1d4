import { readFileSync } from "node:fs";
import peggy from "peggy";

/** Compiles one of this folder's grammars; done once, when the module loads. */
function compile(file: string, startRules: string[]): peggy.Parser {
  const grammar = readFileSync(new URL(file, import.meta.url), "utf8");
  return peggy.generate(grammar, { allowedStartRules: startRules });
}

const query = compile("./query.peggy", [
  "Select",
  "Columns",
  "TreePath",
  "OperatorExpression",
  "Order",
  "LogicGroup",
  "LogicPath",
]);
const csv = compile("./csv.peggy", ["Records"]);
const nodeTree = compile("./node-tree.peggy", ["Value"]);

/** What was expected where; `column` counts from 1, as people do. */
export class SyntaxProblem extends Error {
  readonly column: number;

  constructor(column: number, details: string) {
    super(details);
    this.column = column;
  }
}

/** @throws {SyntaxProblem} for text that is not in the language, or nests so deep that the stack ends */
function run<T>(parser: peggy.Parser, startRule: string, text: string): T {
  try {
    return parser.parse(text, { startRule }) as T;
  } catch (error) {
    if (error instanceof parser.SyntaxError) throw problemFrom(error);
    if (error instanceof RangeError) throw new SyntaxProblem(1, "nested too deeply");
    throw error;
  }
}

type PeggyError = InstanceType<peggy.Parser["SyntaxError"]>;

function problemFrom(error: PeggyError): SyntaxProblem {
  const found = error.found ? `unexpected ${JSON.stringify(error.found)}` : "unexpected end of input";
  const names = [...new Set((error.expected ?? []).map(nameOf).filter((name) => name !== ""))];
  const last = names.pop();
  const list = names.length > 0 ? `${names.join(", ")} or ${last}` : last;
  return new SyntaxProblem(error.location?.start.column ?? 1, list ? `${found} expecting ${list}` : found);
}

/** White space is always allowed where it is, so it is never what a reader of the message needs to hear. */
function nameOf(expected: NonNullable<PeggyError["expected"]>[number]): string {
  if (expected.type === "literal") return JSON.stringify(expected.text.replace(/^not\.$/, "not"));
  if (expected.type === "other") return expected.description;
  if (expected.type === "end") return "end of input";
  return "";
}

export const parseQuery = <T>(startRule: string, text: string): T => run<T>(query, startRule, text);
export const parseCsv = (text: string): string[][] => run<string[][]>(csv, "Records", text);
export const parseNodeTree = (text: string): unknown => run<unknown>(nodeTree, "Value", text);
