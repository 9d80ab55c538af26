/** The default contracts of a hub. */
import { TAGS } from "#schema/tags.js";
import type { ContractDefinition } from "./contract.js";

export const DEFAULT_CONTRACTS: readonly ContractDefinition[] = [
  {
    name: "public",
    include: [],
    exclude: [TAGS.internal],
    descriptionZh: "社会公众：全部公开数据，不含报送与审核",
    descriptionEn: "Everyone: all public data, without reporting and review",
  },
  {
    name: "mobile",
    include: [],
    exclude: [TAGS.internal, TAGS.bulk],
    descriptionZh: "移动应用：公开数据，不含对整个列表的统计",
    descriptionEn: "Mobile apps: public data, without statistics over whole lists",
  },
  {
    name: "internal",
    include: [],
    exclude: [],
    descriptionZh: "部门工作人员：全部内容",
    descriptionEn: "The departments' people: everything",
  },
];
