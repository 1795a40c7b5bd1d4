export type Sample = { name: string; labels: Record<string, string>; value: number };

export type Samples = {
  samples: Sample[];
  /** by family */
  types: Record<string, string>;
  /** The value of a sample; 0 when it is not there, as of something that was never counted. */
  value: (name: string, labels?: Record<string, string>) => number;
};

const metricName = "[a-zA-Z_:][a-zA-Z0-9_:]*";
const help = new RegExp(`^# HELP (${metricName}) .+$`);
const type = new RegExp(`^# TYPE (${metricName}) (counter|gauge|histogram|summary|untyped)$`);
const sample = new RegExp(`^(${metricName})(?:\\{(.*)\\})? (\\S+)$`);
const label = /([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\\n]|\\["\\n])*)"(?:,|$)/gy;

/**
 * Reads Prometheus' text format, version 0.0.4, and takes nothing that the format does not know.
 * @throws {Error} that shows the line at fault
 */
export function parseExposition(text: string): Samples {
  const samples: Sample[] = [];
  const types: Record<string, string> = {};
  for (const line of text.split("\n")) {
    const [, typed, kind] = type.exec(line) ?? [];
    if (typed !== undefined && kind !== undefined) {
      if (typed in types) throw new Error(`A second TYPE of the same name: ${line}`);
      types[typed] = kind;
    } else if (line !== "" && !help.test(line)) samples.push(readSample(line, types));
  }
  const keys = samples.map(({ name, labels }) => JSON.stringify([name, Object.entries(labels).toSorted()]));
  const twice = keys.find((key, at) => keys.indexOf(key) !== at);
  if (twice !== undefined) throw new Error(`The same sample twice: ${twice}`);
  const matches = (found: Sample, labels: Record<string, string>) =>
    Object.keys(found.labels).length === Object.keys(labels).length &&
    Object.entries(labels).every(([name, wanted]) => found.labels[name] === wanted);
  const value: Samples["value"] = (name, labels = {}) =>
    samples.find((found) => found.name === name && matches(found, labels))?.value ?? 0;
  return { samples, types, value };
}

function readSample(line: string, types: Record<string, string>): Sample {
  const [, name = "", inside = "", number = ""] = sample.exec(line) ?? [];
  const family = name in types ? name : name.replace(/_(?:bucket|sum|count)$/, "");
  const value = number === "+Inf" ? Number.POSITIVE_INFINITY : Number(number);
  if (types[family] === undefined || Number.isNaN(value)) throw new Error(`Not of the format: ${line}`);
  return { name, labels: readLabels(inside, line), value };
}

function readLabels(inside: string, line: string): Record<string, string> {
  const labels: Record<string, string> = {};
  let end = 0;
  for (const match of inside.matchAll(label)) {
    labels[match[1] ?? ""] = (match[2] ?? "").replaceAll(/\\(.)/g, (_, char) => (char === "n" ? "\n" : char));
    end = match.index + match[0].length;
  }
  if (end !== inside.length) throw new Error(`Not of the format: ${line}`);
  return labels;
}
