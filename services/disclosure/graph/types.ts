/** The desk in the graph: feeds, submissions, findings, differences, releases. */
import {
  ANY_FEED_DIRECTIVE,
  assumedSize,
  ColumnKindEnum,
  DateScalar,
  DateTimeScalar,
  describe,
  Directive,
  Field,
  ID,
  InputType,
  Int,
  ObjectType,
  registerEnumType,
} from "#kit";
import { STATE_NAMES, STATES, type State } from "../desk/states.js";
import { WITHDRAWAL_KINDS, type RowReason } from "../desk/entities.js";

export const SubmissionState = Object.fromEntries(STATES.map((state) => [state, state]));
registerEnumType(SubmissionState, {
  name: "SubmissionState",
  description: describe("报送的状态（先审后发）", "State of a submission"),
  valuesConfig: Object.fromEntries(
    STATES.map((state: State) => [state, { description: STATE_NAMES[state] }]),
  ),
});
export const Severity = { ERROR: "ERROR", WARNING: "WARNING", INFO: "INFO" } as const;
registerEnumType(Severity, {
  name: "Severity",
  description: describe("校验结果的级别", "How grave a finding is"),
  valuesConfig: {
    ERROR: { description: describe("错误，须改正", "Must be corrected") },
    WARNING: { description: describe("警告，须核对", "To be looked at") },
    INFO: { description: describe("提示，仅供参考", "To be known") },
  },
});
export const ReleaseKindEnum = { FEED: "FEED", WITHDRAWAL: "WITHDRAWAL", EXPIRY: "EXPIRY" } as const;
registerEnumType(ReleaseKindEnum, {
  name: "ReleaseKind",
  description: describe("发布的种类", "Kind of release"),
  valuesConfig: {
    FEED: { description: describe("数据", "Data") },
    WITHDRAWAL: { description: describe("依法撤回", "Withdrawal by law") },
    EXPIRY: { description: describe("公示期满", "End of publicity") },
  },
});
export const WithdrawalKindEnum = Object.fromEntries(WITHDRAWAL_KINDS.map((kind) => [kind, kind]));
registerEnumType(WithdrawalKindEnum, {
  name: "WithdrawalKind",
  description: describe("撤回公开的事由", "Why records are withdrawn"),
  valuesConfig: {
    REPAIR: { description: describe("信用修复", "Credit repair") },
    REVOCATION: {
      description: describe("撤销、变更（复议或判决）", "Revoked or changed, by reconsideration or judgment"),
    },
    OBJECTION: { description: describe("异议成立", "An objection held") },
  },
});

const ColumnShow = enumOf("ColumnShow", describe("列的公开方式", "How a column is shown"), {
  PUBLIC: describe("公开", "As it is"),
  MASKED: describe("部分隐去", "In part"),
  WITHHELD: describe("不公开", "Not at all"),
});

function enumOf(
  name: string,
  description: string,
  values: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const made = Object.fromEntries(Object.keys(values).map((value) => [value, value]));
  registerEnumType(made, {
    name,
    description,
    valuesConfig: Object.fromEntries(
      Object.entries(values).map(([value, text]) => [value, { description: text }]),
    ),
  });
  return made;
}

@ObjectType("FeedColumn", {
  description: describe("报送事项的一列", "A column of a feed"),
  simpleResolvers: true,
})
export class FeedColumnType {
  @Field(() => String, { description: describe("字段名", "Field in the graph") }) readonly field: string = "";
  @Field(() => String, { description: describe("标准表头", "The standard's header") })
  readonly header: string = "";
  @Field(() => String, { description: describe("英文表头", "The header in English") })
  readonly headerEn: string = "";
  @Field(() => String, { nullable: true, description: describe("标准中的字段编号", "The standard's code") })
  readonly code: string | null = null;
  @Field(() => ColumnKindEnum, { description: describe("类型", "Type") }) readonly kind: string = "";
  @Field(() => Boolean, { description: describe("必填", "Required in every row") })
  readonly isRequired: boolean = false;
  @Field(() => ColumnShow, { description: describe("公开方式", "How it is shown") })
  readonly show: string = "";
  @Field(() => Boolean, { description: describe("可筛选、排序", "Lists can be filtered and ordered by it") })
  readonly isIndexed: boolean = false;
  @Field(() => Boolean, { description: describe("填写附件的文件名", "It names files beside the rows") })
  readonly isFiles: boolean = false;
  @Field(() => Int, { nullable: true, description: describe("最多字符数", "Most characters") })
  readonly maxLength: number | null = null;
  @Field(() => String, { nullable: true, description: describe("单位", "Unit") }) readonly unit:
    | string
    | null = null;
  @Field(() => String, { description: describe("示例", "Example") }) readonly example: string = "";
}

@ObjectType("Finding", {
  description: describe(
    "一条校验结果：所在的行和列、问题和改正办法",
    "What was found in a file, where, and what to do",
  ),
  simpleResolvers: true,
})
export class FindingType {
  @Field(() => Int, { nullable: true, description: describe("行号；空为整个文件", "Row; null is the file") })
  readonly row: number | null = null;
  @Field(() => String, { nullable: true, description: describe("字段名", "Field") }) readonly field:
    | string
    | null = null;
  @Field(() => String, { nullable: true, description: describe("文件中的表头", "Header in the file") })
  readonly header: string | null = null;
  @Field(() => String, {
    nullable: true,
    description: describe("单元格内容；不公开的列为空", "The cell; null where the column is not public"),
  })
  readonly value: string | null = null;
  @Field(() => String, { description: describe("编号", "Code") }) readonly code: string = "";
  @Field(() => Severity, { description: describe("级别", "Severity") }) readonly severity: string = "";
  @Field(() => String, { description: describe("说明", "What to do, in Chinese") }) readonly message: string =
    "";
  @Field(() => String, { description: describe("英文说明", "The same in English") })
  readonly english: string = "";
}

@ObjectType("Refusal", {
  description: describe(
    "原因：整份文件被拒收的，或没有差异的",
    "Why a whole file was refused, or why there is no difference",
  ),
  simpleResolvers: true,
})
export class RefusalType {
  @Field(() => String, { description: describe("编号", "Code") }) readonly code: string = "";
  @Field(() => String, { description: describe("说明", "What to do, in Chinese") }) readonly message: string =
    "";
  @Field(() => String, { description: describe("英文说明", "The same in English") })
  readonly english: string = "";
}

@ObjectType("RowReason", {
  description: describe("一行退回的理由", "Why a row is to be corrected"),
  simpleResolvers: true,
})
class RowReasonType implements RowReason {
  @Field(() => Int, { description: describe("行号", "The row") }) readonly row: number = 0;
  @Field(() => String, { description: describe("理由", "Why") }) readonly reason: string = "";
}

@InputType("RowReasonInput", {
  description: describe("一行退回的理由", "Why a row is to be corrected"),
})
export class RowReasonInput implements RowReason {
  @Field(() => Int, { description: describe("行号，如差异和校验结果所示", "The row, as findings tell it") })
  readonly row!: number;
  @Field(() => String, { description: describe("理由，最多500个字符", "Why, 500 characters at most") })
  readonly reason!: string;
}

@ObjectType("SubmissionEvent", {
  description: describe("经办记录：经办人、时间和操作", "Who did what, when"),
  simpleResolvers: true,
})
export class EventType {
  @Field(() => [RowReasonType], {
    description: describe("退回时逐行的理由", "Why it was returned, row by row"),
  })
  readonly rows: readonly RowReason[] = [];
  @Field(() => DateTimeScalar, { description: describe("时间", "When") }) readonly at: Date = new Date(0);
  @Field(() => String, { description: describe("经办人", "Who") }) readonly byName: string = "";
  @Field(() => SubmissionState, { nullable: true, description: describe("原状态", "From") }) readonly from:
    | string
    | null = null;
  @Field(() => SubmissionState, { description: describe("新状态", "To") }) readonly to: string = "";
  @Field(() => String, { nullable: true, description: describe("备注", "Note") }) readonly note:
    | string
    | null = null;
  @Field(() => [String], {
    description: describe("审核时确认的异常变化", "Unusual changes that were acknowledged"),
  })
  readonly acknowledged: readonly string[] = [];
}

@ObjectType("FindingKind", {
  description: describe("一种校验结果", "A kind of finding"),
  simpleResolvers: true,
})
export class FindingKindType {
  @Field(() => String, { description: describe("编号", "Code") }) readonly code: string = "";
  @Field(() => Severity, { description: describe("级别", "Severity") }) readonly severity: string = "";
  @Field(() => Int, { description: describe("条数", "How many there are") }) readonly count: number = 0;
  @Field(() => String, { description: describe("第一条的说明", "The first of them, in Chinese") })
  readonly message: string = "";
  @Field(() => String, { description: describe("英文说明", "The same in English") })
  readonly english: string = "";
}

@ObjectType("Release", {
  description: describe(
    "一次发布：连续编号，与前一次以哈希相连",
    "A release: numbered without gaps, chained by hash to the one before",
  ),
  simpleResolvers: true,
})
@Directive('@key(fields: "id")')
@Directive(ANY_FEED_DIRECTIVE)
export class ReleaseType {
  @Field(() => ID, { description: describe("编号", "Its number") }) readonly id: string = "";
}

@ObjectType("ReleaseProof", {
  description: describe(
    "发布的证明：条目在公开日志中，任何人都可验证",
    "Proof of a release: its entry is in the public log, to be verified by anybody (RFC 6962)",
  ),
  simpleResolvers: true,
})
export class ReleaseProofType {
  @Field(() => String, {
    description: describe(
      "条目：规范的 JSON（RFC 8785），含该次发布的默克尔树的根",
      "The entry, canonical JSON (RFC 8785), with the root of the release's own tree",
    ),
  })
  readonly entry: string = "";
  @Field(() => Int, { description: describe("日志的长度", "Size of the log") }) readonly size: number = 0;
  @Field(() => String, { description: describe("日志的根，十六进制", "Root of the log, hexadecimal") })
  readonly root: string = "";
  @Directive(assumedSize(20))
  @Field(() => [String], {
    description: describe("从条目到日志的根，十六进制", "From the entry to the root of the log, hexadecimal"),
  })
  readonly pathHashes: readonly string[] = [];
  @Directive(assumedSize(20))
  @Field(() => [String], {
    description: describe(
      "证明日志与 from 所指长度的日志相连，十六进制；未填 from 为空",
      "Proves that the log of the size `from` is its beginning, hexadecimal; empty without `from`",
    ),
  })
  readonly consistencyHashes: readonly string[] = [];
}

@ObjectType("ChainProblem", {
  description: describe("哈希链的问题", "A problem of the hash chain"),
  simpleResolvers: true,
})
export class ChainProblemType {
  @Field(() => String, { description: describe("编号", "Code") }) readonly code: string = "";
  @Field(() => Int, { description: describe("发布编号", "Number of the release") }) readonly release: number =
    0;
  @Field(() => String, { nullable: true, description: describe("报送事项", "Feed") }) readonly feed:
    | string
    | null = null;
  @Field(() => ID, { nullable: true, description: describe("记录编号", "Record") }) readonly recordId:
    | string
    | null = null;
  @Field(() => Int, {
    nullable: true,
    description: describe("留痕编号", "Number of the entry of the trail"),
  })
  readonly entry: number | null = null;
}

@ObjectType("Verification", {
  description: describe("对整条哈希链的校验", "What recomputing the whole chain found"),
  simpleResolvers: true,
})
export class VerificationType {
  @Field(() => Int, { description: describe("发布数", "Releases") }) readonly releases: number = 0;
  @Field(() => Int, { description: describe("记录版本数", "Versions of records") }) readonly records: number =
    0;
  @Field(() => Int, { description: describe("留痕条数", "Entries of the trail") }) readonly entries: number =
    0;
  @Field(() => String, { description: describe("最后一次发布的哈希", "Hash of the last release") })
  readonly lastHash: string = "";
  @Field(() => String, {
    description: describe(
      "链首：历史编号、最后一次发布的编号和哈希",
      "Head of the chain: epoch, number of the last release, its hash",
    ),
  })
  readonly head: string = "";
  @Field(() => [ChainProblemType], {
    description: describe("问题；空为完好", "Problems; none when it is whole"),
  })
  readonly problems: readonly ChainProblemType[] = [];
}

@ObjectType("WithdrawalRequest", {
  description: describe("依法撤回公开的申请", "A request to withdraw records by law"),
  simpleResolvers: true,
})
export class WithdrawalType {
  @Field(() => WithdrawalKindEnum, { description: describe("事由", "Why") }) readonly kind: string = "";
  @Field(() => [ID], { description: describe("记录编号", "Records") }) readonly recordIds: readonly string[] =
    [];
  @Field(() => String, { description: describe("依据文书号", "Number of the document") })
  readonly documentNumber: string = "";
  @Field(() => DateScalar, { description: describe("文书日期", "Date of the document") })
  readonly date: string = "";
}
