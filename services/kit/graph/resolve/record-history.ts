/** `Record.versions`: what was published of a record, each version with what it changed. */
import { HubError } from "#schema/errors.js";
import type { Language } from "../../feed/code-lists.js";
import { subgraphOf, type FeedContract } from "../../feed/contract.js";
import type { PublishedRecord } from "../../store/read/published-record.js";
import type { RecordVersion } from "../../store/read/record-versions.js";
import { isValue, namedFields, shownText, type NamedField } from "../../words/shown-fields.js";
import { assumedSize, VERSIONS, VERSIONS_SIZE } from "../types/costs.js";
import {
  Arg,
  Ctx,
  Directive,
  FieldResolver,
  Int,
  Resolver,
  Root,
  type ClassType,
} from "../types/decorators.js";
import { describe } from "../types/describe.js";
import type { EntityReference } from "../types/entity-stub.js";
import { releaseType } from "../types/own-entity.js";
import { InLanguage } from "../types/language.js";
import { addField, objectType } from "../types/make-type.js";
import { recordType } from "../types/record-type.js";
import { FIELD_LABEL, FIELD_NAME, FIELD_UNIT } from "../types/shown-field.js";
import type { SubgraphContext } from "./context.js";
import { Needs } from "./selection.js";

export const MOST_VERSIONS = 100;
export const USUAL_VERSIONS = 20;

interface Change extends Pick<NamedField, "name" | "label" | "unit"> {
  readonly before: string | null;
  readonly after: string | null;
}

interface ShownVersion {
  readonly release: EntityReference;
  readonly row: number;
  readonly isCurrent: boolean;
  readonly changes: readonly Change[];
}

export function recordHistory(contract: FeedContract): ClassType {
  const version = versionType(subgraphOf(contract.id));

  @Resolver(() => recordType(contract))
  class RecordHistory {
    @Needs(contract)
    @Directive(VERSIONS_SIZE)
    @Directive(VERSIONS)
    @FieldResolver(() => [version])
    async versions(
      @Root() { id }: PublishedRecord,
      @Arg("first", () => Int, { defaultValue: USUAL_VERSIONS }) first: number,
      @InLanguage() language: Language,
      @Ctx() { reader }: SubgraphContext,
    ): Promise<readonly ShownVersion[]> {
      if (first < 1 || first > MOST_VERSIONS)
        throw new HubError("PAGE_ARGUMENTS", {
          reason: `版本最多${MOST_VERSIONS}个`,
          reasonEn: `there are 1 to ${MOST_VERSIONS} versions`,
        });
      // One more, by which the oldest of these tells what it changed.
      const versions = await reader.versions(contract, id, first + 1);
      return versions
        .slice(0, first)
        .map((version, at) => show(contract, version, versions[at + 1] ?? null, language));
    }
  }
  return RecordHistory;
}

function show(
  contract: FeedContract,
  { record, isCurrent }: RecordVersion,
  earlier: RecordVersion | null,
  language: Language,
): ShownVersion {
  const { release, row } = record.provenance;
  return {
    release,
    row,
    isCurrent,
    changes: earlier === null ? [] : changesOf(contract, earlier.record, record, language),
  };
}

function changesOf(
  contract: FeedContract,
  before: PublishedRecord,
  after: PublishedRecord,
  language: Language,
): readonly Change[] {
  return namedFields(contract, language).flatMap(({ field, name, label, unit }) => {
    const textOf = (record: PublishedRecord): string | null => {
      const value = record[name] ?? null;
      return isValue(value) ? shownText(field.list, value, language) || null : null;
    };
    const [was, is] = [textOf(before), textOf(after)];
    return was === is ? [] : [{ name, label, unit, before: was, after: is }];
  });
}

const ChangeType = objectType<Change>(
  "RecordFieldChange",
  describe("一个字段的更正", "How a field of a record was corrected"),
);
Directive("@shareable")(ChangeType);
addField(ChangeType, "name", String, FIELD_NAME);
addField(ChangeType, "label", String, FIELD_LABEL);
addField(ChangeType, "unit", String, FIELD_UNIT, { nullable: true });
addField(ChangeType, "before", String, describe("此前的内容；没有的为空", "What it said; null for nothing"), {
  nullable: true,
});
addField(
  ChangeType,
  "after",
  String,
  describe("此后的内容；没有的为空", "What it says since; null for nothing"),
  { nullable: true },
);

const versionTypes = new Map<string, ClassType<ShownVersion>>();

/** The class for a subgraph, the same one each time. */
function versionType(subgraph: string): ClassType<ShownVersion> {
  const known = versionTypes.get(subgraph);
  if (known) return known;
  const type = objectType<ShownVersion>(
    "RecordVersion",
    describe("记录公开过的一个版本", "A version of a record that was published"),
  );
  Directive("@shareable")(type);
  addField(
    type,
    "release",
    releaseType(subgraph),
    describe("公开此版本的发布", "The release that made it public"),
  );
  addField(type, "row", Int, describe("报送文件中的行号", "Row in the file that was handed in"));
  addField(type, "isCurrent", Boolean, describe("是否为现在公开的版本", "Whether it is what is public now"));
  addField(
    type,
    "changes",
    [ChangeType],
    describe("与前一版本相比更正的字段", "The fields that differ from the version before"),
  );
  Directive(assumedSize(USUAL_CHANGES))(type.prototype, "changes");
  versionTypes.set(subgraph, type);
  return type;
}

const USUAL_CHANGES = 3;
