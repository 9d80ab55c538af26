/** The files that a submission's rows name, for whoever reviews it. */
import { attachmentPath, Ctx, describe, FieldResolver, Resolver, Root, type SubgraphContext } from "#kit";
import { AttachedFileType, attachmentsOf, hubOf, stagedFiles, type ShownFile } from "#kit/hub";
import type { Submission } from "../desk/entities.js";
import { SubmissionType } from "./submission-resolver.js";

@Resolver(() => SubmissionType)
export class SubmissionAttachments {
  @FieldResolver(() => [AttachedFileType], {
    description: describe(
      "待审核的各行所列的附件，发布前本部门的人员即可打开",
      "Files that its rows name, while it waits: the department's people may open them before they are public",
    ),
  })
  async attachments(
    @Root() { id, feed }: Submission,
    @Ctx() context: SubgraphContext,
  ): Promise<readonly ShownFile[]> {
    const contract = context.contracts().find((one) => one.id === feed);
    if (!contract) return [];
    const { dear } = hubOf(context).statements;
    const files = await stagedFiles(dear, contract, id);
    const facts = await attachmentsOf(
      dear,
      files.map(({ sha256 }) => sha256),
    );
    return files.flatMap((file) => {
      const known = facts.get(file.sha256);
      return known ? [{ ...known, ...file, path: attachmentPath(file) }] : [];
    });
  }
}
