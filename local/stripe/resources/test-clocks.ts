import { runUntil } from "../billing/scheduler.ts";
import { invalid } from "../http/errors.ts";
import { paginate } from "../http/list.ts";
import { listParams, params, text, timestamp } from "../http/params.ts";
import { get, type Route, route } from "../http/route.ts";
import { addInterval, day } from "../world/time.ts";
import type { TestClock } from "../world/wire.ts";
import type { World } from "../world/world.ts";
import { deleteCustomer } from "./customers.ts";

const keptDays = 30;

function create(world: World, frozenTime: number, name: string | undefined): TestClock {
  const clock: TestClock = {
    id: world.id("clock"),
    object: "test_helpers.test_clock",
    created: world.accountTime(),
    deletes_after: world.accountTime() + keptDays * day,
    frozen_time: frozenTime,
    livemode: false,
    name: name ?? null,
    status: "ready",
    status_details: {},
  };
  world.state.testClocks.set(clock.id, clock);
  world.emit("test_helpers.test_clock.created", clock);
  return clock;
}

/** Advancing is done when the answer comes; Stripe answers `advancing` and goes on alone. */
function advance(world: World, clock: TestClock, to: number): TestClock {
  if (to <= clock.frozen_time) throw invalid("The clock can only be moved forward.", "frozen_time");
  if (to > addInterval(clock.frozen_time, "year", 2)) {
    throw invalid("The clock can be moved by two years at most.", "frozen_time");
  }
  world.emit("test_helpers.test_clock.advancing", { ...clock, status: "advancing" });
  runUntil(world, clock.id, to);
  clock.frozen_time = to;
  world.emit("test_helpers.test_clock.ready", clock);
  return clock;
}

function remove(world: World, clock: TestClock): object {
  for (const customer of [...world.state.customers.values()]) {
    if (customer.test_clock === clock.id) deleteCustomer(world, customer);
  }
  world.state.testClocks.delete(clock.id);
  world.emit("test_helpers.test_clock.deleted", clock);
  return { id: clock.id, object: "test_helpers.test_clock", deleted: true };
}

const base = "/v1/test_helpers/test_clocks";
const find = (world: World, id: string) => get(world.state.testClocks, "test clock", id);

export const testClockRoutes: Route[] = [
  route(
    "POST",
    base,
    params({ frozen_time: timestamp, name: text(300).optional() }),
    ({ world, params: given }) => create(world, given.frozen_time, given.name),
  ),
  route("GET", base, listParams({}), ({ world, params: query }) =>
    paginate([...world.state.testClocks.values()], query, base),
  ),
  route("GET", `${base}/:id`, params({}), ({ world, id }) => find(world, id)),
  route("POST", `${base}/:id/advance`, params({ frozen_time: timestamp }), ({ world, id, params: given }) =>
    advance(world, find(world, id), given.frozen_time),
  ),
  route("DELETE", `${base}/:id`, params({}), ({ world, id }) => remove(world, find(world, id))),
];
