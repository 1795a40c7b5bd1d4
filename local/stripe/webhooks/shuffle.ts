/** The items in an order that the seed alone decides. The list itself stays as it is. */
export function shuffled<T>(items: readonly T[], seed: number): T[] {
  const next = randomFrom(seed);
  const result = [...items];
  for (let at = result.length - 1; at > 0; at -= 1) {
    const other = Math.floor(next() * (at + 1));
    const [one, two] = [result[at], result[other]];
    if (one === undefined || two === undefined) continue;
    result[at] = two;
    result[other] = one;
  }
  return result;
}

/** Numbers from 0 to 1, the same for the same seed (a 32-bit linear congruential generator, mixed). */
function randomFrom(seed: number): () => number {
  let state = (seed >>> 0) + 1;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    const mixed = Math.imul(state ^ (state >>> 16), 0x45d9f3b) >>> 0;
    return ((mixed ^ (mixed >>> 15)) >>> 0) / 2 ** 32;
  };
}
