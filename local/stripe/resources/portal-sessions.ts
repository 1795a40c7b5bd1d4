import { z } from "zod";
import { params, text } from "../http/params.ts";
import { get, type Route, route } from "../http/route.ts";
import type { PortalConfiguration, PortalSession } from "../world/wire.ts";
import type { World } from "../world/world.ts";

const createParams = params({
  customer: text(),
  return_url: z
    .string()
    .max(5000)
    .refine((value) => /^https?:\/\/[^\s]+$/.test(value), "Not a valid URL")
    .optional(),
  configuration: text().optional(),
  locale: text(10).optional(),
});

/** What a customer may do in the portal. */
const features: PortalConfiguration["features"] = {
  customer_update: { allowed_updates: [], enabled: false },
  invoice_history: { enabled: true },
  payment_method_update: { enabled: true, payment_method_configuration: null },
  subscription_cancel: {
    cancellation_reason: { enabled: false, feedback_options: null, options: [] },
    enabled: true,
    mode: "at_period_end",
    proration_behavior: "none",
  },
  subscription_pause: { duration: { type: "indefinite" } as never, enabled: false },
  subscription_update: {
    billing_cycle_anchor: null,
    default_allowed_updates: ["price"],
    enabled: true,
    proration_behavior: "create_prorations",
    schedule_at_period_end: { conditions: [] },
    trial_update_behavior: "end_trial",
  },
};

/** The account's default configuration: the customer may cancel at the period's end and change the plan. */
function defaultConfiguration(world: World): PortalConfiguration {
  const [known] = world.state.portalConfigurations.values();
  if (known) return known;
  const at = world.accountTime();
  const configuration: PortalConfiguration = {
    id: world.id("bpc"),
    object: "billing_portal.configuration",
    active: true,
    application: null,
    business_profile: { headline: null, privacy_policy_url: null, terms_of_service_url: null },
    created: at,
    default_return_url: null,
    features: structuredClone(features),
    is_default: true,
    livemode: false,
    login_page: { enabled: false, url: null },
    metadata: {},
    name: null,
    updated: at,
  };
  world.state.portalConfigurations.set(configuration.id, configuration);
  return configuration;
}

function create(world: World, given: z.output<typeof createParams>): PortalSession {
  const customer = get(world.state.customers, "customer", given.customer, "customer");
  const id = world.id("bps");
  const session: PortalSession = {
    id,
    object: "billing_portal.session",
    configuration: defaultConfiguration(world).id,
    created: world.accountTime(),
    customer: customer.id,
    customer_account: null,
    flow: null,
    livemode: false,
    locale: (given.locale ?? null) as PortalSession["locale"],
    on_behalf_of: null,
    return_url: given.return_url ?? null,
    url: `${world.settings.publicUrl}/portal/${id}`,
  };
  world.state.portalSessions.set(id, session);
  return session;
}

export const portalRoutes: Route[] = [
  route("POST", "/v1/billing_portal/sessions", createParams, ({ world, params: given }) =>
    create(world, given),
  ),
];
