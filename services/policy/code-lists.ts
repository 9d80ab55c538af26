/** Code lists of policy documents and what explains them (domain 12). */
import type { CodeList } from "#kit";

/** First level of the State Council library's themes; names of before a reform are aliases. */
export const policyThemes: CodeList = {
  name: "PolicyTheme",
  title: { zh: "主题分类", en: "Theme of a policy document" },
  codes: [
    { name: "ORGANISATION", zh: "机构设置", en: "Organisation", aliases: ["国务院组织机构", "组织机构"] },
    { name: "GENERAL_AFFAIRS", zh: "综合政务", en: "General affairs", aliases: ["政务督查"] },
    {
      name: "ECONOMY",
      zh: "国民经济管理、国有资产监管",
      en: "Economy and state assets",
      aliases: ["国民经济管理", "国有资产监管"],
    },
    { name: "FINANCE", zh: "财政、金融、审计", en: "Finance and audit", aliases: ["财政", "金融", "审计"] },
    {
      name: "LAND_ENERGY",
      zh: "国土资源、能源",
      en: "Land and energy",
      aliases: ["国土资源", "能源", "自然资源、能源"],
    },
    {
      name: "AGRICULTURE",
      zh: "农业、林业、水利",
      en: "Farming, forests, water",
      aliases: ["农业", "林业", "水利", "农业、水利"],
    },
    { name: "INDUSTRY_TRANSPORT", zh: "工业、交通", en: "Industry and transport", aliases: ["工业", "交通"] },
    {
      name: "COMMERCE_TOURISM",
      zh: "商贸、海关、旅游",
      en: "Commerce, customs, tourism",
      aliases: ["商贸", "旅游"],
    },
    {
      name: "MARKET_SAFETY",
      zh: "市场监管、安全生产监管",
      en: "Markets and work safety",
      aliases: ["市场监管", "安全生产监管"],
    },
    {
      name: "CONSTRUCTION_ENVIRONMENT",
      zh: "城乡建设、环境保护",
      en: "Construction and environment",
      aliases: ["城乡建设", "环境保护", "城乡建设、生态环境"],
    },
    {
      name: "SCIENCE_EDUCATION",
      zh: "科技、教育",
      en: "Science and education",
      aliases: ["科技", "教育"],
    },
    {
      name: "CULTURE",
      zh: "文化、广电、新闻出版",
      en: "Culture and press",
      aliases: ["文化", "广电", "新闻出版"],
    },
    { name: "HEALTH_SPORT", zh: "卫生、体育", en: "Health and sport", aliases: ["卫生", "体育"] },
    {
      name: "POPULATION",
      zh: "人口与计划生育、妇女儿童工作",
      en: "Population, women and children",
      aliases: ["人口与计划生育", "妇女儿童工作"],
    },
    {
      name: "LABOUR_PERSONNEL",
      zh: "劳动、人事、监察",
      en: "Labour and personnel",
      aliases: ["劳动", "人事", "监察", "劳动、人事"],
    },
    {
      name: "SECURITY_JUSTICE",
      zh: "公安、安全、司法",
      en: "Security and justice",
      aliases: ["公安", "安全", "司法"],
    },
    {
      name: "CIVIL_AFFAIRS",
      zh: "民政、扶贫、救灾",
      en: "Civil affairs and relief",
      aliases: ["民政", "扶贫", "救灾", "民政、乡村振兴、救灾"],
    },
    {
      name: "ETHNIC_RELIGION",
      zh: "民族、宗教",
      en: "Ethnic groups and religion",
      aliases: ["民族", "宗教"],
    },
    { name: "FOREIGN", zh: "对外事务", en: "Foreign affairs" },
    { name: "OVERSEAS", zh: "港澳台侨工作", en: "Hong Kong, Macao, Taiwan, overseas Chinese" },
    { name: "DEFENCE", zh: "国防", en: "Defence" },
    { name: "OTHER_THEME", zh: "其他", en: "Other" },
  ],
};

/** Official papers of 2012, and the one of before for 纪要. */
export const genres: CodeList = {
  name: "DocumentGenre",
  title: { zh: "文种", en: "Genre of an official document" },
  codes: [
    { name: "RESOLUTION", zh: "决议", en: "Resolution" },
    { name: "DECISION", zh: "决定", en: "Decision" },
    { name: "ORDER", zh: "命令（令）", en: "Order", aliases: ["命令", "令"] },
    { name: "COMMUNIQUE", zh: "公报", en: "Communiqué" },
    { name: "PUBLIC_NOTICE", zh: "公告", en: "Announcement" },
    { name: "CIRCULAR", zh: "通告", en: "Public notice" },
    { name: "OPINION", zh: "意见", en: "Opinion" },
    { name: "NOTICE", zh: "通知", en: "Notice" },
    { name: "NOTIFICATION", zh: "通报", en: "Circular of praise or criticism" },
    { name: "REPORT", zh: "报告", en: "Report" },
    { name: "REQUEST", zh: "请示", en: "Request for instructions" },
    { name: "REPLY", zh: "批复", en: "Reply" },
    { name: "MOTION", zh: "议案", en: "Motion" },
    { name: "LETTER", zh: "函", en: "Letter" },
    { name: "MINUTES", zh: "纪要", en: "Minutes", aliases: ["会议纪要"] },
    { name: "OTHER_GENRE", zh: "其他", en: "Other" },
  ],
};

export const validities: CodeList = {
  name: "DocumentValidity",
  title: { zh: "有效性", en: "Whether a document is in force" },
  codes: [
    { name: "PENDING", zh: "尚未施行", en: "Not yet in force", aliases: ["未生效"] },
    { name: "IN_FORCE", zh: "现行有效", en: "In force", aliases: ["有效", "继续有效"] },
    { name: "AMENDED", zh: "已修改", en: "In force as amended", aliases: ["修改", "部分修改"] },
    { name: "PARTLY_REPEALED", zh: "部分失效", en: "In force in part", aliases: ["部分废止"] },
    { name: "EXPIRED", zh: "失效", en: "Expired", aliases: ["自动失效", "已过有效期"] },
    { name: "REPEALED", zh: "废止", en: "Repealed", aliases: ["已废止", "宣布废止"] },
  ],
};

export const opennesses: CodeList = {
  name: "DocumentOpenness",
  title: { zh: "公开属性", en: "Openness of a document" },
  codes: [
    { name: "PROACTIVE", zh: "主动公开", en: "Public" },
    { name: "ON_REQUEST", zh: "依申请公开", en: "On request" },
    { name: "NOT_PUBLIC", zh: "不予公开", en: "Not public", aliases: ["不公开"] },
  ],
};

/**
 * Whom a document is for, by the kinds of enterprises and persons of Beijing's portal; codes as other feeds
 * have them.
 */
export const policyAudiences: CodeList = {
  name: "PolicyAudience",
  title: { zh: "适用对象", en: "Whom a policy is for" },
  all: "EVERYONE",
  codes: [
    { name: "ENTERPRISES", zh: "企业", en: "Enterprises" },
    {
      name: "SMALL_ENTERPRISES",
      zh: "中小企业",
      en: "Small enterprises",
      aliases: ["中小微企业", "小微企业"],
    },
    {
      name: "TECHNOLOGY_ENTERPRISES",
      zh: "科技企业",
      en: "Technology enterprises",
      aliases: ["高新技术企业"],
    },
    { name: "SOLE_TRADERS", zh: "个体工商户", en: "Sole traders" },
    { name: "FARMERS", zh: "农民和农业经营主体", en: "Farmers", aliases: ["农民", "农户", "农业经营主体"] },
    { name: "GRADUATES", zh: "高校毕业生", en: "Graduates", aliases: ["应届毕业生", "毕业生"] },
    { name: "MIGRANT_WORKERS", zh: "农民工", en: "Migrant workers", aliases: ["农村劳动力"] },
    { name: "VETERANS", zh: "退役军人", en: "Veterans" },
    { name: "DISABLED", zh: "残疾人", en: "People with disabilities" },
    { name: "ELDERLY", zh: "老年人", en: "Old people" },
    { name: "CHILDREN", zh: "学生儿童", en: "Pupils and children", aliases: ["学生", "儿童", "未成年人"] },
    { name: "IN_NEED", zh: "困难群众", en: "People in need", aliases: ["困难家庭", "低保家庭"] },
    { name: "EVERYONE", zh: "不限", en: "Everyone" },
  ],
};

export const carriers: CodeList = {
  name: "DocumentCarrier",
  title: { zh: "公开渠道", en: "Where a document is public" },
  codes: [
    { name: "SITE", zh: "网站", en: "Site", aliases: ["政府网站"] },
    { name: "GAZETTE", zh: "公报", en: "Gazette", aliases: ["政府公报"] },
    { name: "NEW_MEDIA", zh: "新媒体", en: "New media", aliases: ["政务新媒体"] },
    {
      name: "READING_PLACE",
      zh: "查阅场所",
      en: "Places where it may be read",
      aliases: ["政府信息查阅场所"],
    },
    { name: "OTHER_CARRIER", zh: "其他", en: "Other" },
  ],
};

/** 政务公开工作要点 2020: questions and answers first. */
export const interpretationForms: CodeList = {
  name: "InterpretationForm",
  title: { zh: "解读形式", en: "Form of an interpretation" },
  codes: [
    {
      name: "QUESTIONS",
      zh: "简明问答",
      en: "Short questions and answers",
      aliases: ["问答"],
      from: "2020-01-01",
    },
    { name: "PICTURE", zh: "图解", en: "Picture", aliases: ["一图读懂", "图表图解"] },
    { name: "AUDIO", zh: "音频", en: "Audio" },
    { name: "VIDEO", zh: "视频", en: "Video" },
    { name: "TEXT", zh: "文字", en: "Text", aliases: ["文字解读"] },
    { name: "PRESS_CONFERENCE", zh: "新闻发布会", en: "Press conference" },
    { name: "INTERVIEW", zh: "访谈", en: "Interview", aliases: ["在线访谈"] },
    { name: "EXPERT", zh: "专家解读", en: "By an expert" },
    { name: "MEDIA", zh: "媒体专访", en: "By the press" },
    { name: "CASE", zh: "案例", en: "By a case", aliases: ["案例解读"] },
  ],
};

export const interpreters: CodeList = {
  name: "InterpreterRole",
  title: { zh: "解读人", en: "Who explains" },
  codes: [
    { name: "HEAD", zh: "主要负责人", en: "Head of the organ", aliases: ["一把手", "第一解读人"] },
    { name: "DEPUTY", zh: "分管负责人", en: "Deputy in charge" },
    { name: "DRAFTER", zh: "起草人", en: "Who drafted it", aliases: ["起草单位", "起草部门"] },
    { name: "EXPERT_ROLE", zh: "专家", en: "Expert", aliases: ["专家学者"] },
    { name: "MEDIA_ROLE", zh: "媒体", en: "Press" },
  ],
};

export const interpretationStages: CodeList = {
  name: "InterpretationStage",
  title: { zh: "解读阶段", en: "When it is explained" },
  codes: [
    { name: "CONSULTATION", zh: "征求意见", en: "While views are asked for", aliases: ["征求意见阶段"] },
    { name: "WITH_DOCUMENT", zh: "发布时", en: "With the document", aliases: ["公布时", "同步"] },
    { name: "CARRYING_OUT", zh: "执行中", en: "While it is carried out", aliases: ["执行阶段"] },
  ],
};

export const briefingForms: CodeList = {
  name: "BriefingForm",
  title: { zh: "吹风形式", en: "Form of a briefing" },
  codes: [
    { name: "BRIEFING", zh: "政策吹风会", en: "Briefing", aliases: ["吹风会"] },
    { name: "CONFERENCE", zh: "新闻发布会", en: "Press conference", aliases: ["发布会"] },
    { name: "PRESS_INTERVIEW", zh: "集体采访", en: "Press interview", aliases: ["媒体采访"] },
    { name: "ON_LINE_BRIEFING", zh: "网上发布", en: "On line", aliases: ["线上发布"] },
  ],
};

export const evaluationMethods: CodeList = {
  name: "EvaluationMethod",
  title: { zh: "评估方式", en: "How a policy was evaluated" },
  codes: [
    { name: "SELF", zh: "自评", en: "By the organ itself", aliases: ["自我评估"] },
    { name: "THIRD_PARTY_EVALUATION", zh: "第三方评估", en: "By a third party" },
    { name: "SURVEY", zh: "问卷调查", en: "By a survey", aliases: ["问卷"] },
    { name: "HEARING_OF_CITIZENS", zh: "座谈走访", en: "By talks and visits", aliases: ["座谈会", "走访"] },
  ],
};

export const meetingOutcomes: CodeList = {
  name: "MeetingOutcome",
  title: { zh: "议定结果", en: "Outcome of a topic" },
  codes: [
    { name: "ADOPTED", zh: "审议通过", en: "Adopted", aliases: ["通过"] },
    { name: "ADOPTED_IN_PRINCIPLE", zh: "原则通过", en: "Adopted in principle", aliases: ["原则同意"] },
    { name: "HEARD", zh: "听取汇报", en: "A report was heard", aliases: ["听取"] },
    { name: "PUT_OFF", zh: "暂缓审议", en: "Put off", aliases: ["暂缓"] },
  ],
};

export const gazetteColumns: CodeList = {
  name: "GazetteColumn",
  title: { zh: "公报栏目", en: "Column of the gazette" },
  codes: [
    { name: "GOVERNMENT_PAPERS", zh: "区政府文件", en: "Of the district government" },
    { name: "OFFICE_PAPERS", zh: "区政府办公室文件", en: "Of its office" },
    {
      name: "DEPARTMENT_PAPERS",
      zh: "部门和镇街规范性文件",
      en: "Of departments and towns",
      aliases: ["部门文件", "规范性文件"],
    },
    { name: "PERSONNEL", zh: "人事任免", en: "Appointments" },
    { name: "EVENTS", zh: "大事记", en: "Chronicle" },
    { name: "STATISTICS", zh: "统计数据", en: "Statistics" },
  ],
};
