import { recorder } from "../observability/spans.ts";

/** Adds to what is enqueued by what it was: the job goes on with that trace, in whichever process it runs. */
export function withTrace<P>(payload: P): P | (P & { _trace: string }) {
  const traceparent = recorder()?.traceparent();
  return traceparent === undefined ? payload : { ...payload, _trace: traceparent };
}

/**
 * Takes apart what was enqueued: what the task is given, and what it was enqueued by. The crontab adds when a job was
 * due; no task asks for it.
 */
export function withoutTrace(enqueued: unknown): { payload: unknown; parent?: string } {
  if (typeof enqueued !== "object" || enqueued === null) return { payload: enqueued };
  const { _cron, _trace, ...payload } = enqueued as Record<string, unknown>;
  return typeof _trace === "string" ? { payload, parent: _trace } : { payload };
}
