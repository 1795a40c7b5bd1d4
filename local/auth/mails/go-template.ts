import { StartError } from "../../start-error.ts";
import { type Escape, escapeForHtml, noEscape } from "./escape.ts";
import { type Expression, evaluate, isTrue, parseExpression } from "./go-expression.ts";

/** A template that is ready to be filled in. */
export type Template = (data: Record<string, unknown>) => string;

type Node =
  | { kind: "text"; text: string }
  | { kind: "value"; expression: Expression }
  | { kind: "branch"; test: Expression; binds: boolean; then: Node[]; otherwise: Node[] }
  | { kind: "loop"; list: Expression; body: Node[]; otherwise: Node[] };

type Token = { text: string } | { action: string };

/**
 * Compiles the part of Go's html/template language that mail templates are written in: fields, `if`, `else if`,
 * `with`, `range`, comparisons, `index`, `printf` and trim marks. Values are escaped for where they stand.
 *
 * @param mode "html" escapes values; "text", for subjects and plain parts, does not
 * @throws {StartError} naming `name` and what is wrong
 */
export function compileTemplate(source: string, mode: "html" | "text", name: string): Template {
  const write = mode === "html" ? escapeForHtml : noEscape;
  try {
    const tokens = tokenise(source);
    const nodes = parseNodes(tokens, []);
    if (tokens.length > 0) throw new Error("{{ end }} without a beginning");
    return (data) => render(nodes, { root: data, dot: data }, write, "");
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new StartError(`The mail template ${name} cannot be used: ${why}.`);
  }
}

function tokenise(source: string): Token[] {
  const tokens: Token[] = [];
  let rest = source;
  while (rest !== "") {
    const start = rest.indexOf("{{");
    if (start < 0) break;
    const end = rest.indexOf("}}", start);
    if (end < 0) throw new Error("an action is not closed with }}");
    let text = rest.slice(0, start);
    let action = rest.slice(start + 2, end);
    rest = rest.slice(end + 2);
    if (/^-\s/.test(action)) {
      action = action.slice(1);
      text = text.trimEnd();
    }
    if (/\s-$/.test(action)) {
      action = action.slice(0, -1);
      rest = rest.trimStart();
    }
    tokens.push({ text });
    if (!/^\s*\/\*[\s\S]*\*\/\s*$/.test(action)) tokens.push({ action: action.trim() });
  }
  return [...tokens, { text: rest }];
}

/** Reads nodes up to one of `until`, which stays first in `tokens`. */
function parseNodes(tokens: Token[], until: string[]): Node[] {
  const nodes: Node[] = [];
  for (let token = tokens[0]; token; token = tokens[0]) {
    if ("text" in token) {
      nodes.push({ kind: "text", text: token.text });
      tokens.shift();
      continue;
    }
    const [word = ""] = token.action.split(/\s/);
    if (until.includes(word)) return nodes;
    if (word === "end" || word === "else") return nodes;
    tokens.shift();
    nodes.push(parseAction(tokens, token.action, word));
  }
  if (until.length > 0) throw new Error("{{ end }} is missing");
  return nodes;
}

function parseAction(tokens: Token[], action: string, word: string): Node {
  const rest = action.slice(word.length).trim();
  if (word === "if" || word === "with") return parseBranch(tokens, rest, word === "with");
  if (word === "range") {
    const body = parseNodes(tokens, ["else", "end"]);
    return { kind: "loop", list: parseExpression(rest), body, otherwise: parseElse(tokens) };
  }
  return { kind: "value", expression: parseExpression(action) };
}

function parseBranch(tokens: Token[], test: string, binds: boolean): Node {
  const then = parseNodes(tokens, ["else", "end"]);
  return { kind: "branch", test: parseExpression(test), binds, then, otherwise: parseElse(tokens) };
}

function parseElse(tokens: Token[]): Node[] {
  const token = tokens.shift();
  if (!token || !("action" in token) || token.action === "end") return [];
  const elseIf = /^else\s+(if|with)\s+([\s\S]+)$/.exec(token.action);
  if (elseIf?.[2]) return [parseBranch(tokens, elseIf[2], elseIf[1] === "with")];
  const nodes = parseNodes(tokens, ["end"]);
  tokens.shift();
  return nodes;
}

type Scope = { root: Record<string, unknown>; dot: unknown };

/** @param before what was written already: it tells where in the HTML a value lands */
function render(nodes: Node[], scope: Scope, write: Escape, before: string): string {
  let out = "";
  for (const node of nodes) out += renderNode(node, scope, write, before + out);
  return out;
}

function renderNode(node: Node, scope: Scope, write: Escape, before: string): string {
  if (node.kind === "text") return node.text;
  if (node.kind === "value") return write(evaluate(node.expression, scope), before);
  if (node.kind === "loop") return renderLoop(node, scope, write, before);
  const value = evaluate(node.test, scope);
  const inner = node.binds ? { ...scope, dot: value } : scope;
  return isTrue(value)
    ? render(node.then, inner, write, before)
    : render(node.otherwise, scope, write, before);
}

function renderLoop(
  node: Extract<Node, { kind: "loop" }>,
  scope: Scope,
  write: Escape,
  before: string,
): string {
  const value = evaluate(node.list, scope);
  const items = typeof value === "object" && value !== null ? Object.values(value) : [];
  if (items.length === 0) return render(node.otherwise, scope, write, before);
  return items.reduce<string>(
    (out, dot) => out + render(node.body, { ...scope, dot }, write, before + out),
    "",
  );
}
