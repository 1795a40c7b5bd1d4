import { z } from "zod";
import { forgetCustomer } from "../../billing/forget.ts";
import { task } from "../task.ts";

/** Ends at Stripe what an account that was deleted had there. Enqueued by the transaction that deletes it. */
export default task(z.object({ customerId: z.string() }), ({ customerId }) => forgetCustomer(customerId));
