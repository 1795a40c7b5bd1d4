/** A person's initial in a square: there are no pictures yet, and a silhouette says less. */
export function Avatar({ name, size = "medium" }: { name: string; size?: "small" | "medium" | "large" }) {
  const sizes = { small: "size-8 text-sm", medium: "size-10 text-base", large: "size-16 text-2xl" };
  return (
    <span
      aria-hidden="true"
      className={`${sizes[size]} inline-grid shrink-0 place-items-center rounded-[3px] bg-patina-wash font-serif font-semibold text-patina-strong`}
    >
      {(Array.from(name.trim())[0] ?? "?").toUpperCase()}
    </span>
  );
}
