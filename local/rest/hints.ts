/**
 * The candidate that a mistyped name most likely meant, or null. Candidates must share a run of letters with it;
 * of those the fewest edits win, and at least `minScore` (0–1) of the letters must be right.
 */
export function closest(name: string, candidates: Iterable<string>, minScore = 0.33): string | null {
  const wanted = normalise(name);
  let best: string | null = null;
  let bestScore = minScore;
  for (const candidate of candidates) {
    const other = normalise(candidate);
    if (!shareRun(wanted, other)) continue;
    const score = 1 - editDistance(wanted, other) / Math.max(wanted.length, other.length, 1);
    if (score > bestScore) {
      best = candidate;
      bestScore = score;
    }
  }
  return best;
}

const normalise = (text: string) => text.slice(0, 200).toLowerCase();

function shareRun(one: string, other: string): boolean {
  for (let at = 0; at < one.length - 1; at++) {
    if (other.includes(one.slice(at, at + 2))) return true;
  }
  return false;
}

function editDistance(one: string, other: string): number {
  let previous = Array.from({ length: other.length + 1 }, (_, column) => column);
  for (let row = 1; row <= one.length; row++) {
    const current = [row];
    for (let column = 1; column <= other.length; column++) {
      const swap = (previous[column - 1] ?? 0) + (one[row - 1] === other[column - 1] ? 0 : 1);
      current.push(Math.min((previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1, swap));
    }
    previous = current;
  }
  return previous.at(-1) ?? 0;
}
