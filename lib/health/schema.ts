import { z } from "zod";

export const healthView = z.object({ status: z.literal("ok") }).meta({ id: "Health" });

const check = z.object({ ok: z.boolean(), latencyMs: z.number() });

export const readinessView = z
  .object({
    status: z.enum(["ready", "unavailable"]),
    checks: z.object({ database: check, auth: check, rest: check }),
  })
  .meta({ id: "Readiness" });
export type Readiness = z.output<typeof readinessView>;
