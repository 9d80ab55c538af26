/** The descriptions of the root types: what all of their fields have in common is said there, once. */
import { DEFAULT_PAGE_SIZE, MAX_PAGE_SIZE } from "#schema/runtime/pages.js";
import { DEFAULT_GROUPS, MAX_GROUPS } from "../../store/read/groups.js";
import { describe } from "./describe.js";

export const ROOT_DESCRIPTIONS: ReadonlyMap<string, string> = new Map([
  [
    "Query",
    describe(
      "查询：各报送事项的列表和单条记录，按编号取任何一条，全文搜索，目录、发布和代码表",
      "What can be asked for: the list of each feed and one record of it, any record by its id (`node`, `nodes`), a search, the catalogue, releases and code lists",
      {
        zh: `各列表的参数相同：筛选；排序，可依次按多项；从前往后或从后往前取的条数，默认${DEFAULT_PAGE_SIZE}，最多${MAX_PAGE_SIZE}；从某个游标之后或之前取；显示某个时刻已公开的内容`,
        en: `Lists take the same arguments everywhere: \`where\` filters, \`orderBy\` orders, by one or several, one after the other; \`first\` is how many from the start, ${DEFAULT_PAGE_SIZE} unless told, at most ${MAX_PAGE_SIZE}, \`after\` a cursor; \`last\` how many from the end, \`before\` a cursor; \`asOf\` shows what was public at that time`,
      },
      {
        zh: "每页有记录、记录及其游标、前后是否还有、各页合计的记录数；排序按字段升序或降序，空值总在最后；筛选条件各项须同时满足，可以组合，部门以编码填写",
        en: "A page has what is on it (`nodes`, with cursors `edges`), what comes before and after (`pageInfo`), and how many there are on all pages (`totalCount`). Orders are by a field upwards (`_ASC`) or downwards (`_DESC`), what has no value last. Conditions of a filter must all hold; `and`, `or` and `not` join them, `department` is the code of the one that handed it in",
      },
      {
        zh: `各列表都可以分组汇总：按最多4个字段，以及某个日期的年、季、月、周或日；可依次按多项排序，默认按时期、同一时期按分组的依据，没有时期的按记录数降序；默认${DEFAULT_GROUPS}组，最多${MAX_GROUPS}组。每组有分组依据、时期（如2026、2026-Q2、2026-05、2026-W23、2026-05-31）、记录数和各项数值，以及合计等是否未计入因人数过少而不公开的数`,
        en: `Lists are counted and added up in \`groups\`: \`by\` up to 4 fields, and \`every\` unit of a \`date\`; \`orderBy\` is one order or several, by period and then by what they have in common unless told, without a period the largest first; \`first\` is ${DEFAULT_GROUPS} unless told, at most ${MAX_GROUPS}. A group has its \`key\`, its \`period\`, their \`count\` and \`values\`; \`isSuppressed\` where these leave something out, since it is of too few persons`,
      },
      {
        zh: "单条记录以编号或自身的编码取得，没有则为空",
        en: "One record is found by its `id` or its own code, and is null where there is none",
      },
    ),
  ],
  [
    "Mutation",
    describe(
      "办理：报送的审核与发布、订阅推送、接口密钥和子图",
      "What can be done: review and release, standing queries, API keys, subgraphs",
    ),
  ],
  [
    "Subscription",
    describe(
      "推送：记录公开或更正、数据集更新时各推送一次；填写收到的最后一条的游标，从其后继续，0为从头，不填则从现在起",
      "What is told as it happens. `after` is the cursor of the last event that came, to go on from there; `0` for all from the first, from now on unless told",
      {
        zh: "每次推送有公开的记录、是否更正了此前已公开的，以及游标，断开后从其继续",
        en: "An event has a `record` as it was published, null where it was `removed`; `isCorrection` where it was public before; and its `cursor`, to go on from after a lost connection",
      },
      {
        zh: "查询 removed 字段的，记录不再列出时也推送：依法撤回、公示期满、全量报送中已没有，或更正后不再符合筛选条件",
        en: "Who asks for `removed` is also told of records that go: withdrawn by law, expired, no longer in their department's list, or corrected so that they no longer meet the filter",
      },
    ),
  ],
]);
