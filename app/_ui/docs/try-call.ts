import type { Call } from "#ui/docs/operation.tsx";

/** What came back, as far as it has come. */
export type Outcome = {
  status: number;
  statusText: string;
  ms: number;
  headers: [name: string, value: string][];
  text: string;
  /** more may come */
  open: boolean;
};

/** More of an answer than this is not shown. */
const mostCharacters = 200_000;

/** Names of the form's own fields. Those of the operation begin with the place where they go. */
export const tokenField = "token";
export const bodyField = "body";
export const fieldOf = ({ in: place, name }: Call["parameters"][number]) => `${place}:${name}`;

/** The request that a filled-in form describes. A token goes instead of the cookies, not beside them. */
export function requestOf(call: Call, form: FormData): Request {
  const value = (name: string) => String(form.get(name) ?? "").trim();
  const filled = call.parameters
    .map((parameter) => ({ ...parameter, value: value(fieldOf(parameter)) }))
    .filter((parameter) => parameter.value !== "");
  const of = (place: string) => filled.filter((parameter) => parameter.in === place);
  const path = of("path").reduce(
    (address, { name, value }) => address.replace(`{${name}}`, encodeURIComponent(value)),
    call.path,
  );
  const query = new URLSearchParams(of("query").map(({ name, value }) => [name, value]));
  const token = value(tokenField);
  const headers = new Headers([
    ["Accept", call.streams ? "text/event-stream" : "application/json"],
    ...of("header").map(({ name, value }): [string, string] => [name, value]),
    ...(token ? [["Authorization", `Bearer ${token}`] as [string, string]] : []),
  ]);
  const body = bodyOf(call, form, headers);
  const url = new URL(query.size > 0 ? `${path}?${query}` : path, location.origin);
  return new Request(url, {
    ...{ method: call.method, headers, body },
    credentials: token ? "omit" : "same-origin",
  });
}

function bodyOf(call: Call, form: FormData, headers: Headers): BodyInit | undefined {
  if (call.form) {
    const sent = new FormData();
    for (const { name } of call.form) sent.set(name, form.get(`${bodyField}:${name}`) ?? "");
    return sent;
  }
  const text = String(form.get(bodyField) ?? "");
  if (call.body === undefined || text.trim() === "") return undefined;
  headers.set("Content-Type", "application/json");
  return text;
}

/**
 * Sends a request and tells what comes back while it comes.
 * @throws what `fetch` throws; that it was stopped is no failure
 */
export async function send(
  request: Request,
  signal: AbortSignal,
  tell: (outcome: Outcome) => void,
): Promise<void> {
  const startedAt = performance.now();
  const response = await fetch(request, { signal });
  const ms = Math.round(performance.now() - startedAt);
  const { status, statusText } = response;
  const outcome = { status, statusText, ms, headers: [...response.headers], text: "", open: true };
  tell(outcome);
  await readText(response, signal, (text) => {
    outcome.text = text;
    tell({ ...outcome });
  });
  tell({ ...outcome, text: readable(outcome.text), open: false });
}

async function readText(
  response: Response,
  signal: AbortSignal,
  tell: (text: string) => void,
): Promise<void> {
  const type = response.headers.get("content-type") ?? "";
  if (!response.body) return;
  if (!/json|text/.test(type)) return tell(`(${(await response.blob()).size} bytes of ${type})`);
  const decoder = new TextDecoder();
  const reader = response.body.getReader();
  let text = "";
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      text += decoder.decode(value, { stream: true });
      tell(text.length > mostCharacters ? `${text.slice(0, mostCharacters)}\n…` : text);
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}

/** JSON with its lines and indents; anything else as it is. */
function readable(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

/** The code of a problem document, if it is one. */
export function problemCodeOf({ status, text }: Outcome): string | null {
  if (status < 400) return null;
  return /"code": "(\w+)"/.exec(text)?.[1] ?? null;
}
