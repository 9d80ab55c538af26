import { describe, expect, test } from "@jest/globals";
import * as fc from "fast-check";
import { parseValue } from "graphql";
import { DateScalar, DateTimeScalar, DecimalScalar, LongScalar } from "./scalars.js";

describe("Date", () => {
  test("a leap day is a day, and the 29th of February of another year is not", () => {
    expect(DateScalar.parseValue("2024-02-29")).toBe("2024-02-29");
    expect(() => DateScalar.parseValue("2025-02-29")).toThrow("YYYY-MM-DD");
  });

  test.each([
    "2025-2-9",
    "2025-02-09T00:00:00Z",
    " 2025-02-09",
    "20250209",
    20_250_209,
    null,
    "0000-01-01",
    "2025-13-01",
  ])("%p is no Date", (value) => {
    expect(() => DateScalar.parseValue(value)).toThrow("YYYY-MM-DD");
  });
});

describe("DateTime", () => {
  test("a moment is shown in the time of Shanghai, whatever its offset was", () => {
    expect(DateTimeScalar.serialize(DateTimeScalar.parseValue("2025-02-28T23:30:00Z"))).toBe(
      "2025-03-01T07:30:00.000+08:00",
    );
    expect(DateTimeScalar.serialize(DateTimeScalar.parseValue("2025-03-01T07:30:00+08:00"))).toBe(
      "2025-03-01T07:30:00.000+08:00",
    );
  });

  test.each(["2025-03-01T07:30:00", "2025-03-01", "2025-02-30T00:00:00Z", "2025-03-01T25:00:00Z", "now", 0])(
    "%p is no DateTime",
    (value) => {
      expect(() => DateTimeScalar.parseValue(value)).toThrow("RFC 3339");
    },
  );
});

describe("Decimal", () => {
  test("a literal keeps every digit that was written", () => {
    expect(DecimalScalar.parseLiteral(parseValue("0.1000000000000000000000000000000001"))).toBe(
      "0.1000000000000000000000000000000001",
    );
    expect(DecimalScalar.parseLiteral(parseValue("12345678901234567890"))).toBe("12345678901234567890");
    expect(DecimalScalar.parseLiteral(parseValue('"-007.50"'))).toBe("-7.5");
  });

  test("a JSON fraction is refused, for it may have lost digits before it came here", () => {
    expect(() => DecimalScalar.parseValue(0.1)).toThrow("string");
    expect(DecimalScalar.parseValue(10)).toBe("10");
  });

  test.each(["1e9", "1e1000000000", "Infinity", "NaN", "0x10", "", ".", "1.", ".5", "--1", "１"])(
    "%p is no Decimal",
    (value) => {
      expect(() => DecimalScalar.parseValue(value)).toThrow("digits");
    },
  );

  test("numbers that are equal are written alike", () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }),
        fc.nat(5),
        fc.nat(5),
        (whole, zerosBefore, zerosAfter) => {
          const sign = whole < 0n ? "-" : "";
          const digits = (whole < 0n ? -whole : whole).toString();
          expect(
            DecimalScalar.parseValue(
              `${sign}${"0".repeat(zerosBefore)}${digits}.${"0".repeat(zerosAfter + 1)}`,
            ),
          ).toBe(whole.toString());
        },
      ),
    );
  });
});

describe("Long", () => {
  test("a count of more than 2^31 is a Long, one of more than 2^53 is none", () => {
    expect(LongScalar.parseLiteral(parseValue("3000000000"))).toBe(3_000_000_000);
    expect(() => LongScalar.parseLiteral(parseValue("9007199254740993"))).toThrow("whole number");
    expect(() => LongScalar.parseLiteral(parseValue("1.0"))).toThrow("whole number");
  });

  test("a refusal on the way out does not repeat what was stored", () => {
    for (const scalar of [DateScalar, DecimalScalar, LongScalar, DateTimeScalar])
      expect(() => scalar.serialize({ secret: "110228199001010010" })).toThrow(/^((?!110228).)*$/);
  });
});
