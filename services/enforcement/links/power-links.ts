/** From a power to its procedures and back, and the steps of a procedure one by one. */
import {
  describe,
  entityField,
  FieldResolver,
  listField,
  Needs,
  recordType,
  Resolver,
  Root,
  type ClassType,
  type RecordOf,
} from "#kit";
import { flows } from "../feeds/flows.js";
import { powerKeyOf } from "../feeds/power-key.js";
import { powers } from "../feeds/powers.js";
import { stepsOf } from "../rules/flow-rules.js";

const Power = recordType(powers);

@Resolver(() => recordType(flows))
class FlowSteps {
  @Needs(flows, "steps")
  @FieldResolver(() => [String], { description: describe("各个步骤", "The steps one by one") })
  stepNames(@Root() { steps }: RecordOf<typeof flows>): readonly string[] {
    return stepsOf(String(steps));
  }
}

export const powerLinks: readonly ClassType[] = [
  FlowSteps,
  entityField({
    on: flows,
    name: "power",
    description: { zh: "所属职权", en: "The power that it exercises" },
    type: () => Power,
    key: "powerKey",
    from: "powerKey",
  }),
  listField({
    on: Power,
    name: "flows",
    description: { zh: "该职权的执法流程", en: "Its procedures" },
    of: flows,
    by: "powerKey",
    needs: ["agencyUscc", "powerCode"],
    value: powerKeyOf,
  }),
];
