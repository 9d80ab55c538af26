/** From an item to its materials, steps, charges, places and power, and back. */
import {
  assumedSize,
  Ctx,
  departmentStub,
  describe,
  Directive,
  entityField,
  entityStub,
  feedDirective,
  FieldResolver,
  Info,
  listField,
  Needs,
  recordType,
  Resolver,
  Root,
  wantedFields,
  type ClassType,
  type EntityReference,
  type RecordOf,
  type SubgraphContext,
} from "#kit";
import type { GraphQLResolveInfo } from "graphql";
import { fees } from "../feeds/fees.js";
import { items } from "../feeds/items.js";
import { materials } from "../feeds/materials.js";
import { places } from "../feeds/places.js";
import { steps } from "../feeds/steps.js";
import { placeNamesOf } from "../places.js";
import { POWERS } from "../power.js";

const Item = recordType(items);
const Power = entityStub("services-guide", "AdministrativePower", "id");
const Area = entityStub("services-guide", "Area", "code");

type PartOfItem = typeof materials | typeof steps | typeof fees;

/** Whether there is a record is all that is asked. */
const NO_FIELDS: ReadonlySet<string> = new Set();

const ofItem = {
  on: Item,
  by: "itemCode",
  needs: ["itemCode"],
  value: ({ itemCode }: RecordOf<typeof items>) => itemCode,
} as const;

function toItem(on: PartOfItem): ClassType {
  return entityField({
    on,
    name: "item",
    description: { zh: "所属事项", en: "The item that it belongs to" },
    type: () => Item,
    key: "itemCode",
    from: "itemCode",
  });
}

@Resolver(() => Item)
class ItemPlaces {
  @Directive(assumedSize(3))
  @Needs(items, "place")
  @FieldResolver(() => [recordType(places)], {
    description: describe(
      "办理地点；未单独发布的只有名称",
      "The places where it is handled, of those that are published",
    ),
  })
  async places(
    @Root() { place }: RecordOf<typeof items>,
    @Ctx() { reader }: SubgraphContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<readonly RecordOf<typeof places>[]> {
    const fields = wantedFields(places, info, [[]]);
    const found = await Promise.all(
      placeNamesOf(String(place)).map((name) => reader.byField(places, "name", name, { fields })),
    );
    return found.filter((each) => each !== null);
  }
}

@Resolver(() => Item)
class ItemPower {
  @Directive(feedDirective({ id: POWERS }))
  @Needs(items, "powerId")
  @FieldResolver(() => Power, {
    nullable: true,
    description: describe(
      "所行使的职权；公共服务、权力清单中没有的为空",
      "The power that it exercises; null for a public service, and when the power list lacks it",
    ),
  })
  async power(
    @Root() { powerId }: RecordOf<typeof items>,
    @Ctx() { reader, contracts }: SubgraphContext,
  ): Promise<EntityReference | null> {
    const powers = contracts().find(({ id }) => id === POWERS);
    const found = powers ? await reader.byRecordId(powers, powerId, { fields: NO_FIELDS }) : null;
    return found && { id: found.id };
  }
}

export const itemLinks: readonly ClassType[] = [
  ItemPlaces,
  ItemPower,
  listField({
    ...ofItem,
    name: "materials",
    description: { zh: "申请材料", en: "What is asked of the applicant" },
    of: materials,
  }),
  listField({
    ...ofItem,
    name: "steps",
    description: { zh: "办理流程", en: "The steps in which it is handled" },
    of: steps,
  }),
  listField({ ...ofItem, name: "fees", description: { zh: "收费项目", en: "What it costs" }, of: fees }),
  ...[materials, steps, fees].map(toItem),
  listField({
    on: Power,
    name: "serviceItems",
    description: { zh: "依申请行使该职权的办事指南", en: "Items by which it is applied for" },
    of: items,
    by: "powerId",
    value: ({ id }) => id,
  }),
  listField({
    on: departmentStub("services-guide"),
    name: "serviceItems",
    description: { zh: "该部门实施的政务服务事项", en: "Service items that it implements" },
    of: items,
    by: "organCode",
    value: ({ code }) => code,
  }),
  listField({
    on: Area,
    name: "servicePlaces",
    description: { zh: "本辖区的办理地点", en: "Halls and service points here" },
    of: places,
    by: "areaCode",
    value: ({ code }) => code,
  }),
];
