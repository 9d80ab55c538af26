/**
 * Looks at the text of JSON without reading all of it: where its members stand, and where the records are.
 * Nothing here fails.
 */

export interface JsonMember {
  readonly name: string;
  /** Its value: index of the first character, and of the one after the last. */ readonly from: number;
  readonly to: number;
}

/** The members of the object that the text is, a name twice where it is there twice. */
export function membersOf(text: string): readonly JsonMember[] {
  const members: JsonMember[] = [];
  let name = "";
  let from = -1;
  walk(text, (event, at, depth) => {
    if (event === "NAME" && depth === 1) [name, from] = [nameAt(text, at), -1];
    else if (event === "COLON" && depth === 1) from = at + 1;
    else if ((event === "COMMA" && depth === 1) || (event === "CLOSE" && depth === 0)) {
      if (from >= 0) members.push({ name, from, to: at });
      from = -1;
    }
    return event !== "CLOSE" || depth > 0;
  });
  return members;
}

export interface RecordArray {
  /** Names from the top, `data.rows`. */
  readonly path: string;
  /** Index of the character after its opening bracket. */
  readonly start: number;
  /** Names of its first object. */
  readonly names: readonly string[];
}

export interface JsonOutline {
  /** Names of the object at the top. */ readonly names: readonly string[];
  readonly arrays: readonly RecordArray[];
}

/**
 * Outlines the first object in the text, which may be cut: its names, and its arrays of objects that are
 * nested in objects only.
 */
export function outlineOf(text: string): JsonOutline {
  const names: string[] = [];
  const arrays: { readonly path: string; readonly start: number; readonly names: string[] }[] = [];
  const path: string[] = [];
  let arrayDepth = 0;
  let current: string[] | null = null;
  walk(text, (event, at, depth) => {
    if (event === "OPEN_ARRAY") {
      if (arrayDepth === 0 && depth > 1 && /^\s*\{/.test(text.slice(at + 1, at + 100))) {
        current = [];
        arrays.push({ path: path.slice(0, depth - 1).join("."), start: at + 1, names: current });
      }
      if (arrayDepth === 0) arrayDepth = depth;
    } else if (event === "CLOSE") {
      if (arrayDepth > depth) arrayDepth = 0;
      // The first object of an array tells its names.
      if (arrayDepth === 0 || depth === arrayDepth) current = null;
    } else if (event === "NAME") {
      const name = nameAt(text, at);
      if (depth === 1) names.push(name);
      if (arrayDepth === 0) [path.length, path[depth - 1]] = [depth, name];
      else if (current && depth === arrayDepth + 1) current.push(name);
    }
    return event !== "CLOSE" || depth > 0;
  });
  return { names, arrays };
}

type JsonEvent = "NAME" | "COLON" | "COMMA" | "OPEN_OBJECT" | "OPEN_ARRAY" | "CLOSE";

/**
 * Calls for each sign outside of strings, and for each string that a colon follows; `depth` counts it. Ends
 * when it is told no.
 */
function walk(text: string, each: (event: JsonEvent, at: number, depth: number) => boolean): void {
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (character === '"') {
      const end = endOfString(text, at);
      if (/^\s*:/.test(text.slice(end, end + 100)) && !each("NAME", at, depth)) return;
      at = end - 1;
      continue;
    }
    const event = EVENTS[character];
    if (event === undefined) continue;
    if (event === "OPEN_OBJECT" || event === "OPEN_ARRAY") depth += 1;
    else if (event === "CLOSE") depth -= 1;
    if (!each(event, at, depth)) return;
  }
}

const EVENTS: Readonly<Partial<Record<string, JsonEvent>>> = {
  ":": "COLON",
  ",": "COMMA",
  "{": "OPEN_OBJECT",
  "[": "OPEN_ARRAY",
  "}": "CLOSE",
  "]": "CLOSE",
};

/** Behind its closing quote; the text's end when it has none. */
function endOfString(text: string, from: number): number {
  for (let at = from + 1; at < text.length; at += 1) {
    if (text.charAt(at) === "\\") at += 1;
    else if (text.charAt(at) === '"') return at + 1;
  }
  return text.length;
}

function nameAt(text: string, at: number): string {
  try {
    return String(JSON.parse(text.slice(at, endOfString(text, at))));
  } catch {
    return "";
  }
}
