import { setTimeout as delay } from "node:timers/promises";
import { LRUCache } from "lru-cache";
import { type AccessToken, TokenError, verifyAccessToken } from "../auth/tokens.ts";
import { AppError, unavailable } from "../errors.ts";
import { log } from "../observability/log.ts";
import { endSession, makeSession, type Owner, renewSession } from "./exchange.ts";
import { seal, type Tokens, unseal } from "./seal.ts";
import { type Claim, claimSession, dropUnused, findKept, forget, keep, release } from "./shared-session.ts";

/** A token that holds, and for how many seconds it is used without a look at the database. */
type Usable = { token: AccessToken; seconds: number };

/** While somebody else renews a session, what is there still serves for so many seconds. */
const meanwhile = 2;

// One session takes about 3 KB. Whoever is dropped is found again in the database.
const sessions = new LRUCache<string, AccessToken, Owner>({
  max: 2_000,
  ignoreFetchAbort: true, // who is dropped while somebody waits is waited for all the same
  fetchMethod: async (_id, _stale, { context: owner, options }) => {
    const { token, seconds } = await find(owner);
    options.ttl = Math.max(1, Math.floor(Math.min(seconds, secondsLeft(token)) * 1000));
    return token;
  },
});

const secondsLeft = ({ expiresAt }: AccessToken): number => expiresAt - Date.now() / 1000;

/**
 * The token of the session by which requests with a person's keys act as that person. All processes share it; whoever needs it first
 * makes it, and whoever needs it late in its life renews it. Requests at the same time wait for one.
 * @throws {AppError} invalid_token, when Auth does not let the person in, unavailable
 */
export const tokenFor = (owner: Owner): Promise<AccessToken> =>
  sessions.forceFetch(owner.id, { context: owner });

/** How long somebody waits for another process to make a session. */
const patienceMs = 10_000;

async function find(owner: Owner): Promise<Usable> {
  const giveUpAt = performance.now() + patienceMs;
  for (let pause = 20; performance.now() < giveUpAt; pause = Math.min(pause * 1.5, 300)) {
    const claim = await claimSession(owner.id);
    if (claim) return renew(owner, claim);
    const kept = await findKept(owner.id);
    const token = kept && (await holding(owner, await unseal(kept.sealed)));
    if (token) return { token, seconds: Math.max(kept.freshFor, meanwhile) };
    if (kept && kept.freshFor > 0) await forget(owner.id, kept.sealed);
    else await delay(pause);
  }
  throw unavailable("The sign-in service");
}

/** The access token of a session, verified; null when it does not hold any more, or is somebody else's. */
async function holding({ id }: Owner, tokens: Tokens | null): Promise<AccessToken | null> {
  if (tokens === null) return null;
  try {
    const token = await verifyAccessToken(tokens.accessToken);
    return token.userId === id ? token : null;
  } catch (error) {
    if (error instanceof TokenError) return null;
    throw error;
  }
}

async function renew(owner: Owner, claim: Claim): Promise<Usable> {
  const known = claim.sealed === null ? null : await unseal(claim.sealed);
  try {
    const tokens = (known && (await renewSession(known))) ?? (await makeSession(owner));
    const token = await holding(owner, tokens);
    if (token === null) throw new Error("Auth gave out a token that does not hold");
    const seconds = freshFor(token);
    await keep(owner.id, claim, await seal(tokens), seconds);
    return { token, seconds };
  } catch (error) {
    await release(owner.id, claim).catch(() => {}); // it runs out by itself
    const token = isOutage(error) ? await holding(owner, known) : null;
    if (token) return { token, seconds: meanwhile };
    throw error;
  }
}

const isOutage = (error: unknown) => error instanceof AppError && error.code === "unavailable";

/** A session is renewed after three quarters of its token's life: what begins with it has time to end. */
const freshFor = (token: AccessToken): number => secondsLeft(token) * 0.75;

/** Ends the session of somebody who has no keys any more. */
export async function endUnusedSession(userId: string): Promise<void> {
  try {
    const sealed = await dropUnused(userId);
    if (sealed === null) return;
    sessions.delete(userId);
    const tokens = await unseal(sealed);
    if (tokens) await endSession(tokens);
  } catch (error) {
    log().warn({ err: error }, "the session of an API key was not ended");
  }
}
