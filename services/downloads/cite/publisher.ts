import type { SubgraphContext } from "#kit";

/** The name of the department that publishes a dataset; its code where the directory does not have it. */
export async function publisherName(
  { reader, contracts }: Pick<SubgraphContext, "reader" | "contracts">,
  code: string,
): Promise<string> {
  const directory = contracts().find(({ id }) => id === "directory.departments");
  if (!directory) return code;
  const department = await reader.byField(directory, "code", code, { fields: new Set(["name"]) });
  const name = department?.["name"];
  return typeof name === "string" ? name : code;
}
