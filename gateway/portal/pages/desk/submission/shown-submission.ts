/** A submission, and what it would change, as their page asks for them. */
import type { DeskDifferenceQuery, DeskSubmissionQuery } from "../../../graph/desk/graphql";

export type ShownSubmission = NonNullable<DeskSubmissionQuery["submission"]>;
export type Difference = NonNullable<NonNullable<DeskDifferenceQuery["submission"]>["difference"]>;
export type ShownReview = NonNullable<DeskDifferenceQuery["submission"]>;
export type ShownKinds = Pick<ShownReview, "attachments" | "difference" | "noDifference">;
