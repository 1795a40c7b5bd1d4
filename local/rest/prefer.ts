/** What a client asked for in `Prefer`; of several values of one preference the first counts. */
export type Preferences = {
  resolution?: "merge-duplicates" | "ignore-duplicates";
  missing?: "default" | "null";
  return?: "representation" | "minimal" | "headers-only";
  count?: "exact" | "planned" | "estimated";
  tx?: "commit" | "rollback";
  handling?: "strict" | "lenient";
  timezone?: string;
  maxAffected?: number;
  /** What was not understood, to be refused when handling=strict. */
  invalid: string[];
};

const known = {
  resolution: ["merge-duplicates", "ignore-duplicates"],
  missing: ["default", "null"],
  return: ["representation", "minimal", "headers-only"],
  count: ["exact", "planned", "estimated"],
  tx: ["commit", "rollback"],
  handling: ["strict", "lenient"],
} as const;

type KnownName = keyof typeof known;

/** Reads the header's value; several headers arrive here joined by commas. */
export function parsePreferences(header: string | null, timezones: ReadonlySet<string>): Preferences {
  const preferences: Preferences = { invalid: [] };
  for (const text of (header ?? "").split(",").map((part) => part.trim())) {
    if (text !== "" && !addPreference(preferences, text, timezones)) preferences.invalid.push(text);
  }
  return preferences;
}

function addPreference(into: Preferences, text: string, timezones: ReadonlySet<string>): boolean {
  const at = text.indexOf("=");
  const name = text.slice(0, at);
  const value = text.slice(at + 1);
  if (name === "max-affected") {
    if (/^\d{1,15}$/.test(value)) into.maxAffected ??= Number(value);
    return true;
  }
  if (name === "timezone") {
    if (!timezones.has(value)) return false;
    into.timezone ??= value;
    return true;
  }
  if (!isKnown(name) || !(known[name] as readonly string[]).includes(value)) return false;
  if (into[name] === undefined) Object.assign(into, { [name]: value });
  return true;
}

const isKnown = (name: string): name is KnownName => Object.hasOwn(known, name);

/** The value of `Preference-Applied`: of what was asked, what this kind of request (`honoured`) acts on. */
export function appliedPreferences(
  preferences: Preferences,
  honoured: readonly (KnownName | "max-affected")[],
): string | undefined {
  const names: KnownName[] = ["resolution", "missing", "return", "count", "tx", "handling"];
  const applied = names
    .filter((name) => preferences[name] !== undefined && honoured.includes(name))
    .map((name) => `${name}=${preferences[name]}`);
  if (preferences.timezone) applied.push(`timezone=${preferences.timezone}`);
  if (
    preferences.maxAffected !== undefined &&
    preferences.handling === "strict" &&
    honoured.includes("max-affected")
  ) {
    applied.push(`max-affected=${preferences.maxAffected}`);
  }
  return applied.length > 0 ? applied.join(", ") : undefined;
}
