import { createHash } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import type { Caller } from "../auth/caller.ts";
import { AppError, invalidField, unavailable } from "../errors.ts";
import {
  type Claim,
  claimKey,
  type Identity,
  releaseKey,
  type StoredAnswer,
  settleKey,
} from "../idempotency/first-answers.ts";
import { log } from "../observability/log.ts";
import { defaultMaxBodyBytes, readRaw } from "./body.ts";
import type { RouteDeclaration } from "./declaration.ts";
import { toAppError, wholeProblem } from "./problem.ts";
import { WholeResponse } from "./whole.ts";

type Repeatable = { request: Request; caller: Caller; url: URL; requestId: string };

const wellFormed = /^[\x21-\x7e]{1,255}$/;

/** How long a repeated request waits for the answer of the first, asking ever more seldom. */
const patienceMs = 10_000;
const [firstPauseMs, longestPauseMs] = [20, 300];

/**
 * Runs a request once, however often it is sent under one Idempotency-Key: a repeated one, at the same time or within
 * a day, gets the first one's answer with `Idempotency-Replayed: true`. What failed on our side (5xx), was too much
 * (429) or not signed in (401) is not kept: a repeated request tries again.
 * @param run answers the request; a repeated body is in `call.request` again
 * @throws {AppError} idempotency_mismatch, idempotency_running, validation_failed (the key), unavailable, and what
 *   `run` throws
 */
export async function answerOnce(
  declaration: RouteDeclaration,
  call: Repeatable,
  run: () => Promise<Response>,
): Promise<Response> {
  const key = call.request.headers.get("idempotency-key");
  if (!declaration.idempotent || key === null || call.caller.kind === "anonymous") return run();
  if (!wellFormed.test(key)) {
    throw invalidField("Idempotency-Key", "format", "Send 1 to 255 visible ASCII characters.");
  }
  const body = await readRaw(call.request, declaration.maxBodyBytes ?? defaultMaxBodyBytes);
  call.request = withBody(call.request, body);
  const identity = { callerId: call.caller.id, key, fingerprint: fingerprintOf(call, body) };
  const outcome = await claim(identity);
  if (outcome.state === "answered") return replayed(outcome.answer);
  if (outcome.state === "mismatch") throw new AppError("idempotency_mismatch");
  if (outcome.state === "running")
    throw new AppError("idempotency_running", { headers: { "Retry-After": "5" } });
  return runAndKeep(outcome.claim, identity, call.requestId, run);
}

/** The body was read for its fingerprint; whoever parses it finds it again. */
function withBody({ url, method, headers, signal }: Request, body: Uint8Array): Request {
  const bytes = body.length === 0 ? null : Buffer.from(body);
  return new Request(url, { method, headers, signal, body: bytes });
}

function fingerprintOf({ request, url }: Repeatable, body: Uint8Array): Buffer {
  const hash = createHash("sha256");
  return hash.update(`${request.method} ${url.pathname}${url.search}\n`).update(body).digest();
}

async function claim(identity: Identity): Promise<Claim> {
  const giveUpAt = performance.now() + patienceMs;
  for (let pause = firstPauseMs; ; pause = Math.min(pause * 1.5, longestPauseMs)) {
    const outcome = await claimKey(identity).catch((error) => {
      throw unavailable("The memory of earlier requests", error);
    });
    if (outcome.state !== "running" || performance.now() > giveUpAt) return outcome;
    await delay(pause);
  }
}

async function runAndKeep(
  claim: string,
  identity: Identity,
  requestId: string,
  run: () => Promise<Response>,
): Promise<Response> {
  try {
    const response = await run();
    const body = await response.text();
    await keep(claim, identity, { status: response.status, headers: keptHeaders(response), body });
    return withText(body, response);
  } catch (thrown) {
    const failure = toAppError(thrown);
    if (failure.status >= 500 || failure.status === 429 || failure.status === 401) {
      await releaseKey(claim, identity).catch(() => {}); // it runs out by itself
    } else {
      const problem = wholeProblem(failure, requestId);
      await keep(claim, identity, {
        status: problem.status,
        headers: keptHeaders(problem),
        body: await problem.text(),
      });
    }
    throw thrown;
  }
}

/** The work is done and must be acknowledged, even if a repeated request will not find the answer. */
async function keep(claim: string, identity: Identity, answer: StoredAnswer): Promise<void> {
  await settleKey(claim, identity, answer).catch((error) => {
    log().error({ err: error }, "the first answer under an Idempotency-Key was not kept");
  });
}

const headersToKeep = ["Content-Type", "Location", "ETag", "Link"];

function keptHeaders({ headers }: Response): Record<string, string> {
  const present = headersToKeep
    .map((name) => [name, headers.get(name)])
    .filter(([, value]) => value !== null);
  return Object.fromEntries(present);
}

function replayed({ status, headers, body }: StoredAnswer): Response {
  return withText(body, { status, headers: { ...headers, "Idempotency-Replayed": "true" } });
}

const withText = (text: string, init: ResponseInit): Response =>
  text === "" ? new Response(null, init) : new WholeResponse(text, init);
