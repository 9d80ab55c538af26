/**
 * CR, LF and CR LF all end a line, also within one file: each becomes LF. One that is cut by the end of a
 * piece counts once.
 */
export function createLineEnds(): (piece: string) => string {
  let endedWithReturn = false;
  return (piece) => {
    const text = endedWithReturn && piece.startsWith("\n") ? piece.slice(1) : piece;
    endedWithReturn = piece.endsWith("\r");
    return text.includes("\r") ? text.replaceAll("\r\n", "\n").replaceAll("\r", "\n") : text;
  };
}
