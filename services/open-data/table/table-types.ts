/** The types of a dataset's table: columns, rows, cells. */
import {
  assumedSize,
  ColumnKindEnum,
  describe,
  Directive,
  Field,
  FIELD_LABEL,
  FIELD_NAME,
  FIELD_UNIT,
  Float,
  ID,
  ObjectType,
  RecordLinkType,
  type GeoPoint,
  type Link,
} from "#kit";
import type { DatasetColumn } from "./columns.js";

@ObjectType("DatasetColumn", {
  description: describe("数据集的一列", "A column of a dataset"),
  simpleResolvers: true,
})
export class DatasetColumnType implements DatasetColumn {
  @Field(() => String, { description: FIELD_NAME }) readonly name: string = "";
  @Field(() => String, { description: FIELD_LABEL }) readonly label: string = "";
  @Field(() => ColumnKindEnum, { description: describe("类型", "Type") })
  readonly kind: DatasetColumn["kind"] = "TEXT";
  @Field(() => String, { nullable: true, description: FIELD_UNIT }) readonly unit: string | null = null;
  @Field(() => String, {
    nullable: true,
    description: describe("填报要求、口径或隐去的方式", "Its rule, source, or how it is masked"),
  })
  readonly note: string | null = null;
  @Field(() => String, {
    nullable: true,
    description: describe("代码表的名称，见 codeLists", "Name of its code list, as `codeLists` has it"),
  })
  readonly codeList: string | null = null;
  @Field(() => [String], {
    description: describe(
      "筛选时可用的比较方式；不能筛选的没有",
      "Comparisons that a filter may have of it; none where there are no filters",
    ),
  })
  readonly filters: readonly string[] = [];
  @Field(() => String, {
    nullable: true,
    description: describe("按此列升序的排序；不能排序的为空", "The order by it, upwards; null without"),
  })
  readonly ascending: string | null = null;
  @Field(() => String, {
    nullable: true,
    description: describe("按此列降序的排序；不能排序的为空", "The order by it, downwards; null without"),
  })
  readonly descending: string | null = null;
  @Field(() => Boolean, { description: describe("可用来分组", "Records can be grouped by it") })
  readonly isGroupable: boolean = false;
  @Field(() => Boolean, { description: describe("序列可按此分组", "Series can be split by it") })
  readonly isSeriesKey: boolean = false;
  @Field(() => Boolean, { description: describe("可汇总的数值", "It can be added up") })
  readonly isMeasure: boolean = false;
  @Field(() => Boolean, {
    description: describe("可按年、季、月、周、日分组的日期", "A day, by whose units records can be grouped"),
  })
  readonly isDate: boolean = false;
  @Field(() => Boolean, { description: describe("序列的时期", "The period of its series") })
  readonly isPeriod: boolean = false;
  @Field(() => String, {
    nullable: true,
    description: describe(
      "坐标列所用的坐标系：WGS-84 或 GCJ-02；不是坐标的为空",
      "Of points the system in which they are written, WGS-84 or GCJ-02; null for what is no point",
    ),
  })
  readonly coordinates: string | null = null;
}

@ObjectType("GeoPoint", {
  description: describe("一点的经纬度，坐标系 WGS-84", "A point in degrees, WGS-84"),
  simpleResolvers: true,
})
export class GeoPointType implements GeoPoint {
  @Field(() => Float, { description: describe("经度", "Longitude") }) readonly longitude: number = 0;
  @Field(() => Float, { description: describe("纬度", "Latitude") }) readonly latitude: number = 0;
}

@ObjectType("DatasetCell", {
  description: describe("一个单元格", "A cell of a dataset's table"),
  simpleResolvers: true,
})
export class DatasetCell {
  @Field(() => String, {
    description: describe(
      "内容，代码为其名称；没有的为空字符串",
      "What it says: of codes their words; empty for nothing",
    ),
  })
  readonly text: string = "";
  @Field(() => String, {
    nullable: true,
    description: describe(
      "原值，代码为其代码，若干个以逗号隔开；没有的为空",
      "The value itself: of codes the codes, several joined by commas; null for nothing",
    ),
  })
  readonly value: string | null = null;
  @Field(() => RecordLinkType, {
    nullable: true,
    description: describe("所指的行政相对人、区划或部门", "The party, area or department that it names"),
  })
  readonly link: Link | null = null;
  @Field(() => GeoPointType, {
    nullable: true,
    description: describe(
      "坐标列的点，已换算为 WGS-84；GCJ-02 的按地图软件通用的公式换算，误差数米",
      "The point of a column of points, in WGS-84; from GCJ-02 by the formula of map programs, to within some metres",
    ),
  })
  readonly point: GeoPoint | null = null;
}

@ObjectType("DatasetRow", {
  description: describe(
    "一条记录，各单元格按表的列",
    "A record: its cells, in the order of the table's columns",
  ),
  simpleResolvers: true,
})
export class DatasetRow {
  @Field(() => ID, {
    description: describe("记录编号，更正后不变", "Identifier of the record, the same after a correction"),
  })
  readonly id: string = "";
  @Field(() => String, {
    description: describe(
      "固定地址：本站的路径，更正后不变",
      "Its address for good: a path of this hub, the same after a correction",
    ),
  })
  readonly permalink: string = "";
  @Directive(assumedSize(20))
  @Field(() => [DatasetCell], { description: describe("各单元格", "Its cells") })
  readonly cells: readonly DatasetCell[] = [];
}
