/** What must be in no line of the log and in no error answer, whoever's it is, by what it is. */
const patterns: Record<string, RegExp> = {
  // Of what stands before the "@" one character tells as much as all, and long lines are looked through once.
  "an email address": /[a-z0-9._%+-]@(?:[a-z0-9-]+\.)+[a-z]{2,}/i,
  "a key of Stripe's": /\b[sr]k_(?:test|live)_\w{6,}/,
  "a webhook secret": /\bwhsec_[\w-]{6,}/,
  "a secret key of Supabase's": /\bsb_secret_\w{6,}/,
  "an API key": /\bplk_\w{12,}/,
  "an access token": /\beyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]*/,
  "a session": /base64-eyJ/,
  "the number of a card": /\b[2-6]\d{3}([ -]?)\d{4}\1\d{4}\1\d{4}\b/,
  "the end of a card's number": /last4\W{1,4}\d{4}/,
  "a password": /"(?:current_?|new_?)?password"\s*:\s*"/i,
};

/**
 * What a text gives away.
 * @param known secrets of this run, by what they are
 */
export function leaksIn(text: string, known: Record<string, string> = {}): string[] {
  const looks = Object.entries(patterns).filter(([, pattern]) => pattern.test(text));
  const says = Object.entries(known).filter(([, secret]) => secret !== "" && text.includes(secret));
  return [...looks, ...says].map(([what]) => what);
}

/** Reads a server's output as it comes, and remembers the lines that give something away. */
export class LeakWatch {
  readonly #known: Record<string, string>;
  readonly #found: string[] = [];
  #rest = "";
  /** how many requests the output tells of */
  requests = 0;

  constructor(known: Record<string, string>) {
    this.#known = known;
  }

  /** Takes the next piece of output; lines may be cut anywhere. */
  read(chunk: string): void {
    const lines = (this.#rest + chunk).split("\n");
    this.#rest = lines.pop() ?? "";
    for (const line of lines) this.#look(line);
  }

  #look(line: string): void {
    if (/"msg":"request/.test(line)) this.requests += 1;
    const leaks = leaksIn(line, this.#known);
    if (leaks.length > 0 && this.#found.length < 20)
      this.#found.push(`${leaks.join(", ")}: ${line.slice(0, 600)}`);
  }

  /** @throws {Error} that shows what was given away; also when nothing was heard, which would prove nothing */
  verify(): void {
    this.read("\n");
    if (this.requests === 0) throw new Error("The app's log tells of no request: it was not listened to.");
    if (this.#found.length > 0)
      throw new Error(`The app's log gives away what it must not:\n${this.#found.join("\n")}`);
  }
}
