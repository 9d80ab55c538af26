/**
 * The root fields of each feed, its list (`penalties`) and one record of it (`penalty`), and the resolver of
 * its entities.
 */
import type { GraphQLResolveInfo } from "graphql";
import { HubError } from "#schema/errors.js";
import type { FeedContract } from "../../feed/contract.js";
import type { ListArguments } from "../../store/read/page.js";
import type { RecordOf } from "../../store/read/published-record.js";
import { connect, type Connection } from "../types/connection.js";
import { connectionType } from "../types/connection-type.js";
import type { SubgraphContext } from "./context.js";
import {
  Args,
  ArgsType,
  Ctx,
  Directive,
  ID,
  Info,
  Query,
  Resolver,
  type ClassType,
} from "../types/decorators.js";
import { describe } from "../types/describe.js";
import { findByKey } from "./find-by-key.js";
import { LIST_SIZE, ROOT_LIST } from "../types/costs.js";
import { listArguments } from "../types/list-arguments.js";
import { addField, makeType } from "../types/make-type.js";
import { recordType } from "../types/record-type.js";
import { DateTimeScalar } from "../types/scalars.js";
import { wantedOfList } from "./selection.js";

export function listResolver(contract: FeedContract): ClassType {
  const { zh, en } = contract.title;
  const [record, connection, ofList, ofOne] = [
    recordType(contract),
    connectionType(contract),
    listArguments(contract),
    recordArguments(contract),
  ];
  const single = `${contract.type.charAt(0).toLowerCase()}${contract.type.slice(1)}`;

  @Resolver()
  class ListResolver {
    @Directive(LIST_SIZE)
    @Directive(ROOT_LIST)
    @Query(() => connection, { name: contract.plural, description: describe(zh, en) })
    list(
      @Args(() => ofList) list: ListArguments,
      @Ctx() context: SubgraphContext,
      @Info() info: GraphQLResolveInfo,
    ): Connection {
      return connect(context.reader, contract, list, null, wantedOfList(contract, info));
    }

    @Query(() => record, {
      name: single,
      nullable: true,
      description: describe(`${zh}：一条`, `${en}: one of them`),
    })
    one(
      @Args(() => ofOne) given: RecordArguments,
      @Ctx() context: SubgraphContext,
      @Info() info: GraphQLResolveInfo,
    ): Promise<RecordOf<FeedContract> | null> {
      return findRecord(contract, given, context, info);
    }
  }
  return ListResolver;
}

/** A representation that the gateway sends: the key's field tells which key it is. */
export function resolveReference(
  contract: FeedContract,
  reference: Readonly<Record<string, unknown>>,
  context: SubgraphContext,
  info: GraphQLResolveInfo,
): Promise<RecordOf<FeedContract> | null> {
  const key = ["id", ...contract.naturalKeys].find((name) => name in reference) ?? "id";
  return findByKey(contract, key, reference[key], context, info);
}

type RecordArguments = Readonly<Record<string, unknown>> & { readonly asOf?: Date | null };

function findRecord(
  contract: FeedContract,
  given: RecordArguments,
  context: SubgraphContext,
  info: GraphQLResolveInfo,
): Promise<RecordOf<FeedContract> | null> {
  const names = ["id", ...contract.naturalKeys];
  const named = names.filter((name) => (given[name] ?? null) !== null);
  const [name] = named;
  if (name === undefined || named.length > 1) {
    throw new HubError("FILTER_INVALID", {
      reason: `${names.join("、")} 须写一项，且只写一项`,
      reasonEn: `exactly one of ${names.join(", ")} is needed`,
    });
  }
  return findByKey(contract, name, given[name], context, info, given.asOf);
}

function recordArguments(contract: FeedContract): ClassType {
  const known = argumentTypes.get(contract);
  if (known) return known;
  const keys = contract.naturalKeys;
  const type = makeType(`${contract.type}Arguments`, ArgsType());
  addField(type, "id", ID, null, { nullable: keys.length > 0 });
  for (const key of keys) {
    const column = contract.columns[key] ?? contract.derived[key];
    addField(type, key, String, describe(column?.zh ?? key, column?.en ?? key), { nullable: true });
  }
  addField(type, "asOf", DateTimeScalar, null, { nullable: true });
  argumentTypes.set(contract, type);
  return type;
}

const argumentTypes = new WeakMap<FeedContract, ClassType>();
