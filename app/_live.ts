import { cache } from "react";
import { currentEventId } from "#lib/events/poll.ts";

/**
 * The event that this page is made after: what happens later it hears of. Ask before anything is read that can change.
 * Undefined when that can't be told; the page hears of what happens once it is open, then.
 */
export const eventIdBefore = cache(currentEventId);
