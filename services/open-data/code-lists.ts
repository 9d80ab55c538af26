/** Code lists of the catalogue (domain 08; GB/T 38664, GB/T 21063; DCAT 3). */
import type { CodeList } from "#kit";

const theme = (name: string, zh: string, en: string): CodeList["codes"][number] => ({ name, zh, en });

export const themes: CodeList = {
  name: "DatasetTheme",
  title: { zh: "主题分类", en: "Theme" },
  codes: [
    theme("ECONOMY", "经济建设", "Economy"),
    theme("CREDIT", "信用服务", "Credit"),
    theme("FINANCE", "财税金融", "Finance"),
    theme("TOURISM", "旅游住宿", "Tourism"),
    theme("TRANSPORT", "交通服务", "Transport"),
    theme("FOOD", "餐饮美食", "Food"),
    theme("HEALTH", "医疗健康", "Health"),
    theme("CULTURE", "文体娱乐", "Culture and sport"),
    theme("CONSUMPTION", "消费购物", "Consumption"),
    theme("SAFETY", "生活安全", "Safety"),
    theme("RELIGION", "宗教信仰", "Religion"),
    theme("EDUCATION", "教育科研", "Education and research"),
    theme("SOCIAL_SECURITY", "社会保障", "Social security"),
    theme("EMPLOYMENT", "劳动就业", "Employment"),
    theme("DAILY_LIFE", "生活服务", "Daily life"),
    theme("HOUSING", "房屋住宅", "Housing"),
    theme("GOVERNMENT", "政府机构与社会团体", "Government and associations"),
    theme("ENVIRONMENT", "环境与资源保护", "Environment"),
    theme("ENTERPRISE", "企业服务", "Enterprise services"),
    theme("AGRICULTURE", "农业农村", "Agriculture"),
  ],
};

/** For whom a dataset is, besides everybody. */
export const audiences: CodeList = {
  name: "DatasetAudience",
  title: { zh: "服务对象", en: "Audience" },
  codes: [
    { name: "ENTERPRISES", zh: "企业", en: "Enterprises" },
    { name: "INDIVIDUALS", zh: "个人", en: "Individuals" },
    { name: "PARENTS", zh: "学生和家长", en: "Pupils and parents" },
    { name: "JOB_SEEKERS", zh: "求职者", en: "Job seekers" },
    { name: "GRADUATES", zh: "高校毕业生", en: "Graduates" },
    { name: "ELDERLY", zh: "老年人", en: "The elderly" },
    { name: "IN_NEED", zh: "困难群众", en: "People in need" },
  ],
};

export const openness: CodeList = {
  name: "DatasetOpenness",
  title: { zh: "开放属性", en: "Openness" },
  codes: [
    { name: "UNCONDITIONAL", zh: "无条件开放", en: "Open without conditions" },
    { name: "CONDITIONAL", zh: "有条件开放", en: "Open under conditions" },
    { name: "CLOSED", zh: "不予开放", en: "Not open" },
  ],
};

export const sharing: CodeList = {
  name: "DatasetSharing",
  title: { zh: "共享属性", en: "Sharing between departments" },
  codes: [
    { name: "UNCONDITIONAL", zh: "无条件共享", en: "Shared without conditions" },
    { name: "CONDITIONAL", zh: "有条件共享", en: "Shared under conditions" },
    { name: "NONE", zh: "不予共享", en: "Not shared" },
  ],
};

export const rhythms: CodeList = {
  name: "DatasetRhythm",
  title: { zh: "更新频率", en: "Rhythm" },
  codes: [
    { name: "REAL_TIME", zh: "实时", en: "In real time" },
    { name: "DAILY", zh: "每日", en: "Daily" },
    { name: "WEEKLY", zh: "每周", en: "Weekly" },
    { name: "MONTHLY", zh: "每月", en: "Monthly" },
    { name: "QUARTERLY", zh: "每季度", en: "Quarterly" },
    { name: "HALF_YEARLY", zh: "每半年", en: "Half-yearly" },
    { name: "YEARLY", zh: "每年", en: "Yearly" },
    { name: "IRREGULAR", zh: "不定期", en: "Irregular" },
    { name: "STATIC", zh: "静态", en: "Never changes" },
  ],
};
