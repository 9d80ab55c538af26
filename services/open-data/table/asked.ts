/**
 * What is asked of a dataset whose type nobody need know: its records by a filter that is written as JSON.
 */
import {
  ArgsType,
  DateTimeScalar,
  describe,
  Field,
  parseWhere,
  type FeedContract,
  type ListArguments,
  type SubgraphContext,
} from "#kit";
import { HubError } from "#schema/errors.js";

/** Characters. */
const MOST_WHERE = 10_000;

@ArgsType()
export class AskedRecords {
  @Field(() => String, {
    nullable: true,
    description: describe(
      "筛选条件：总图中列表的 where，写成 JSON",
      "The filter, as JSON: the list's `where` in the graph",
    ),
  })
  readonly where?: string | null;
  @Field(() => DateTimeScalar, {
    nullable: true,
    description: describe("当时公开的内容", "What was public at that time"),
  })
  readonly asOf?: Date | null;
}

/** Throws FILTER_INVALID for what is no JSON object. */
export function recordsAsked({ where, asOf }: AskedRecords): Pick<ListArguments, "where" | "asOf"> {
  const text = where ?? "{}";
  const parsed = text.length > MOST_WHERE ? null : parseWhere(text);
  if (parsed === null)
    throw new HubError("FILTER_INVALID", {
      reason: `where 应为 JSON 对象，最多${MOST_WHERE}个字符`,
      reasonEn: `where is not a JSON object of up to ${MOST_WHERE} characters`,
    });
  return { where: parsed, asOf };
}

/** Null for a dataset that is not open. */
export function openContract(
  { id }: { readonly id: string },
  { contracts }: SubgraphContext,
): FeedContract | null {
  return contracts().find((contract) => contract.id === id) ?? null;
}

/** Throws PAGE_ARGUMENTS for a column that the dataset has not. */
export function noColumn(name: string): HubError {
  return new HubError("PAGE_ARGUMENTS", {
    reason: `没有列 ${name.slice(0, 60)}`,
    reasonEn: `there is no column ${name.slice(0, 60)}`,
  });
}
