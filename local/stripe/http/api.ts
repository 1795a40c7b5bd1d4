import { type Context, Hono } from "hono";
import { apiVersion, type World } from "../world/world.ts";
import { readText } from "./body.ts";
import { invalid, StripeError } from "./errors.ts";
import { expanded } from "./expand.ts";
import { type Form, parseForm } from "./form.ts";
import { fingerprintOf, saveAnswer, savedAnswer } from "./idempotency.ts";
import { read } from "./params.ts";
import type { Route } from "./route.ts";

const maxBytes = 1024 * 1024;

type Hooks = {
  /** before a request: lets happen what is due by now */
  catchUp: () => void;
  /** after a request that may have changed something */
  changed: () => void;
};

/** Stripe's REST API: authentication, version, idempotency, parameters, expansion and errors around the routes. */
export function createApi(world: World, routes: Route[], hooks: Hooks): Hono {
  const app = new Hono();
  for (const route of routes) {
    app.on(route.method, route.path, (c) => answer(c, world, route, hooks));
  }
  app.notFound((c) => {
    const message = `Unrecognized request URL (${c.req.method}: ${c.req.path}). This stand-in speaks a part of the API only.`;
    return render(new StripeError(404, { type: "invalid_request_error", message }), world.id("req"));
  });
  return app;
}

async function answer(c: Context, world: World, route: Route, hooks: Hooks): Promise<Response> {
  const requestId = world.id("req");
  try {
    authenticate(c.req.raw.headers);
    const body = route.method === "GET" ? "" : await readBody(c.req.raw);
    hooks.catchUp();
    const response =
      route.method === "POST"
        ? once(c, world, route, body, requestId)
        : run(c, world, route, body, requestId);
    hooks.changed();
    return response;
  } catch (error) {
    if (error instanceof StripeError) return render(error, requestId);
    console.error(`stripe: ${c.req.method} ${c.req.path} failed: ${(error as Error).stack}`);
    const failure = { type: "api_error", message: "The local Stripe failed; its log says why." } as const;
    return render(new StripeError(500, failure), requestId);
  }
}

/** @throws {StripeError} 401 without a test key; 400 for another API version */
function authenticate(headers: Headers): void {
  const authorization = headers.get("authorization") ?? "";
  const [, basic] = /^Basic (.+)$/i.exec(authorization) ?? [];
  const key = basic ? atobOrEmpty(basic).split(":")[0] : /^Bearer (.+)$/i.exec(authorization)?.[1];
  if (!key) {
    const message = "You did not provide an API key. Send a test key: Authorization: Bearer sk_test_…";
    throw new StripeError(401, { type: "invalid_request_error", message });
  }
  if (!/^(sk|rk)_test_\w+$/.test(key)) {
    const message = `Invalid API Key provided: ${key.slice(0, 7)}****. The local Stripe takes test keys only.`;
    throw new StripeError(401, { type: "invalid_request_error", message });
  }
  const version = headers.get("stripe-version");
  if (version && version !== apiVersion) {
    throw invalid(`The local Stripe speaks version ${apiVersion} only, not ${version.slice(0, 40)}.`);
  }
}

function atobOrEmpty(text: string): string {
  try {
    return atob(text);
  } catch {
    return "";
  }
}

/** @throws {StripeError} 413 past 1 MiB; 400 for a body that is not a form */
async function readBody(request: Request): Promise<string> {
  const body = await readText(request, maxBytes);
  const type = request.headers.get("content-type") ?? "";
  if (body !== "" && !type.startsWith("application/x-www-form-urlencoded")) {
    throw invalid("Send the parameters form-encoded (application/x-www-form-urlencoded).");
  }
  return body;
}

/** Runs a change, or repeats the answer that its idempotency key got before. */
function once(c: Context, world: World, route: Route, body: string, requestId: string): Response {
  const key = c.req.header("idempotency-key");
  if (!key) return run(c, world, route, body, requestId);
  const fingerprint = fingerprintOf(route.method, c.req.path, body);
  const saved = savedAnswer(world, key, fingerprint);
  if (saved)
    return reply(saved.status, saved.body, requestId, {
      "idempotency-key": key,
      "idempotent-replayed": "true",
    });
  // A refusal of the parameters is not kept: the corrected request may use the same key.
  const form = parseForm(body);
  const given = read(route.schema, form);
  const { status, text } = settle(() => perform(c, world, route, given, requestId));
  saveAnswer(world, key, fingerprint, status, text);
  return reply(status, text, requestId, { "idempotency-key": key });
}

function run(c: Context, world: World, route: Route, body: string, requestId: string): Response {
  const form: Form = { ...parseForm(new URL(c.req.url).search), ...parseForm(body) };
  return reply(200, JSON.stringify(perform(c, world, route, read(route.schema, form), requestId)), requestId);
}

function perform(
  c: Context,
  world: World,
  route: Route,
  given: { expand?: string[] },
  requestId: string,
): object {
  const path = c.req.param() as Record<string, string>;
  const by = { id: requestId, idempotency_key: c.req.header("idempotency-key") ?? null };
  const call = { world, id: path.id ?? "", path, params: given as never };
  const result = world.asRequest(by, () => route.handle(call));
  return expanded(world, result, given.expand ?? []);
}

function settle(work: () => object): { status: number; text: string } {
  try {
    return { status: 200, text: JSON.stringify(work()) };
  } catch (error) {
    if (!(error instanceof StripeError)) throw error;
    return { status: error.status, text: JSON.stringify({ error: error.body }) };
  }
}

function render(error: StripeError, requestId: string): Response {
  return reply(error.status, JSON.stringify({ error: error.body }), requestId);
}

function reply(status: number, body: string, requestId: string, more: Record<string, string> = {}): Response {
  const headers = {
    "content-type": "application/json",
    "request-id": requestId,
    "stripe-version": apiVersion,
    "cache-control": "no-cache, no-store",
    ...more,
  };
  return new Response(body, { status, headers });
}
