import { isSecret } from "../auth/own-secret.ts";
import { env } from "../env.ts";
import { notFound, unauthenticated } from "../errors.ts";
import { type Meters, meters } from "../observability/meters.ts";

/**
 * The meters, for whoever knows METRICS_TOKEN. Without that variable nothing is counted, and there is nothing here.
 * @param authorization `Bearer …`
 * @throws {AppError} not_found, unauthenticated
 */
export function requireMeters(authorization: string | null): Meters {
  const { METRICS_TOKEN } = env();
  const found = meters();
  if (METRICS_TOKEN === undefined || found === undefined) throw notFound("address");
  if (!isSecret(/^Bearer +(\S+)$/i.exec(authorization ?? "")?.[1], METRICS_TOKEN)) throw unauthenticated();
  return found;
}
