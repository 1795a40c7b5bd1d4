/** What a figure is held to. A figure without an aim is only reported. */
export type Aim = { atLeast: number } | { atMost: number };

/** Something of the product measured beside the same thing without the product, in one run on one machine. */
export type Comparison = {
  name: string;
  unit: string;
  /** the median of the rounds */
  subject: number;
  /** the median of the rounds */
  baseline: number;
  /** subject / baseline */
  ratio: number;
  aim: Aim;
  rounds: { subject: number; baseline: number }[];
};

/** Something that is only known of the product, such as how long the slowest answers took. */
export type Fact = { name: string; value: number; unit: string };

export type Result = { comparisons: Comparison[]; facts: Fact[] };

/** What a bench is given to say how far it is. */
export type Progress = (line: string) => void;

export type Bench = {
  /** one line: what is measured against what */
  title: string;
  run: (progress: Progress) => Promise<Result>;
};
