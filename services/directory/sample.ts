/**
 * Invented areas, districts of a thousand codes each, with their towns (codes that really exist are in
 * `samples/`), what departments govern of them, and invented changes of a provision.
 */
import { addDays, type Random, type SampleGenerators, type SampleRow } from "#kit";

/**
 * Parameters of a provision of the program. Each row of the sample has a day of its own, so that no key
 * repeats.
 */
const PARAMETERS = ["minorMaximum", "ordinaryMinimum", "ordinaryMaximum", "seriousMinimum", "seriousMaximum"];
const FIRST_DAY = "2027-01-01";
const FIRST_DISTRICT = 110_901;

const townCode = (district: number, town: number): string => `${district}${String(town).padStart(3, "0")}`;

export const samples: SampleGenerators = {
  "directory.areas": (random: Random, index: number): SampleRow => {
    const [district, town] = [FIRST_DISTRICT + Math.floor(index / 1000), index % 1000];
    if (town === 0)
      return {
        code: String(district),
        name: `示例${district}区`,
        kind: "区",
        parentCode: "",
        otherNames: "",
        boundary: "",
        neighbourCodes: "",
      };
    const kind = random.pick(["镇", "街道", "地区"]);
    return {
      code: townCode(district, town),
      name: `示例${town}${kind}`,
      kind,
      parentCode: String(district),
      otherNames: random.chance(0.3) ? `示例${town}乡` : "",
      boundary: "",
      neighbourCodes: "",
    };
  },
  "directory.departments": (random: Random, index: number): SampleRow => ({
    // No two departments govern one area.
    jurisdictionCode: random.chance(0.3) ? townCode(FIRST_DISTRICT, index) : "",
  }),
  "directory.calendar": (random: Random, index: number): SampleRow => ({
    date: addDays(FIRST_DAY, index),
    kind: random.pick(["放假", "上班"]),
    name: "示例节",
  }),
  "directory.provisions": (random: Random, index: number): SampleRow => ({
    provision: "penalty-publicity-months",
    parameter: random.pick(PARAMETERS),
    from: addDays(FIRST_DAY, index),
    value: random.pick(["3", "6", "12"]),
    text: "",
    until: "",
  }),
};
