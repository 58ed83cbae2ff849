import type { Compared } from "./compare";

/** Every picture, and what of them meets the bar: what is shown agrees to 0.95, and pixels of one size to 2 of 255. */
export function tableOf(compared: readonly Compared[]): string {
  const held = compared.flatMap(({ likeness, words }) => (likeness && words !== "figure-redrawn" ? [likeness] : []));
  const same = held.filter(({ sameSize }) => sameSize);
  return [
    "| log | made by | same size | IoU | within 2 of 255 | most apart | |\n| --- | --- | --- | --- | --- | --- | --- |",
    ...compared.map(({ trace, by, likeness, words }) =>
      likeness
        ? `| ${cell(trace)} | ${by} | ${likeness.sameSize ? "yes" : "no"} | ${likeness.iou.toFixed(2)} | ${(likeness.near * 100).toFixed(1)} % | ${likeness.most} | ${cell(words)} |`
        : `| ${cell(trace)} | ${by} | – | – | – | – | ${cell(words)} |`,
    ),
    `\n${compared.length} pictures; ${held.length} held, IoU of 0.95 or more in ${held.filter(({ iou }) => iou >= 0.95).length}; ${same.length} of one size, all samples within 2 of 255 in ${same.filter(({ most }) => most <= 2).length}.`,
  ].join("\n");
}

const cell = (text: string): string => text.replace(/[|\n]/g, " ").slice(0, 60);
