const START = "\ue000";
const END = "\ue001";

/** Text of a search result, with the words that were found marked. The marks are characters that no keyboard makes. */
export function Highlight({ text }: { text: string }) {
  const [before = "", ...marked] = text.split(START);
  return (
    <>
      {before}
      {marked.map((piece, at) => {
        const [word = "", after = ""] = piece.split(END);
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of one text never change places.
          <span key={at}>
            <mark className="bg-patina-wash text-patina-strong">{word}</mark>
            {after}
          </span>
        );
      })}
    </>
  );
}
