type AvatarProps = { name: string; url: string | null; size?: "small" | "medium" | "large" };

const sizes = { small: "size-8 text-sm", medium: "size-10 text-base", large: "size-16 text-2xl" };

/** A person's picture, or their initial: a silhouette would say less. The name stands beside it, so it says nothing. */
export function Avatar({ name, url, size = "medium" }: AvatarProps) {
  const shape = `${sizes[size]} shrink-0 rounded-[3px] bg-patina-wash`;
  if (url !== null) {
    // biome-ignore lint/performance/noImgElement: the file is made in sizes already.
    return <img src={url} alt="" className={`${shape} object-cover`} loading="lazy" decoding="async" />;
  }
  return (
    <span
      aria-hidden="true"
      className={`${shape} inline-grid place-items-center font-serif font-semibold text-patina-strong`}
    >
      {(Array.from(name.trim())[0] ?? "?").toUpperCase()}
    </span>
  );
}
