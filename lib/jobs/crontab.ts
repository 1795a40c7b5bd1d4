/** Recurring work, in UTC. What a stopped server missed within the day is made up for once it is back. */
export const crontab = `
17 3 * * * reconcile_stripe ?jobKey=reconcile_stripe&fill=1d
47 3 * * * clean_up ?jobKey=clean_up
*/10 * * * * remove_abandoned_uploads ?jobKey=remove_abandoned_uploads
*/5 * * * * retry_stripe_events ?jobKey=retry_stripe_events
`;
