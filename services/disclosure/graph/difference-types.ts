/** A difference in the graph: which records change, how, column by column, and what of it is unusual. */
import { assumedSize, describe, Directive, Field, ID, Int, ObjectType, registerEnumType } from "#kit";

export const ChangeKindEnum = { ADDED: "ADDED", CHANGED: "CHANGED", REMOVED: "REMOVED" } as const;
registerEnumType(ChangeKindEnum, {
  name: "ChangeKind",
  description: describe("记录的变化", "How a record changes"),
  valuesConfig: {
    ADDED: { description: describe("新增", "Added") },
    CHANGED: { description: describe("变更", "Changed") },
    REMOVED: {
      description: describe(
        "删除：已公开而新文件中没有的，发布后不再公开",
        "Removed: published, but not in the file",
      ),
    },
  },
});

const headerText = describe("标准表头", "Header");
const fieldText = describe("字段名", "Field");
const unitText = describe("单位", "Unit");

@ObjectType("FieldValue", {
  description: describe("一个字段的内容，如文件所写", "A field's value in the words of the file"),
  simpleResolvers: true,
})
export class FieldValueType {
  @Field(() => String, { description: fieldText }) readonly field: string = "";
  @Field(() => String, { description: headerText }) readonly header: string = "";
  @Field(() => String, { nullable: true, description: unitText }) readonly unit: string | null = null;
  @Field(() => String, { nullable: true, description: describe("内容", "Value") }) readonly value:
    | string
    | null = null;
}

@ObjectType("FieldChange", {
  description: describe("一个字段的变化", "How a field changes"),
  simpleResolvers: true,
})
export class FieldChangeType {
  @Field(() => String, { description: fieldText }) readonly field: string = "";
  @Field(() => String, { description: headerText }) readonly header: string = "";
  @Field(() => String, { nullable: true, description: unitText }) readonly unit: string | null = null;
  @Field(() => String, {
    nullable: true,
    description: describe("已发布的内容，如文件所写", "As published now, in the words of the file"),
  })
  readonly before: string | null = null;
  @Field(() => String, {
    nullable: true,
    description: describe("发布后的内容，如文件所写", "As it would be, in the words of the file"),
  })
  readonly after: string | null = null;
}

@ObjectType("DifferenceRow", {
  description: describe("一条记录的变化", "How a record changes"),
  simpleResolvers: true,
})
export class DifferenceRowType {
  @Field(() => ChangeKindEnum, { description: describe("新增、变更或删除", "Added, changed or removed") })
  readonly kind: string = "";
  @Field(() => ID, { description: describe("记录编号", "Identifier of the record") })
  readonly recordId: string = "";
  @Field(() => Int, { nullable: true, description: describe("文件中的行号", "Row in the file") })
  readonly row: number | null = null;
  @Directive(assumedSize(4))
  @Field(() => [FieldValueType], {
    description: describe("用以辨认记录的各列：主键和标题", "Which record it is: its key and its title"),
  })
  readonly identity: readonly FieldValueType[] = [];
  @Directive(assumedSize(4))
  @Field(() => [FieldValueType], {
    description: describe(
      "与有变化的列相邻、没有变化的列",
      "The unchanged columns on either side of those that change",
    ),
  })
  readonly neighbours: readonly FieldValueType[] = [];
  @Directive(assumedSize(10))
  @Field(() => [FieldChangeType], { description: describe("有变化的字段", "The fields that change") })
  readonly fields: readonly FieldChangeType[] = [];
}

@ObjectType("ColumnChange", {
  description: describe("一列的变化", "How a column changes"),
  simpleResolvers: true,
})
export class ColumnChangeType {
  @Field(() => String, { description: fieldText }) readonly field: string = "";
  @Field(() => String, { description: headerText }) readonly header: string = "";
  @Field(() => String, { nullable: true, description: unitText }) readonly unit: string | null = null;
  @Field(() => Int, {
    description: describe("此列有变化的已发布记录数", "Published records that change here"),
  })
  readonly changed: number = 0;
  @Field(() => String, {
    nullable: true,
    description: describe(
      "有变化的记录此前合计；不是数值的列为空",
      "Sum of the records concerned before, an exact decimal; null without numbers",
    ),
  })
  readonly sumBefore: string | null = null;
  @Field(() => String, {
    nullable: true,
    description: describe(
      "有变化的记录此后合计；不是数值的列为空",
      "Sum of the records concerned after, an exact decimal; null without numbers",
    ),
  })
  readonly sumAfter: string | null = null;
}

@ObjectType("UnusualChange", {
  description: describe(
    "异常变化：审核时须按名称确认",
    "Something unusual, which `approve` must acknowledge by name",
  ),
  simpleResolvers: true,
})
export class UnusualChangeType {
  @Field(() => String, {
    description: describe("名称，如 FIGURE_MOVED.persons", "Its name, such as FIGURE_MOVED.persons"),
  })
  readonly name: string = "";
  @Field(() => String, { description: describe("说明", "What it is, in Chinese") }) readonly message: string =
    "";
  @Field(() => String, { description: describe("英文说明", "The same in English") })
  readonly english: string = "";
  @Field(() => Int, { description: describe("涉及的记录数", "How many records it concerns") })
  readonly count: number = 0;
  @Field(() => String, { nullable: true, description: fieldText }) readonly field: string | null = null;
  @Field(() => String, { nullable: true, description: headerText }) readonly header: string | null = null;
}

@ObjectType("Difference", {
  description: describe(
    "与已发布数据的差异，供审核",
    "Difference to what is published: this is what a reviewer approves",
  ),
  simpleResolvers: true,
})
export class DifferenceType {
  @Field(() => Int, { description: describe("新增", "Added") }) readonly added: number = 0;
  @Field(() => Int, { description: describe("变更", "Changed") }) readonly changed: number = 0;
  @Field(() => Int, { description: describe("删除", "Removed") }) readonly removed: number = 0;
  @Field(() => Int, { description: describe("无变化", "Unchanged") }) readonly unchanged: number = 0;
  @Field(() => Int, {
    description: describe(
      "已依法撤回、不再公开的",
      "Rows of records that were withdrawn by law: they stay out",
    ),
  })
  readonly suppressed: number = 0;
  @Field(() => Int, {
    description: describe(
      "属于其他部门的（不能发布）",
      "Rows of records of other departments: not publishable",
    ),
  })
  readonly foreign: number = 0;
  @Field(() => String, {
    description: describe("差异校验值（哈希），审核时须一并提供", "Its digest, which `approve` names"),
  })
  readonly digest: string = "";
}
