/** A submission's difference, page by page in the order of its file, and column by column. */
import {
  Arg,
  assumedSize,
  cost,
  Ctx,
  describe,
  Directive,
  FieldResolver,
  ID,
  Int,
  Resolver,
  Root,
  slicedSize,
  storedFields,
  type FeedContract,
  type SubgraphContext,
} from "#kit";
import {
  hubOf,
  largestChanges,
  readChanges,
  summariseColumns,
  type ChangeKind,
  type DifferenceRow,
  type DifferenceScope,
  type DifferenceSummary,
} from "#kit/hub";
import { HubError } from "#schema/errors.js";
import type { Submission } from "../desk/entities.js";
import { readPage } from "../review/read-page.js";
import type { UnusualChange } from "../review/say-unusual.js";
import { findingsOfRows, rowsWithWarnings } from "../intake/findings.js";
import { deskOf } from "../open-desk.js";
import { bounded, UUID } from "./arguments.js";
import { describeChange } from "../review/describe-change.js";
import {
  ChangeKindEnum,
  ColumnChangeType,
  DifferenceRowType,
  DifferenceType,
  UnusualChangeType,
} from "./difference-types.js";
import { FindingType } from "./types.js";

export type DifferenceValue = DifferenceSummary & { readonly submission: Submission };
type RowValue = DifferenceRowType & { readonly submission: Submission };
type ColumnValue = ColumnChangeType & { readonly submission: Submission };
type UnusualValue = UnusualChange & { readonly submission: Submission };

const firstText = describe("条数，最多100", "How many, 100 at most");
const EXAMPLES = 3;
/** In points: what compares all staged rows with all that is published. */
const COMPARISON = 50;

@Resolver(() => DifferenceType)
export class DifferenceResolver {
  @Directive(cost(COMPARISON))
  @Directive(slicedSize(20))
  @FieldResolver(() => [DifferenceRowType], {
    description: describe(
      "逐条变化，按文件顺序，删除的在最后",
      "The changes in the order of the file, removed records last",
    ),
  })
  async rows(
    @Root() { submission }: DifferenceValue,
    @Arg("first", () => Int, { defaultValue: 20, description: firstText }) first: number,
    @Arg("after", () => ID, { nullable: true, description: describe("此记录编号之后", "After this record") })
    after: string | null,
    @Arg("kinds", () => [ChangeKindEnum], {
      nullable: true,
      description: describe("限于这些变化", "Only these kinds of change"),
    })
    kinds: readonly ChangeKind[] | null,
    @Arg("withWarnings", () => Boolean, {
      defaultValue: false,
      description: describe("限于有警告的行", "Only rows that have warnings"),
    })
    withWarnings: boolean,
    @Ctx() context: SubgraphContext,
  ): Promise<readonly RowValue[]> {
    if (after && !UUID.test(after)) throw new HubError("CURSOR_INVALID");
    const contract = await contractOf(submission, context);
    const rows = withWarnings ? await rowsWithWarnings(hubOf(context).statements, submission.id) : null;
    return toRows(
      contract,
      submission,
      await readPage(hubOf(context).statements.dear, contract, submission, {
        first: bounded(first),
        after: after ?? null,
        kinds: kinds ?? null,
        rows,
      }),
    );
  }

  @Directive(cost(COMPARISON))
  @Directive(assumedSize(10))
  @FieldResolver(() => [ColumnChangeType], {
    description: describe("逐列汇总，按标准列序", "The changes by column, in the order of the standard"),
  })
  async columns(
    @Root() { submission }: DifferenceValue,
    @Ctx() context: SubgraphContext,
  ): Promise<readonly ColumnValue[]> {
    if (submission.kind === "WITHDRAWAL") return [];
    const changes = await summariseColumns(
      hubOf(context).statements.dear,
      await contractOf(submission, context),
      scopeOf(submission),
    );
    return changes.map(({ field: { field, zh, unit }, ...change }) => ({
      field,
      header: zh,
      unit,
      ...change,
      submission,
    }));
  }

  @Directive(cost(COMPARISON))
  @Directive(assumedSize(3))
  @FieldResolver(() => [UnusualChangeType], {
    description: describe(
      "异常变化，审核时须逐项确认",
      "What is unusual: `approve` must acknowledge each by name",
    ),
  })
  async unusual(
    @Root() { submission, ...summary }: DifferenceValue,
    @Ctx() context: SubgraphContext,
  ): Promise<readonly UnusualValue[]> {
    return (
      await (await deskOf(hubOf(context))).submissions.unusual(submission, summary, hubOf(context))
    ).map((change) => ({
      ...change,
      submission,
    }));
  }
}

@Resolver(() => DifferenceRowType)
export class DifferenceRowResolver {
  @Directive(assumedSize(2))
  @FieldResolver(() => [FindingType], {
    description: describe("此行的校验结果", "What was found in this row"),
  })
  findings(
    @Root() { submission, row }: RowValue,
    @Ctx() context: SubgraphContext,
  ): Promise<readonly FindingType[]> {
    return row === null
      ? Promise.resolve([])
      : findingsOfRows(hubOf(context).statements, submission.id, [row]);
  }
}

@Resolver(() => ColumnChangeType)
export class ColumnChangeResolver {
  @Directive(slicedSize(EXAMPLES))
  @FieldResolver(() => [DifferenceRowType], {
    description: describe(
      "变动最大的记录，按变动大小降序；不是数值的列没有此项",
      "The records that change most, the largest first; none without numbers",
    ),
  })
  async largest(
    @Root() { submission, field, sumBefore, sumAfter }: ColumnValue,
    @Arg("first", () => Int, { defaultValue: EXAMPLES, description: firstText }) first: number,
    @Ctx() context: SubgraphContext,
  ): Promise<readonly RowValue[]> {
    const contract = await contractOf(submission, context);
    const stored = storedFields(contract).find((known) => known.field === field);
    if (!stored || (sumBefore === null && sumAfter === null)) return [];
    return rowsOf(
      contract,
      submission,
      await largestChanges(
        hubOf(context).statements.dear,
        contract,
        scopeOf(submission),
        stored,
        bounded(first),
      ),
      context,
    );
  }
}

@Resolver(() => UnusualChangeType)
export class UnusualChangeResolver {
  @Directive(slicedSize(EXAMPLES))
  @FieldResolver(() => [DifferenceRowType], {
    description: describe("涉及的记录，最异常的在前", "Records that show it, the most unusual first"),
  })
  async rows(
    @Root() { submission, examples }: UnusualValue,
    @Arg("first", () => Int, {
      defaultValue: EXAMPLES,
      description: describe("条数，最多10", "How many, 10 at most"),
    })
    first: number,
    @Ctx() context: SubgraphContext,
  ): Promise<readonly RowValue[]> {
    return rowsOf(
      await contractOf(submission, context),
      submission,
      examples.slice(0, bounded(first)),
      context,
    );
  }
}

async function rowsOf(
  contract: FeedContract,
  submission: Submission,
  ids: readonly string[],
  context: SubgraphContext,
): Promise<readonly RowValue[]> {
  return toRows(
    contract,
    submission,
    await readChanges(hubOf(context).statements.dear, contract, scopeOf(submission), ids),
  );
}

function toRows(
  contract: FeedContract,
  submission: Submission,
  rows: readonly DifferenceRow[],
): readonly RowValue[] {
  return rows.map((row) => ({ ...describeChange(contract, row), submission }));
}

async function contractOf({ feed }: Submission, context: SubgraphContext): Promise<FeedContract> {
  return (await deskOf(hubOf(context))).submissions.contractOf(feed);
}

function scopeOf({ id, department }: Submission): DifferenceScope {
  return { submission: id, department };
}
