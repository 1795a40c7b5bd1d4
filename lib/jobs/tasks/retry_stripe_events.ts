import { z } from "zod";
import { requeueForgotten } from "../../billing/ledger.ts";
import { task } from "../task.ts";

/** Enqueues events that wait without a job, such as after a restore of the database without its queue. */
export default task(z.object({}), async () => {
  await requeueForgotten();
});
