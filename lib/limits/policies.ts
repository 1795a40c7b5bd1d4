/** Which bucket a request is counted in. */
export type LimitClass = "auth" | "probe" | "read" | "stream" | "upload" | "webhook" | "write";

/** A bucket: `quota` tokens that come back evenly within `seconds`. */
export type Policy = { quota: number; seconds: number };

type ClassPolicy = {
  /** for each address, of callers that nobody knows */
  anonymous: Policy;
  /** for each person, from wherever they call */
  user: Policy;
  /**
   * shared: counted in Postgres, exact across all processes. process: counted in each process by itself, for what
   * must answer when the database does not, or costs less than asking it.
   */
  counted: "shared" | "process";
  /** What happens when the database that counts does not answer: the call goes on, or it is 503. */
  whenAway: "open" | "closed";
};

const perMinute = (quota: number): Policy => ({ quota, seconds: 60 });
const same = (policy: Policy) => ({ anonymous: policy, user: policy });

/**
 * The limits of every class, per minute. Whoever is signed in gets more, because they can be told apart and banned;
 * an address may be a school's.
 */
export const policies: Record<LimitClass, ClassPolicy> = {
  auth: { ...same(perMinute(30)), counted: "shared", whenAway: "closed" },
  read: { anonymous: perMinute(300), user: perMinute(1_200), counted: "shared", whenAway: "open" },
  write: { anonymous: perMinute(30), user: perMinute(180), counted: "shared", whenAway: "open" },
  upload: { anonymous: perMinute(10), user: perMinute(60), counted: "shared", whenAway: "open" },
  stream: { anonymous: perMinute(120), user: perMinute(240), counted: "shared", whenAway: "open" },
  probe: { ...same(perMinute(1_200)), counted: "process", whenAway: "open" },
  webhook: { ...same(perMinute(60_000)), counted: "process", whenAway: "open" },
};

/** One account's share of the class `auth`, from all addresses together: guessing is slow from everywhere. */
export const accountPolicy: Policy = perMinute(20);
