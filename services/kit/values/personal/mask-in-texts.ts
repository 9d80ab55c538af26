/**
 * A person's name that its own column masks, masked in other texts by the same rule. A cell may name several
 * (张示例、李示例); white space and the kind of point in a name do not matter. What is no whole name (one character,
 * a name that is masked already) is left alone.
 */
export type MaskTexts = (text: string) => string;

/** Null when the cell has no name to look for. */
export function nameMasker(cell: string, mask: (name: string) => string): MaskTexts | null {
  const names = [...new Set(cell.split(BETWEEN_NAMES).map((name) => name.replace(AROUND, "")))]
    .filter((name) => STARTS_LIKE_NAME.test(name) && name.length <= LONGEST_NAME && mask(name) !== name)
    .sort((one, other) => other.length - one.length);
  if (names.length === 0) return null;
  const wanted = names.map((name) => ({ pattern: patternOf(name), masked: mask(name) }));
  return (text) =>
    wanted.reduce((current, { pattern, masked }) => current.replace(pattern, () => masked), text);
}

const BETWEEN_NAMES = /[、，,；;/|\n]|(?:和|与|及)(?=\p{Script=Han}{2})/u;
/** Two letters: a number is none, and one character would be found everywhere. */
const STARTS_LIKE_NAME = /^\p{L}.?\p{L}/u;
const AROUND = /^\s+|\s+$|[(（][^)）]*[)）]?/g;
const POINTS = "·•・‧∙.．";
const LONGEST_NAME = 60;

function patternOf(name: string): RegExp {
  const characters = [...name.replaceAll(/\s/g, "")].map((character) =>
    POINTS.includes(character) ? `[${POINTS}]` : escape(character),
  );
  // A Latin name is a word of its own: An is no part of Android.
  const [before, after] = /^[A-Za-z]/.test(name) ? ["(?<![A-Za-z])", "(?![A-Za-z])"] : ["", ""];
  return new RegExp(before + characters.join("\\s{0,2}") + after, "giu");
}

function escape(character: string): string {
  return /[\\^$.*+?()[\]{}|/-]/.test(character) ? `\\${character}` : character;
}
