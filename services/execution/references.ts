/** Published records of other feeds that the rules look up, with what is read of them. */
import type { ReferenceTo } from "#kit";
import type { TaskProgressCells } from "./columns/progress.js";
import type { ExecutionTaskCells } from "./columns/tasks.js";

export const taskReference: ReferenceTo<
  ExecutionTaskCells & { readonly taskKey: string; readonly leadCode: string | null }
> = { feed: "execution.tasks", column: "taskKey" };

/** Decisive for a quarter is the one before: whole records, however many years there are. */
export const progressReference: ReferenceTo<TaskProgressCells & { readonly progressKey: string }> = {
  feed: "execution.progress",
  column: "progressKey",
  isWhole: true,
};
