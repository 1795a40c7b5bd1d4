import type { State } from "./state.ts";

/** Where work takes place: by which test clock, and at which moment that the scheduler has reached. */
export type Place = { clock: string | null; moment?: number };

/**
 * The account's time. Objects of a test clock live by that; the others by the account's own clock, which is real
 * time plus what it was advanced by, or stands still.
 */
export function createClock(state: State) {
  let moment: number | null = null;
  let scope: string | null = null;

  /** Unix seconds by the account's own clock. */
  const accountTime = () => state.clock.still ?? Math.floor(Date.now() / 1000) + state.clock.ahead;

  /** Unix seconds, by the clock of the objects at hand. */
  const now = () => moment ?? (scope ? state.testClocks.get(scope)?.frozen_time : null) ?? accountTime();

  /** Runs `work` by a test clock, or at a moment that the scheduler has reached. */
  const at = <T>(place: Place, work: () => T): T => {
    const before = { moment, scope };
    moment = place.moment ?? (place.clock === before.scope ? moment : null);
    scope = place.clock;
    try {
      return work();
    } finally {
      ({ moment, scope } = before);
    }
  };
  return { accountTime, now, at };
}
