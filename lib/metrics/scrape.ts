import { figures as webhookFigures } from "../billing/figures.ts";
import { figures as eventFigures } from "../events/figures.ts";
import { figures as jobFigures } from "../jobs/figures.ts";
import { log } from "../observability/log.ts";
import { type Meters, type Reading, readGauges } from "../observability/meters.ts";

/** What has to be asked for. Whoever does not answer in time is left out. */
const asked: Record<string, () => Promise<Reading[]>> = {
  jobs: jobFigures,
  outbox: eventFigures,
  webhooks: webhookFigures,
};

const patienceMs = 1_000;

/** Everything that is counted and measured, in Prometheus' text format. Takes a second at the most. */
export async function scrape(meters: Meters): Promise<string> {
  const answers = await Promise.all(Object.entries(asked).map(([part, ask]) => readPart(part, ask)));
  return meters.write([...answers.flat(), ...readGauges()]);
}

async function readPart(part: string, ask: () => Promise<Reading[]>): Promise<Reading[]> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error(`no answer in ${patienceMs} ms`)), patienceMs);
  try {
    return [...(await Promise.race([ask(), late])), failed(part, 0)];
  } catch (err) {
    log().warn({ part, err }, "metrics: could not be read");
    return [failed(part, 1)];
  } finally {
    clearTimeout(timer);
  }
}

const failed = (part: string, value: 0 | 1): Reading => ({
  name: "plinth_scrape_failed",
  help: "Whether this part could not be asked just now.",
  value,
  labels: { part },
});
