import { z } from "zod";

export const healthView = z
  .object({ status: z.literal("ok") })
  .meta({ id: "Health", examples: [{ status: "ok" }] });

/** What requests depend on. */
export const services = ["database", "auth", "rest", "storage", "realtime", "jobs"] as const;
export type Service = (typeof services)[number];

const check = z.object({ ok: z.boolean(), latencyMs: z.number() });
export type Check = z.output<typeof check>;

const ready = {
  status: "ready",
  checks: {
    database: { ok: true, latencyMs: 1.4 },
    auth: { ok: true, latencyMs: 3.1 },
    rest: { ok: true, latencyMs: 2.6 },
    storage: { ok: true, latencyMs: 2.2 },
    realtime: { ok: true, latencyMs: 4.8 },
    jobs: { ok: true, latencyMs: 1.9 },
  },
};

export const readinessView = z
  .object({
    status: z
      .enum(["ready", "unavailable", "stopping"])
      .meta({ description: "stopping: this server has been told to end and takes no new connections." }),
    checks: z.object({
      database: check,
      auth: check,
      rest: check,
      storage: check,
      realtime: check,
      jobs: check,
    } satisfies Record<Service, typeof check>),
  })
  .meta({ id: "Readiness", examples: [ready] });
export type Readiness = z.output<typeof readinessView>;

/** The same where something does not answer: the body of a 503. */
export const unreadinessView = readinessView.meta({
  examples: [
    {
      status: "unavailable",
      checks: { ...ready.checks, auth: { ok: false, latencyMs: 2000 } },
    },
  ],
});
