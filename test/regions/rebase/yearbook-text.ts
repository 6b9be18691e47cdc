import { readCsv } from "../../../src/regions/csv.ts";
import { readSource } from "../zhejiang.ts";

/** Stocks at the year's ends are printed in place of their change, not beside it. */
const rows = readCsv(readSource("yearbook_rows.csv")).filter(({ heading }) => !/^年[初末]库存量$/.test(heading));
const fuels = readCsv(readSource("yearbook_fuels.csv")).filter(({ material }) => material !== "");

/** How the yearbook prints its rows: totals numbered in Chinese, parts in Arabic numbers, what leaves with a minus. */
const printed: Readonly<Record<string, string>> = {
  可供本地区消费的能源量: "一、可供本地区消费的能源量",
  外省调入量: "3.外省(区、市)调入量",
  本省调出量: "6.本省(区、市)调出量(-)",
  出口量: "7.出口量(-)",
  库存增减量: "9.库存增(-)、减(+)量",
  加工转换投入产出量: "二、加工转换投入(-)产出(+)量",
  损失量: "三、损失量",
  终端消费量: "四、终端消费量",
  农林牧渔业: "1.农、林、牧、渔业",
  用作原料材料: "#用作原料、材料",
  交通运输仓储和邮政业: "4.交通运输、仓储和邮政业",
  批发和零售业住宿和餐饮业: "5.批发和零售业、住宿和餐饮业",
  居民生活: "7.居民生活",
  平衡差额: "五、平衡差额",
  消费量合计: "六、消费量合计",
};

/** A balance in Mtce, material then process. */
export type Balance = ReadonlyMap<string, ReadonlyMap<string, number>>;

/** A balance as the yearbook prints it: in 1e4 tce, or in physical units with a line of units; all digits are written. */
export function yearbookText(balance: Balance, title: string, physical: boolean): string {
  const columns = fuels.filter(({ material }) => balance.has(material));
  const value = (material: string, heading: string, section: string): number => {
    const own = rows.find((row) => row.heading === heading && row.section === section);
    const cells = balance.get(material) ?? new Map();
    // Energy recovered stands in two sections; here in that of transformation.
    const stands = own?.process !== "" && !(heading === "回收能" && section === "supply");
    const plain = stands ? (cells.get(own?.process ?? "") ?? 0) : 0;
    const sign = Number(own?.sign ?? 1);
    const parts = rows.filter((row) => row.part_of.split("|").includes(heading));
    if (heading === "平衡差额")
      return (
        value(material, "可供本地区消费的能源量", "supply") +
        value(material, "加工转换投入产出量", "transformation") -
        value(material, "损失量", "losses") -
        value(material, "终端消费量", "final")
      );
    if (parts.length > 0 && own?.process !== "Total Final Consumption")
      return parts.reduce((sum, part) => sum + value(material, part.heading, part.section), 0);
    return plain * sign;
  };
  const number = (text: number): string => (text === 0 ? "" : String(text));
  const quoted = (text: string): string => (text.includes(",") ? `"${text}"` : text);
  const lines = [
    title,
    ...(physical ? [] : ["单位：万吨标准煤"]),
    ["项目", ...columns.map(({ heading }) => heading)].join(","),
    ...(physical ? [["单位", ...columns.map(({ unit }) => unit)].join(",")] : []),
    ...rows.map(({ heading, section }) =>
      [
        quoted(printed[heading] ?? heading),
        ...columns.map(({ material, tce }) =>
          number((value(material, heading, section) * 100) / (physical ? Number(tce) : 1)),
        ),
      ].join(","),
    ),
  ];
  return `${lines.join("\n")}\n`;
}
