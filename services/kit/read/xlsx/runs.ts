/**
 * The text of a string of runs, each of which has a font of its own (ECMA-376 part 1, 18.4.4), as it is
 * shown: raised and lowered digits stay so, or 12 with a footnote would be 121. What is struck out beside
 * what is not cannot be told by any text.
 */

export interface Runs {
  readonly open: (name: string, attributes: Readonly<Record<string, string>>) => void;
  /** A text of the run under way. */
  readonly shown: (text: string) => string;
  /** True if a part of the string that began last is struck out. */
  readonly isStruck: boolean;
}

const RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹";
const LOWERED = "₀₁₂₃₄₅₆₇₈₉";

export function createRuns(): Runs {
  let digits: string | null = null;
  let strikes = false;
  let isStruck = false;
  return {
    open: (name, attributes) => {
      switch (name) {
        case "si":
        case "is":
          isStruck = false;
          strikes = false;
          digits = null;
          break;
        case "r":
          strikes = false;
          digits = null;
          break;
        case "strike":
          strikes = !OFF.test(attributes["val"] ?? "");
          break;
        case "vertAlign":
          digits = DIGITS.get(attributes["val"] ?? "") ?? null;
          break;
      }
    },
    shown: (text) => {
      if (strikes && text.trim() !== "") isStruck = true;
      const others = digits;
      return others === null ? text : text.replaceAll(/\d/g, (digit) => others.charAt(Number(digit)));
    },
    get isStruck() {
      return isStruck;
    },
  };
}

/** Of a property that is there and yet not meant. */
export const OFF = /^(?:0|false)$/;
const DIGITS: ReadonlyMap<string, string> = new Map([
  ["superscript", RAISED],
  ["subscript", LOWERED],
]);
