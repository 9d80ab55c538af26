/**
 * 实施主体: the columns by which a row of 执法公示 names its agency. The code is the join, the name is for the eye.
 */
import { columns, type CellsOf, type Column } from "#kit";

type AgencyColumns = { readonly agencyName: Column<"text", true>; readonly agencyUscc: Column<"text", true> };

export type AgencyCells = CellsOf<AgencyColumns>;

export function agencyColumns(name: string, aliases: readonly string[]): AgencyColumns {
  return {
    agencyName: columns.text({
      zh: name,
      en: "Enforcing agency",
      required: true,
      maxLength: 200,
      aliases: ["执法主体名称", "机关名称", ...aliases],
      example: "北京市密云区市场监督管理局",
    }),
    agencyUscc: columns.uscc({
      zh: `${name}统一社会信用代码`,
      en: "Its unified social credit code",
      required: true,
      indexed: true,
      aliases: ["统一社会信用代码", "信用代码", "社会信用代码", "机关代码"],
      example: "11110118000099995H",
    }),
  };
}
