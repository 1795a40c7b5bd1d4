import { expect, test } from "vitest";
import { templateOf as stripeTemplate } from "../../lib/billing/recorded-client.ts";
import { describeCall } from "../../lib/supabase/call-span.ts";

const uuid = "0a1b2c3d-0000-4000-8000-000000000000";
const supabase = (path: string) => describeCall("GET", new URL(`https://x.supabase.co${path}`));

test.each([
  ["/rest/v1/posts?slug=eq.in-confidence", "/rest/v1/posts"],
  ["/rest/v1/rpc/reaction_counts", "/rest/v1/rpc/reaction_counts"],
  ["/auth/v1/token?grant_type=password", "/auth/v1/token"],
  [`/auth/v1/admin/users/${uuid}`, "/auth/v1/admin/users/{id}"],
  [`/auth/v1/factors/${uuid.toUpperCase()}/verify`, "/auth/v1/factors/{id}/verify"],
  ["/storage/v1/status", "/storage/v1/status"],
  ["/storage/v1/object/list/pictures", "/storage/v1/object/list/{path}"],
  [`/storage/v1/object/sign/pictures/${uuid}/ann-lee.webp`, "/storage/v1/object/sign/{path}"],
  [
    "/storage/v1/object/upload/sign/originals/ann%20lee.png?token=in-confidence",
    "/storage/v1/object/upload/sign/{path}",
  ],
])("Supabase's %s is told as %s", (path, template) => {
  const { name, facts } = supabase(path);
  expect(name).toBe(`supabase GET ${template}`);
  expect(facts).toEqual({
    "http.request.method": "GET",
    "url.template": template,
    "server.address": "x.supabase.co",
  });
});

test.each([
  ["/v1/customers", "/v1/customers"],
  ["/v1/customers/cus_NffrFeUfNV2Hib", "/v1/customers/{id}"],
  ["/v1/customers?email=ann%40people.example", "/v1/customers"],
  ["/v1/payment_intents/pi_3MtwBwLkdIwHu7ix28a3tqPa/confirm", "/v1/payment_intents/{id}/confirm"],
  [
    "/v1/checkout/sessions/cs_test_a11YYufWQzNY63zpQ6QSNRQhkUpVph4WRmzW0zWJO2znZKdVujZ0N0S22u",
    "/v1/checkout/sessions/{id}",
  ],
  ["/v1/billing_portal/sessions", "/v1/billing_portal/sessions"],
  ["/v1/test_helpers/test_clocks", "/v1/test_helpers/test_clocks"],
])("Stripe's %s is told as %s", (path, template) => {
  expect(stripeTemplate(path)).toBe(template);
});
