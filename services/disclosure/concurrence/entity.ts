/** A department that was asked to agree to what a submission publishes, and what became of it. */
import { defineEntity, type InferEntity } from "@mikro-orm/postgresql";

export const SILENCES = ["CONSENT", "REFUSAL"] as const;
export type Silence = (typeof SILENCES)[number];

export const ANSWERS = ["AGREED", "OBJECTED"] as const;
export type ConcurrenceAnswer = (typeof ANSWERS)[number];

export const ConcurrenceEntity = defineEntity({
  name: "Concurrence",
  tableName: "concurrence",
  schema: "disclosure",
  properties: (p) => ({
    id: p.uuid().primary(),
    submission: p.uuid(),
    /** Of the difference that the reviewer approved, and to which alone the department agrees. */
    digest: p.string(),
    department: p.string(),
    /** Working days, as the rule said when it was asked. */
    days: p.integer(),
    silence: p.enum(SILENCES),
    basis: p.text(),
    records: p.integer(),
    askedAt: p.datetime(),
    answer: p.enum(ANSWERS).nullable(),
    answeredAt: p.datetime().nullable(),
    answeredByName: p.string().nullable(),
    /** Why it objects, or what it says besides agreeing. */
    reason: p.text().nullable(),
    /** A supervisor's, who sets an objection or a silence aside. */
    overriddenAt: p.datetime().nullable(),
    overriddenByName: p.string().nullable(),
    overrideReason: p.text().nullable(),
  }),
});
export type Concurrence = InferEntity<typeof ConcurrenceEntity>;
