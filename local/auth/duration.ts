const unitMs = { ns: 1e-6, us: 1e-3, µs: 1e-3, ms: 1, s: 1000, m: 60_000, h: 3_600_000 } as const;

/**
 * Reads a duration as Go writes it (`1h30m`, `1.5s`, `0`), which config.toml and `ban_duration` use.
 * @returns milliseconds, or null when the text is no duration
 */
export function parseDuration(text: string): number | null {
  if (text === "0") return 0;
  const match = /^([+-]?)((?:\d+(?:\.\d*)?(?:ns|us|µs|ms|s|m|h))+)$/.exec(text);
  if (!match?.[2]) return null;
  let total = 0;
  for (const [, amount, unit] of match[2].matchAll(/(\d+(?:\.\d*)?)(ns|us|µs|ms|s|m|h)/g)) {
    total += Number(amount) * unitMs[unit as keyof typeof unitMs];
  }
  return match[1] === "-" ? -total : total;
}
