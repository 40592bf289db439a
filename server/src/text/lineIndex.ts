/**
 * Turns offsets into lines and columns and back, at the edges only. Line ends are `\n`, `\r\n` and `\r`, as in LSP,
 * so a position is the same in every editor whatever system saved the file.
 */

/** Zero-based line and UTF-16 column, as LSP counts. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

export interface LineIndex {
  readonly lines: number;
  /** Clamps offsets outside the text to its ends. */
  positionAt(offset: number): Position;
  /** Clamps lines and columns outside the text; a column past the line's end becomes the line's end. */
  offsetAt(position: Position): number;
  /** Offset of a line's first unit; the text's length for a line past the end. */
  lineStart(line: number): number;
  /** Offset after a line's last unit, its line end not counted. */
  lineEnd(line: number): number;
}

/** Reads the line ends of a text once; look-ups are by bisection. */
export function lineIndex(text: string): LineIndex {
  const starts = [0];
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit === 13 && text.charCodeAt(at + 1) === 10) at++;
    if (unit === 10 || unit === 13) starts.push(at + 1);
  }
  const lineStart = (line: number): number => starts[line] ?? (line < 0 ? 0 : text.length);
  const lineEnd = (line: number): number => {
    let end = lineStart(line + 1);
    if (line + 1 >= starts.length) return text.length;
    if (text.charCodeAt(end - 1) === 10 && end - 1 > lineStart(line) - 1) end--;
    if (text.charCodeAt(end - 1) === 13 && end > lineStart(line)) end--;
    return end;
  };
  return {
    lines: starts.length,
    lineStart,
    lineEnd,
    positionAt: (offset) => {
      const clamped = Math.max(0, Math.min(offset, text.length));
      let low = 0;
      let high = starts.length - 1;
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if ((starts[middle] ?? 0) <= clamped) low = middle;
        else high = middle - 1;
      }
      return { line: low, character: clamped - (starts[low] ?? 0) };
    },
    offsetAt: ({ line, character }) => {
      if (line < 0) return 0;
      return Math.min(lineStart(line) + Math.max(0, character), Math.max(lineStart(line), lineEnd(line)));
    },
  };
}
