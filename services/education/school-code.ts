/** 学校标识码: ten digits by which every feed of education names a school. */
import { columns, type Column, type ReferenceTo, type RowRule } from "#kit";

export const schoolReference: ReferenceTo<{ readonly code: string; readonly name: string }> = {
  feed: "education.schools",
  column: "code",
};

export function schoolCode(): Column<"text", true> {
  return columns.text({
    zh: "学校标识码",
    en: "Code of the school, ten digits",
    aliases: ["学校代码", "标识码"],
    required: true,
    maxLength: 10,
    indexed: true,
    example: "2111018001",
  });
}

export const schoolKnown: RowRule<{ readonly schoolCode: string }> = {
  code: "ED-01",
  severity: "ERROR",
  text: {
    zh: "学校名录中没有此学校标识码。请核对，或先报送学校名录。",
    en: "No published school has this code. Check it, or hand the list of schools in first.",
  },
  check: ({ schoolCode: code }, { lookup }) =>
    lookup(schoolReference, code) ? [] : [{ field: "schoolCode" }],
};
