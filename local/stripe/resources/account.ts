import { params } from "../http/params.ts";
import { type Route, route } from "../http/route.ts";
import type { World } from "../world/world.ts";

/** What was earned, by currency. */
function balance(world: World): object {
  const sums = new Map<string, number>();
  for (const { currency, net } of world.state.balanceTransactions.values()) {
    sums.set(currency, (sums.get(currency) ?? 0) + net);
  }
  if (sums.size === 0) sums.set("eur", 0);
  const available = [...sums].map(([currency, amount]) => ({
    amount,
    currency,
    source_types: { card: amount },
  }));
  const pending = available.map(({ currency }) => ({ amount: 0, currency, source_types: { card: 0 } }));
  return { object: "balance", available, livemode: false, pending };
}

const account = {
  id: "acct_local",
  object: "account",
  charges_enabled: true,
  country: "DE",
  default_currency: "eur",
  details_submitted: true,
  email: null,
  payouts_enabled: true,
  type: "standard",
};

export const accountRoutes: Route[] = [
  route("GET", "/v1/balance", params({}), ({ world }) => balance(world)),
  route("GET", "/v1/account", params({}), () => account),
];
