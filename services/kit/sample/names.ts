/**
 * Names that nobody has: every enterprise and shop is called 示例, 样例 or 范例 something, every person's given
 * name is one of them. All characters are in GBK. A number gives always the same name; the first 200,000
 * enterprises and the first 50,000 shops have different ones.
 */

/** 示例甲子餐饮有限公司 */
export function enterpriseName(number: number): string {
  const choose = chooser(number);
  const [industry, mark, one, other, form] = [
    choose(INDUSTRIES),
    choose(MARKS),
    choose(BRANDS),
    choose(BRANDS),
    choose(FORMS),
  ];
  return mark + one + other + industry + form;
}

/** 示例甲子小吃店 */
export function shopName(number: number): string {
  const choose = chooser(number);
  const [shop, mark, one, other] = [choose(SHOPS), choose(MARKS), choose(BRANDS), choose(BRANDS)];
  return `密云${mark}${one}${other}${shop}`;
}

/** 张示例, 欧阳样例, 买买提·范例 */
export function personName(number: number): string {
  const choose = chooser(number);
  const surname = choose(SURNAMES);
  return surname + choose(GIVEN_NAMES);
}

const MARKS = ["示例", "样例", "范例"];
const BRANDS = [..."甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥东西南北中"];
const INDUSTRIES = [
  "餐饮",
  "食品",
  "商贸",
  "物业管理",
  "建筑工程",
  "装饰",
  "农业科技",
  "旅游开发",
  "文化传播",
  "印刷",
  "医疗器械",
  "药品零售",
  "汽车维修",
  "运输",
  "供热",
  "燃气",
  "机械制造",
  "包装",
  "电子",
  "环保科技",
  "园林绿化",
  "劳务",
  "教育咨询",
  "网络科技",
  "酒店管理",
  "养殖",
  "种植",
  "饮用水",
  "矿业",
  "仓储",
];
const FORMS = ["有限公司", "有限责任公司", "股份有限公司", "分公司"];
const SHOPS = [
  "小吃店",
  "便利店",
  "超市",
  "理发店",
  "水果店",
  "粮油店",
  "农家院",
  "面馆",
  "烟酒店",
  "五金店",
  "药店",
  "洗车店",
  "服装店",
  "快餐店",
  "早点铺",
  "维修部",
  "肉店",
  "蔬菜店",
  "文具店",
  "茶庄",
  "民宿",
  "豆腐坊",
  "打印部",
  "轮胎店",
  "花店",
];
const SURNAMES = [
  ..."赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜",
  "欧阳",
  "司马",
  "诸葛",
  "买买提·",
];
const GIVEN_NAMES = [
  "示例",
  "样例",
  "范例",
  "例",
  ...["一", "二", "三", "四", "五", "六", "七", "八", "九"].flatMap((number) => [
    `例${number}`,
    `样${number}`,
  ]),
];

/** Takes a number apart: each choice uses up one digit, whose base is the length of the list. */
function chooser(number: number): (list: readonly string[]) => string {
  let left = number;
  return (list) => {
    const chosen = list[left % list.length] ?? "";
    left = Math.floor(left / list.length);
    return chosen;
  };
}
