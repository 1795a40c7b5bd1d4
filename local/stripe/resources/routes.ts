import type { Route } from "../http/route.ts";
import { accountRoutes } from "./account.ts";
import { chargeRoutes } from "./charges.ts";
import { checkoutRoutes } from "./checkout-sessions.ts";
import { customerRoutes } from "./customers.ts";
import { disputeRoutes } from "./disputes.ts";
import { eventRoutes } from "./events.ts";
import { invoiceItemRoutes } from "./invoice-items.ts";
import { invoiceRoutes } from "./invoices.ts";
import { paymentIntentRoutes } from "./payment-intents.ts";
import { paymentMethodRoutes } from "./payment-methods.ts";
import { portalRoutes } from "./portal-sessions.ts";
import { priceRoutes } from "./prices.ts";
import { productRoutes } from "./products.ts";
import { refundRoutes } from "./refunds.ts";
import { subscriptionItemRoutes } from "./subscription-items.ts";
import { subscriptionRoutes } from "./subscriptions.ts";
import { testClockRoutes } from "./test-clocks.ts";
import { webhookEndpointRoutes } from "./webhook-endpoints.ts";

/** Every operation of the API. Where two could match, the earlier one answers. */
export const routes: Route[] = [
  ...accountRoutes,
  ...chargeRoutes,
  ...checkoutRoutes,
  ...paymentMethodRoutes,
  ...customerRoutes,
  ...disputeRoutes,
  ...eventRoutes,
  ...invoiceItemRoutes,
  ...invoiceRoutes,
  ...paymentIntentRoutes,
  ...portalRoutes,
  ...priceRoutes,
  ...productRoutes,
  ...refundRoutes,
  ...subscriptionItemRoutes,
  ...subscriptionRoutes,
  ...testClockRoutes,
  ...webhookEndpointRoutes,
];
