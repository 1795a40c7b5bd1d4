import type { Aim, Comparison, Progress } from "./bench.ts";

export type Contest = {
  name: string;
  unit: string;
  aim: Aim;
  /** one round of the product, in `unit` */
  subject: () => Promise<number>;
  /** one round of what it is held against, in `unit` */
  baseline: () => Promise<number>;
  /** how many rounds of each count; an odd number makes the median one of them */
  rounds?: number;
  /** rounds of each that are run first and do not count: the compiler warms up */
  warmups?: number;
};

/**
 * Measures two things in turns, so that a machine that gets slower or busier meets both, and takes the median of
 * each. Who begins changes with every round.
 */
export async function compare(contest: Contest, progress: Progress): Promise<Comparison> {
  const { name, unit, aim, rounds: wanted = 7, warmups = 2 } = contest;
  const rounds: Comparison["rounds"] = [];
  for (let round = 1 - warmups; round <= wanted; round += 1) {
    const both = await runBoth(contest, round % 2 === 0);
    if (round > 0) rounds.push(both);
    const label = round > 0 ? `round ${round} of ${wanted}` : "warming up";
    progress(`${name}: ${label}: ${show(both.subject)} against ${show(both.baseline)} ${unit}`);
  }
  const subject = median(rounds.map((round) => round.subject));
  const baseline = median(rounds.map((round) => round.baseline));
  return { name, unit, subject, baseline, ratio: subject / baseline, aim, rounds };
}

async function runBoth({ subject, baseline }: Contest, baselineFirst: boolean) {
  if (!baselineFirst) return { subject: await subject(), baseline: await baseline() };
  const first = await baseline();
  return { subject: await subject(), baseline: first };
}

/** The middle of some numbers; of an even count the mean of the two in the middle. */
export function median(numbers: number[]): number {
  return percentile(numbers, 0.5);
}

/** The number below which a share of the numbers lies, between two of them in proportion. */
export function percentile(numbers: number[], share: number): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  const place = (sorted.length - 1) * share;
  const [below = Number.NaN, above = below] = sorted.slice(Math.floor(place), Math.floor(place) + 2);
  return below + (above - below) * (place - Math.floor(place));
}

/** Three significant digits are as exact as a benchmark gets. */
export const show = (value: number): string =>
  value >= 100 ? String(Math.round(value)) : String(Number(value.toPrecision(3)));
