import { z } from "zod";
import { reconcile } from "../../billing/reconcile.ts";
import { task } from "../task.ts";

/** Finds what Stripe says happened and never arrived. */
export default task(z.object({ days: z.number().int().min(1).max(30).default(3) }), async ({ days }) => {
  await reconcile({ days });
});
