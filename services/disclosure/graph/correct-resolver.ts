/** `correctSubmission`: cells of a file are corrected online, and it is checked again as a new submission. */
import {
  Arg,
  cost,
  Ctx,
  describe,
  Directive,
  Field,
  ID,
  InputType,
  Int,
  Mutation,
  Resolver,
  type SubgraphContext,
} from "#kit";
import { hubOf, type CellCorrection } from "#kit/hub";
import { tagged } from "#schema/tags.js";
import type { Submission } from "../desk/entities.js";
import { deskOf } from "../open-desk.js";
import { SubmissionType } from "./submission-resolver.js";

/** In points: the file is kept once more. */
const COPY = 1_000;

@InputType("CellCorrection", {
  description: describe("一个单元格的更正", "What a cell is to say instead"),
})
class CellCorrectionInput implements CellCorrection {
  @Field(() => Int, { description: describe("行号，如校验结果所示", "The row, as findings tell it") })
  readonly row!: number;
  @Field(() => String, { description: describe("字段名", "Field") }) readonly field!: string;
  @Field(() => String, {
    description: describe(
      "更正后的内容，如在文件中填写；可为空",
      "What it says, as a file would have it; may be blank",
    ),
  })
  readonly text!: string;
}

@Resolver()
export class CorrectResolver {
  @Directive(tagged("internal"))
  @Directive(cost(COPY))
  @Mutation(() => SubmissionType, {
    description: describe(
      "在线更正单元格（填报员）：生成新的报送并重新校验，原报送撤回，原文件不变；校验结果中注明更正过的单元格",
      "Corrects cells (clerk): a new submission, which is checked; the one before is withdrawn, the file stays as it came, and findings name the cells",
    ),
  })
  async correctSubmission(
    @Arg("id", () => ID, { description: describe("报送编号", "Identifier of the submission") }) id: string,
    @Arg("corrections", () => [CellCorrectionInput], {
      description: describe("各单元格的更正，合计最多500个", "The cells, 500 in all at most"),
    })
    corrections: readonly CellCorrectionInput[],
    @Ctx() context: SubgraphContext,
  ): Promise<Submission> {
    const hub = hubOf(context);
    const { submissions, intake } = await deskOf(hub);
    const earlier = await submissions.find(id, hub);
    const made = await intake.correct(
      submissions.contractOf(earlier.feed),
      hub.caller,
      earlier,
      corrections.map(({ row, field, text }) => ({ row, field, text })),
    );
    if (earlier.state === "CHECKED")
      await submissions.withdraw(id, hub, `已在线更正，见报送 ${made.id} / Corrected as ${made.id}`);
    return made;
  }
}
