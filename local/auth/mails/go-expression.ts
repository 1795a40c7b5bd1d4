/** One value of a template: a path from the dot or the root, a literal, or a function's result. */
export type Expression =
  | { kind: "path"; fromRoot: boolean; keys: string[] }
  | { kind: "literal"; value: unknown }
  | { kind: "call"; name: string; operands: Expression[] };

type Scope = { root: unknown; dot: unknown };

const functions: Record<string, (...values: unknown[]) => unknown> = {
  and: (...values) => values.find((value) => !isTrue(value)) ?? values.at(-1),
  or: (...values) => values.find(isTrue) ?? values.at(-1),
  not: (value) => !isTrue(value),
  eq: (value, ...others) => others.some((other) => other === value),
  ne: (a, b) => a !== b,
  lt: (a, b) => Number(a) < Number(b),
  le: (a, b) => Number(a) <= Number(b),
  gt: (a, b) => Number(a) > Number(b),
  ge: (a, b) => Number(a) >= Number(b),
  len: (value) => (typeof value === "string" || Array.isArray(value) ? value.length : keysOf(value).length),
  index: (value, ...keys) => keys.reduce(fieldOf, value),
  print: (...values) => values.map(asText).join(""),
  printf: (format, ...values) => formatValues(asText(format), values),
  urlquery: (...values) => encodeURIComponent(values.map(asText).join("")),
  html: (...values) => values.map(asText).join(""), // everything is escaped where it is written
};

/** @throws when the text is no expression that mail templates may use */
export function parseExpression(source: string): Expression {
  const pieces = splitPipes(tokenise(source));
  return (
    pieces.reduce<Expression | null>((input, piece) => parseCommand(piece, input), null) ?? empty(source)
  );
}

function empty(source: string): never {
  throw new Error(`{{ ${source} }} holds no value`);
}

const tokenPattern =
  /\s+|"(?:[^"\\]|\\.)*"|`[^`]*`|[()|]|\$?(?:\.[A-Za-z_][\w]*)+|\.|\$|-?\d+(?:\.\d+)?|[A-Za-z_]\w*/y;

function tokenise(source: string): string[] {
  const tokens: string[] = [];
  tokenPattern.lastIndex = 0;
  while (tokenPattern.lastIndex < source.length) {
    const [token] = tokenPattern.exec(source) ?? [];
    if (token === undefined) throw new Error(`{{ ${source} }} is not understood`);
    if (token.trim() !== "") tokens.push(token);
  }
  return tokens;
}

function splitPipes(tokens: string[]): string[][] {
  const pieces: string[][] = [[]];
  let depth = 0;
  for (const token of tokens) {
    if (token === "(") depth += 1;
    if (token === ")") depth -= 1;
    if (token === "|" && depth === 0) pieces.push([]);
    else pieces.at(-1)?.push(token);
  }
  return pieces;
}

/** A command of a pipe; what the one before it gave becomes its last operand. */
function parseCommand(tokens: string[], input: Expression | null): Expression {
  const rest = [...tokens];
  const operands: Expression[] = [];
  const name = rest[0] !== undefined && rest[0] in functions ? rest.shift() : undefined;
  while (rest.length > 0) operands.push(parseOperand(rest));
  if (input) operands.push(input);
  if (name) return { kind: "call", name, operands };
  const [only, ...more] = operands;
  if (!only || more.length > 0) throw new Error(`"${tokens.join(" ")}" is not understood`);
  return only;
}

function parseOperand(tokens: string[]): Expression {
  const token = tokens.shift() ?? "";
  if (token === "(") {
    const end = closing(tokens);
    const inner = tokens.splice(0, end + 1).slice(0, -1);
    return (
      splitPipes(inner).reduce<Expression | null>((input, piece) => parseCommand(piece, input), null) ??
      empty("()")
    );
  }
  if (token.startsWith('"')) return { kind: "literal", value: JSON.parse(token) };
  if (token.startsWith("`")) return { kind: "literal", value: token.slice(1, -1) };
  if (/^-?\d/.test(token)) return { kind: "literal", value: Number(token) };
  if (token === "true" || token === "false") return { kind: "literal", value: token === "true" };
  if (token === "nil") return { kind: "literal", value: null };
  if (/^[.$]/.test(token)) {
    const keys = token
      .replace(/^\$/, "")
      .split(".")
      .filter((key) => key !== "");
    return { kind: "path", fromRoot: token.startsWith("$"), keys };
  }
  throw new Error(`"${token}" is no function that mail templates have`);
}

function closing(tokens: string[]): number {
  let depth = 1;
  for (const [index, token] of tokens.entries()) {
    if (token === "(") depth += 1;
    if (token === ")") depth -= 1;
    if (depth === 0) return index;
  }
  throw new Error("a parenthesis is not closed");
}

/** The value of an expression. What is not there is undefined, never an error: a mail is sent all the same. */
export function evaluate(expression: Expression, scope: Scope): unknown {
  if (expression.kind === "literal") return expression.value;
  if (expression.kind === "path") {
    return expression.keys.reduce<unknown>(fieldOf, expression.fromRoot ? scope.root : scope.dot);
  }
  const values = expression.operands.map((operand) => evaluate(operand, scope));
  return functions[expression.name]?.(...values);
}

/** Own fields only: a template does not reach what objects inherit. */
function fieldOf(value: unknown, key: unknown): unknown {
  if (typeof value !== "object" || value === null) return undefined;
  return Object.hasOwn(value, String(key)) ? (value as Record<string, unknown>)[String(key)] : undefined;
}

function keysOf(value: unknown): string[] {
  return typeof value === "object" && value !== null ? Object.keys(value) : [];
}

/** What Go takes for true: everything but nothing, zero and the empty. */
export function isTrue(value: unknown): boolean {
  if (value === null || value === undefined || value === false || value === 0 || value === "") return false;
  return typeof value === "object" ? keysOf(value).length > 0 : true;
}

/** A value as it is written. Objects become JSON, nothing becomes the empty text. */
export function asText(value: unknown): string {
  if (value === null || value === undefined) return "";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

function formatValues(format: string, values: unknown[]): string {
  let next = 0;
  return format.replace(/%(%|[-+0-9.]*[svdq])/g, (whole, verb: string) => {
    if (verb === "%") return "%";
    const value = asText(values[next++]);
    return whole.endsWith("q") ? JSON.stringify(value) : value;
  });
}
