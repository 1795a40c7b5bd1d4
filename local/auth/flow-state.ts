import { createHash, randomUUID, timingSafeEqual } from "node:crypto";
import type { Sql } from "./database.ts";
import { AuthError, validationFailed } from "./errors.ts";

/** How somebody signed in; the words are those of a session's `amr`. */
export type AuthMethod =
  | "password"
  | "otp"
  | "anonymous"
  | "email/signup"
  | "magiclink"
  | "recovery"
  | "invite"
  | "email_change";

export type Challenge = { code_challenge: string; code_challenge_method: string };

const validForMs = 300_000;

/** @throws {AuthError} validation_failed unless both PKCE fields are given and well-formed, or neither is */
export function requireValidChallenge(challenge: Challenge): void {
  const { code_challenge: code, code_challenge_method: method } = challenge;
  if ((code === "") !== (method === "")) {
    throw validationFailed("PKCE flow requires code_challenge_method and code_challenge");
  }
  if (code === "") return;
  if (code.length < 43 || code.length > 128) {
    throw validationFailed("code challenge has to be between 43 and 128 characters");
  }
  if (!/^[a-zA-Z._~0-9-]+$/.test(code)) {
    throw validationFailed(
      "code challenge can only contain alphanumeric characters, hyphens, periods, underscores and tildes",
    );
  }
  if (!["s256", "plain"].includes(method.toLowerCase())) {
    throw validationFailed(`unsupported code_challenge method "${method}"`);
  }
}

export function isPkce(challenge: Challenge): boolean {
  return challenge.code_challenge !== "";
}

/** Remembers a client's challenge until its user follows the link that was mailed. */
export async function startFlow(
  tx: Sql,
  flow: { userId: string; provider: string; method: AuthMethod; challenge: Challenge },
): Promise<void> {
  await tx.query(
    `insert into auth.flow_state (id, user_id, auth_code, code_challenge_method, code_challenge, provider_type,
       provider_access_token, provider_refresh_token, authentication_method, created_at, updated_at)
     values ($1, $2, $3, $4::auth.code_challenge_method, $5, $6, '', '', $7, now(), now())`,
    [
      randomUUID(),
      flow.userId,
      randomUUID(),
      flow.challenge.code_challenge_method.toLowerCase(),
      flow.challenge.code_challenge,
      flow.provider,
      flow.method,
    ],
  );
}

/** The code that a followed link answers with; its five minutes start now. */
export async function issueAuthCode(tx: Sql, userId: string, method: AuthMethod): Promise<string> {
  const [flow] = await tx.query<{ auth_code: string }>(
    `update auth.flow_state set auth_code_issued_at = now(), updated_at = now()
     where id = (select id from auth.flow_state
       where user_id = $1 and authentication_method = $2 order by created_at desc limit 1)
     returning auth_code`,
    [userId, method],
  );
  if (flow) return flow.auth_code;
  throw new AuthError(
    400,
    "flow_state_not_found",
    "No associated flow state found. 400: No valid flow state found for user.",
  );
}

export type Flow = { id: string; userId: string; method: AuthMethod; provider: string };

type FlowRow = Flow & { challenge: string; challengeMethod: string; issued: string | null };

/**
 * Exchanges a code for the flow it belongs to. The flow is gone afterwards: a code works once.
 * @throws {AuthError} flow_state_not_found, flow_state_expired, bad_code_verifier
 */
export async function takeFlow(tx: Sql, code: string, verifier: string): Promise<Flow> {
  const [flow] = await tx.query<FlowRow>(
    `select id, user_id as "userId", authentication_method as method, provider_type as provider,
       code_challenge as challenge, code_challenge_method as "challengeMethod",
       coalesce(auth_code_issued_at, created_at) as issued
     from auth.flow_state where auth_code = $1 and user_id is not null for update`,
    [code],
  );
  if (!flow) {
    throw new AuthError(404, "flow_state_not_found", "invalid flow state, no valid flow state found");
  }
  if (Date.parse(flow.issued ?? "") + validForMs < Date.now()) {
    throw new AuthError(422, "flow_state_expired", "invalid flow state, flow state has expired");
  }
  if (!verifies(flow, verifier)) {
    throw new AuthError(
      400,
      "bad_code_verifier",
      "code challenge does not match previously saved code verifier",
    );
  }
  await tx.query("delete from auth.flow_state where id = $1", [flow.id]);
  return flow;
}

function verifies(flow: FlowRow, verifier: string): boolean {
  const hashed = createHash("sha256").update(verifier).digest("base64url");
  const answer = Buffer.from(flow.challengeMethod === "s256" ? hashed : verifier);
  const expected = Buffer.from(flow.challenge);
  return answer.length === expected.length && timingSafeEqual(answer, expected);
}
