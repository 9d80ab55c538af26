/**
 * Wording of decisions with invented persons and numbers. `{id}`, `{mobile}`, `{card}` and the like stand for
 * generated values; what a sentence of `WITH_PERSONS` holds is its kind.
 */
import type { PersonalDataKind } from "./kinds.js";

export const WITH_PERSONS: readonly (readonly [PersonalDataKind, string])[] = [
  ["CITIZEN_ID", "当事人许示例，男，身份证号{id}，于{date}在{place}无照经营。"],
  ["CITIZEN_ID", "经查，当事人（{id}）未取得食品经营许可从事餐饮服务。"],
  ["CITIZEN_ID", "公民身份号码：{id-spaced}，对其罚款{sum}元。"],
  ["CITIZEN_ID", "当事人身份证{id-hyphens}，违法事实成立。"],
  ["CITIZEN_ID", "当事人公民身份号码{id-chinese}，违法事实成立。"],
  ["MOBILE", "当事人联系电话{mobile}，拒不到场。"],
  ["MOBILE", "经电话{mobile-spaced}通知，当事人未到场。"],
  ["MOBILE", "通过微信号{mobile-hyphens}招揽客人。"],
  ["MOBILE", "手机号{mobile-chinese}，违法事实成立。"],
  ["TELEPHONE", "当事人电话010-6900{four}，拒不配合。"],
  ["BANK_CARD", "违法所得汇入其银行卡{card}。"],
  ["BANK_CARD", "退款至账号{card-spaced}，户名许示例。"],
  ["PASSPORT", "当事人持护照号E{eight}入境，未办理登记。"],
  ["PASSPORT", "港澳居民来往内地通行证H{eight}，未办理登记。"],
  ["EMAIL", "告知书发送至电子邮箱{mail}，视为送达。"],
  ["ADDRESS", "许示例，女，住{place}示例小区3号楼2单元501室。"],
  ["ADDRESS", "当事人户籍地{place}示例村{four}号。"],
  ["ADDRESS", "在{place}三号楼二单元五零一室查获许示例。"],
  ["PLATE", "驾驶{plate}小型客车从事非法营运。"],
  ["PLATE", "车牌号为{plate-new}号的车辆未按规定停放。"],
  ["HEALTH", "当事人许某患有精神分裂症，可从轻处罚。"],
  ["HEALTH", "其本人确诊为肺结核，不予罚款。"],
  ["HEALTH", "当事人系二级残疾，生活困难。"],
];

export const WITHOUT_PERSONS: readonly string[] = [
  "依据京密市监罚〔2025〕{four}号，罚款{sum}元，没收违法所得{sum}.50元。",
  "示例餐饮有限公司（统一社会信用代码{uscc}）未公示健康证明。",
  "执法人员于{date} 9时30分至11时20分检查{place}，未见许可证。",
  "不服本决定的，可拨打010-6904{four}或12345咨询。",
  "联系电话：（010）6904{four}，地址：{place}示例路12号。",
  "当事人安排患有国务院卫生行政部门规定的有碍食品安全疾病的人员从事接触直接入口食品的工作。",
  "食品经营许可证编号JY1110118{four}{four}，有效期至{date}。",
  "依据《中华人民共和国食品安全法》第一百二十二条第一款，没收原料500公斤。",
  "住所：{place}示例路{four}号，经营面积120平方米。",
  "抽样单编号GC2511000{four}{four}，批号2025060{four}，货值{sum}元。",
  "京食药监械经营备2025{four}号，第二类医疗器械。",
  "发送至sample@bjmy.gov.cn并在门户网站公示。",
  "项目共3号楼2栋厂房，长度120.5米，面积1380.25平方米。",
  "于二〇二五年六月三日作出决定，二〇二五年七月一日送达。",
  "收款账户：国库，缴款码2025{four}{four}{four}。",
  "商标注册号{eight}，未经许可使用他人注册商标。",
];
