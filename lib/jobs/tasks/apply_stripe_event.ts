import { z } from "zod";
import { applyEvent, recordFailure } from "../../billing/apply/apply-event.ts";
import { describeFailure } from "../failure.ts";
import { task } from "../task.ts";

/** Makes an event of Stripe's true here. */
export default task(z.object({ eventId: z.string() }), async ({ eventId }, { isLast }) => {
  try {
    await applyEvent(eventId);
  } catch (error) {
    await recordFailure(eventId, describeFailure(error), isLast);
    throw error;
  }
});
