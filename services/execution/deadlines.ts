/**
 * When a quarter's progress is public: the plan says each quarter, and no day (domain 13). To be confirmed.
 */
import { dueQuarterly } from "#kit";

export const progressDue = dueQuarterly("execution-progress-deadline", [
  {
    from: "2020-01-01",
    basis: "《北京市密云区2020年政务公开工作要点》（按季度公开执行情况）",
    isConfirmed: false,
    values: { workingDay: 20 },
  },
]);
