/**
 * Which records a file has named so far: an open-addressing hash table over typed arrays, 16 bytes a place of
 * which 30 to 60 in a hundred are taken, so that a million rows need 34 MB (50 MB while it grows) and no
 * object each. Two records are taken for one when 64 bits of their ids (SHA-256) agree: one chance in 10^7 at
 * a million rows.
 */
export interface RecordIndex {
  /**
   * Null when the record is new; else the line that named it first, and whether its content was the same.
   * `line` is not 0.
   */
  readonly add: (recordId: string, contentHash: Buffer, line: number) => Twin | null;
}

export interface Twin {
  readonly line: number;
  readonly isSame: boolean;
}

const FIRST_CAPACITY = 1 << 12;
const LARGEST_FILL = 0.6;

export function createRecordIndex(): RecordIndex {
  let capacity = FIRST_CAPACITY;
  let count = 0;
  /** Two words of the record id. */
  let high = new Uint32Array(capacity);
  let low = new Uint32Array(capacity);
  let content = new Uint32Array(capacity);
  /** 0 marks a free place. */
  let lines = new Uint32Array(capacity);

  return {
    add: (recordId, contentHash, line) => {
      const first = Number.parseInt(recordId.slice(0, 8), 16);
      const second = Number.parseInt(recordId.slice(9, 13) + recordId.slice(14, 18), 16);
      const body = contentHash.readUInt32LE(0);
      let place = first & (capacity - 1);
      while (lines[place] !== 0) {
        if (high[place] === first && low[place] === second)
          return { line: lines[place] ?? 0, isSame: content[place] === body };
        place = (place + 1) & (capacity - 1);
      }
      put(place, first, second, body, line);
      if ((count += 1) > capacity * LARGEST_FILL) grow();
      return null;
    },
  };

  function put(place: number, first: number, second: number, body: number, line: number): void {
    high[place] = first;
    low[place] = second;
    content[place] = body;
    lines[place] = line;
  }

  function grow(): void {
    const old = { high, low, content, lines };
    capacity *= 2;
    high = new Uint32Array(capacity);
    low = new Uint32Array(capacity);
    content = new Uint32Array(capacity);
    lines = new Uint32Array(capacity);
    old.lines.forEach((line, index) => {
      if (line === 0) return;
      const first = old.high[index] ?? 0;
      let place = first & (capacity - 1);
      while (lines[place] !== 0) place = (place + 1) & (capacity - 1);
      put(place, first, old.low[index] ?? 0, old.content[index] ?? 0, line);
    });
  }
}
