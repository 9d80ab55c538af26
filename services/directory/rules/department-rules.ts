/** The rules of `directory.departments`: dated former names, and one government for each area. */
import { badlyDatedName, type RowRule, type SetFault, type SetRule } from "#kit";

export interface DepartmentCells {
  readonly formerNames: string | null;
  readonly jurisdictionCode: string | null;
}

export const departmentRules: readonly RowRule<DepartmentCells>[] = [
  {
    code: "ML-01",
    severity: "ERROR",
    text: {
      zh: "曾用名称“{name}”的最后使用日期应写作“（至2019-03-17）”。请核对后重新报送。",
      en: "The last day of the former name '{name}' is written （至2019-03-17）.",
    },
    check: (row) => {
      const name = badlyDatedName(row.formerNames);
      return name === null ? [] : [{ field: "formerNames", details: { name } }];
    },
  },
  {
    code: "ML-02",
    severity: "ERROR",
    text: {
      zh: "管辖区划代码应为6位或9位数字。请核对后重新报送。",
      en: "The code of the area that it governs has 6 or 9 digits.",
    },
    check: ({ jurisdictionCode }) =>
      jurisdictionCode === null || /^\d{6}(?:\d{3})?$/.test(jurisdictionCode)
        ? []
        : [{ field: "jurisdictionCode" }],
  },
];

export const departmentSetRules: readonly SetRule<DepartmentCells>[] = [
  {
    code: "ML-03",
    severity: "ERROR",
    text: {
      zh: "区划“{code}”已由第{first}行的部门管辖，一个区划只有一个政府或办事处。请核对后重新报送。",
      en: "The area {code} is governed by the department of row {first}: an area has one government.",
    },
    open: () => {
      const lines = new Map<string, number>();
      const faults: SetFault<"jurisdictionCode">[] = [];
      return {
        add: ({ jurisdictionCode: code }, line) => {
          if (code === null) return;
          const first = lines.get(code);
          if (first === undefined) lines.set(code, line);
          else faults.push({ line, field: "jurisdictionCode", details: { code, first } });
        },
        end: () => faults,
      };
    },
  },
];
