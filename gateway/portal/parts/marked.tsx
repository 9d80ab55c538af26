/** A text in which the words that were looked for are marked. */
import type { FunctionalComponent } from "vue";

export interface MarkedProps {
  readonly text: string;
  /** Parted by spaces. */
  readonly words: string;
}

export const Marked: FunctionalComponent<MarkedProps> = ({ text, words }) => {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  return piecesOf(text, wanted).map(({ piece, isMarked }) => (isMarked ? <mark>{piece}</mark> : piece));
};
Marked.props = ["text", "words"];

interface Piece {
  readonly piece: string;
  readonly isMarked: boolean;
}

function piecesOf(text: string, wanted: readonly string[]): readonly Piece[] {
  const lower = text.toLowerCase();
  const pieces: Piece[] = [];
  let from = 0;
  for (let at = 0; at < text.length;) {
    const word = wanted.find((word) => lower.startsWith(word, at));
    if (word === undefined) {
      at += 1;
      continue;
    }
    pieces.push(
      { piece: text.slice(from, at), isMarked: false },
      { piece: text.slice(at, at + word.length), isMarked: true },
    );
    at += word.length;
    from = at;
  }
  return [...pieces, { piece: text.slice(from), isMarked: false }].filter(({ piece }) => piece !== "");
}
