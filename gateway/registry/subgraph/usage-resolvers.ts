/** How often datasets are used, in the graph. */
import DataLoader from "dataloader";
import { GraphQLScalarType } from "graphql";
import { demandAccess } from "#schema/access.js";
import { HubError } from "#schema/errors.js";
import { usesOf } from "../../usage/reader.js";
import { readDatasetUses, type MonthOfUses } from "../../usage/dataset-store.js";
import { resolver, type RegistryContext } from "./resolver.js";

const loaders = new WeakMap<RegistryContext, DataLoader<string, readonly MonthOfUses[]>>();

/** For all datasets of a page one statement. */
function loaderOf(context: RegistryContext): DataLoader<string, readonly MonthOfUses[]> {
  const known =
    loaders.get(context) ??
    new DataLoader<string, readonly MonthOfUses[]>(async (ids) => {
      const found = await readDatasetUses(context.statements, ids);
      return ids.map((id) => found.get(id) ?? []);
    });
  loaders.set(context, known);
  return known;
}

/** Days back, and coordinates asked for at a time. */
const DAYS = 30;
const MOST = 100;

/** Who uses what; throws FORBIDDEN, TOKEN_MISSING or PAGE_ARGUMENTS. */
export const fieldUses = resolver<{ readonly coordinates: readonly string[] }>(
  async (_, { coordinates }, { caller, statements }) => {
    demandAccess(caller, "documents.see", null);
    if (coordinates.length > MOST)
      throw new HubError("PAGE_ARGUMENTS", {
        reason: `坐标最多${MOST}个`,
        reasonEn: `there are ${MOST} coordinates at most`,
      });
    const found = await usesOf({ pool: statements }, { days: DAYS, least: 1 })(coordinates, null);
    return coordinates.map((coordinate) => ({ coordinate, uses: found.get(coordinate) ?? [] }));
  },
);

export const usageResolvers = {
  Long: new GraphQLScalarType<unknown, number>({ name: "Long", serialize: Number }),
  Dataset: {
    usage: resolver<unknown, { readonly id: string }>(async ({ id }, _given, context) => {
      const months = await loaderOf(context).load(id);
      const sum = (of: "views" | "downloads" | "requests"): number =>
        months.reduce((total, { [of]: count }) => total + count, 0);
      return { views: sum("views"), downloads: sum("downloads"), requests: sum("requests"), months };
    }),
  },
};
