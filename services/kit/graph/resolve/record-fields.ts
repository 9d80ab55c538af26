/**
 * The fields that a record has as a `Record`, besides those of its feed: made of what its contract says. What
 * they mean stands there.
 */
import type { Language } from "../../feed/code-lists.js";
import { subgraphOf, type FeedContract } from "../../feed/contract.js";
import { storedFields } from "../../feed/stored-fields.js";
import type { PublishedRecord } from "../../store/read/published-record.js";
import { recordWords } from "../../words/record-words.js";
import { shownFields, type ShownField } from "../../words/shown-fields.js";
import { Ctx, Directive, FieldResolver, Resolver, Root, type ClassType } from "../types/decorators.js";
import { SHOWN_FIELDS } from "../types/costs.js";
import { InLanguage } from "../types/language.js";
import type { EntityReference } from "../types/entity-stub.js";
import { entityType, entityValue } from "../types/own-entity.js";
import { provenanceType, recordType, type Provenance } from "../types/record-type.js";
import { DateScalar } from "../types/scalars.js";
import { RecordFieldType } from "../types/shown-field.js";
import type { SubgraphContext } from "./context.js";
import { Needs } from "./selection.js";

export function recordFields(contract: FeedContract): readonly ClassType[] {
  const { titleFields, dayField, titleOf, dayOf } = recordWords(contract);
  const feed: EntityReference = { id: contract.id };
  const type = recordType(contract);
  const Feed = entityType(subgraphOf(contract.id), "Feed", "id");

  @Resolver(() => type)
  class RecordFields {
    @Needs(contract, ...(dayField ? [dayField.field] : []))
    @FieldResolver(() => DateScalar, { nullable: true })
    day(@Root() record: PublishedRecord): string | null {
      return dayOf(record);
    }

    @FieldResolver(() => provenanceType(subgraphOf(contract.id)))
    provenance(@Root() { id, provenance }: PublishedRecord): Provenance {
      return { ...provenance, contract, id };
    }

    @Needs(contract)
    @FieldResolver(() => Feed)
    feed(@Ctx() { contracts }: SubgraphContext): unknown {
      return entityValue(subgraphOf(contract.id), "Feed", feed, contracts());
    }

    @Directive(SHOWN_FIELDS)
    @FieldResolver(() => [RecordFieldType])
    fields(@Root() record: PublishedRecord, @InLanguage() language: Language): readonly ShownField[] {
      return shownFields(contract, record, language);
    }

    @Needs(contract)
    @FieldResolver(() => String)
    permalink(@Root() { id }: PublishedRecord): string {
      return `/id/${contract.type}/${id}`;
    }
  }

  @Resolver(() => type)
  class RecordTitle {
    @Needs(contract, ...titleFields.map(({ field }) => field))
    @FieldResolver(() => String)
    title(@Root() record: PublishedRecord): string {
      return titleOf(record);
    }
  }
  return hasOwnTitle(contract) ? [RecordFields] : [RecordFields, RecordTitle];
}

/** Some records have a title of their own (招聘岗位). It must be there in each of them. */
function hasOwnTitle(contract: FeedContract): boolean {
  const own = storedFields(contract).find(({ field }) => field === "title");
  if (own && (own.kind !== "text" || !own.required))
    throw new Error(`Feed ${contract.id}: its own title is not a required text`);
  return own !== undefined;
}
