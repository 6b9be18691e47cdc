/** The reference scenario of a province: observed trends, no levers; only the nation's own promise is held against it. */
export function referenceYaml(region: string, label: { en: string; zh: string }): string {
  return `# yaml-language-server: $schema=../schema.json
# Written by \`npm run build:data\`. Observed trends and what stands, is being built or was approved by the end of 2024;
# no new policy, hence no levers. The targets of the region's plans stand in data/targets.csv.
model: regional
region: ${region}
title: {en: "${label.en}, observed trends", zh: ${label.zh}：趋势照常}
targets:
  peak: {boundary: assessed, by: 2030, source: "中共中央 国务院, 做好碳达峰碳中和工作的意见, 二 (national number)"}
`;
}
