import { pool } from "../db/pool.ts";
import type { Reading } from "../observability/meters.ts";

const states = ["pending", "failed", "dead"] as const;

/** How many of Stripe's events nothing has followed from yet. Those that are done are too many to be counted. */
export async function figures(): Promise<Reading[]> {
  const { rows } = await pool().query<{ state: string; count: number }>(
    `select state, count(*)::int as count from private.stripe_events
      where state in ('pending', 'failed', 'dead') group by state`,
  );
  const counts = new Map(rows.map(({ state, count }) => [state, count]));
  return states.map((state) => ({
    name: "plinth_webhook_backlog",
    help: "Events of Stripe's that wait, were tried in vain, or were given up.",
    value: counts.get(state) ?? 0,
    labels: { state },
  }));
}
