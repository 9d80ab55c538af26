/**
 * In the subgraph that owns the departments, `department` of a record is the department itself, not only its
 * code.
 */
import type { GraphQLResolveInfo } from "graphql";
import type { FeedContract } from "../../feed/contract.js";
import type { PublishedRecord, RecordOf } from "../../store/read/published-record.js";
import type { SubgraphContext } from "./context.js";
import { Ctx, FieldResolver, Info, Resolver, Root, type ClassType } from "../types/decorators.js";
import { findByKey } from "./find-by-key.js";
import { recordType } from "../types/record-type.js";

export function departmentField(contract: FeedContract, departments: FeedContract): ClassType {
  @Resolver(() => recordType(contract))
  class DepartmentField {
    @FieldResolver(() => recordType(departments), { nullable: true })
    department(
      @Root() record: PublishedRecord,
      @Ctx() context: SubgraphContext,
      @Info() info: GraphQLResolveInfo,
    ): Promise<RecordOf<FeedContract> | null> {
      return findByKey(departments, "code", record.department.code, context, info);
    }
  }
  return DepartmentField;
}
