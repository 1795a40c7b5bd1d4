import { oncePerProcess } from "../process-state.ts";

export type Labels = Record<string, string>;

/** A number as it is at this moment. */
export type Reading = {
  /** Prometheus' name, with its unit: `plinth_streams_open`, `process_cpu_seconds_total` */
  name: string;
  help: string;
  value: number;
  /** low in variety: never an id or a path */
  labels?: Labels;
  /** It only ever grows. */
  isCounter?: true;
};

/** Where counts go. There is none without METRICS_TOKEN. */
export type Meters = {
  request(route: string, method: string, status: number, seconds: number): void;
  action(status: number): void;
  /** a call that a limit refused, by the limit's name */
  refused(limit: string): void;
  webhookEvent(outcome: string): void;
  job(task: string, outcome: "done" | "failed", seconds: number): void;
  /** Everything that was counted, and what is read now, in Prometheus' text format. */
  write(readings: Reading[]): Promise<string>;
};

type Gauge = () => Reading[];

const state = oncePerProcess("meters", (): { meters?: Meters; gauges: Set<Gauge> } => ({
  gauges: new Set(),
}));

/** The meters of this process, if it has any. */
export const meters = (): Meters | undefined => state.meters;

export function setMeters(meters: Meters): void {
  state.meters = meters;
}

/** Adds something that is read at each scrape, and costs nothing until then. It must not ask anybody. */
export const addGauge = (read: Gauge): void => void state.gauges.add(read);

export const readGauges = (): Reading[] => [...state.gauges].flatMap((read) => read());
