import { z } from "zod";
import { applyObject } from "../../billing/apply/apply-event.ts";
import { task } from "../task.ts";

const payload = z.object({
  subject: z.enum(["subscription", "checkout_session", "invoice"]),
  id: z.string(),
});

/** Makes an object of Stripe's true here once more, because something else that it depends on has become known. */
export default task(payload, async (object) => {
  await applyObject(object);
});
