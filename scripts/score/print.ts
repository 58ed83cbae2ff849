import { groupsBy } from "./lines";
import type { ScoreReport } from "./report";

const rounded = (value: number): string => String(Number(value.toFixed(4)));

/** Words of a log on one line, without what a terminal would take for orders. */
const oneLine = (text: string, length: number): string =>
  text
    .replaceAll(/[\s\p{Cc}\p{Cf}]+/gu, " ")
    .trim()
    .slice(0, length);

/** The report as people read it: a line for each rollout, why some have no score, and the groups where asked for. */
export function printReport({ reward, says, lines, unread, groups, batch }: ScoreReport): string {
  const parts = [...new Set(lines.flatMap(({ score }) => score?.parts.map(({ name }) => name) ?? []))];
  const head = ["group", "value", ...parts, ...(groups ? ["advantage"] : []), "answer", "right", "line"];
  const rows = lines.flatMap(({ group, score, advantage, input, title, leaf }) => {
    if (!score) return [];
    const byName = new Map(score.parts.map(({ name, value }) => [name, rounded(value)]));
    const figures = [String(group), rounded(score.value), ...parts.map((name) => byName.get(name) ?? "")];
    const said = [score.parsed.answer ?? "–", score.parsed.reference ?? "–"].map((text) => oneLine(text, 24));
    const place = oneLine(`${input} ${title}`, 60);
    return [[...figures, ...(groups ? [rounded(advantage ?? 0)] : []), ...said, `${place} ${leaf}`]];
  });
  const told = [`${reward}: ${says}`, ...(rows.length > 0 ? table([head, ...rows]) : [])];
  const refused = lines.flatMap(({ refused: why }) => (why ? [why.message] : []));
  for (const those of groupsBy(refused, (why) => why)) told.push(`${those.length} without a score: ${those[0]}`);
  if (groups && batch) {
    const spread = groups.map((each) => [
      String(each.group),
      String(each.rollouts),
      rounded(each.mean),
      rounded(each.spread),
      each.uniform ? "yes" : "no",
      oneLine(each.question, 50),
    ]);
    told.push("", ...table([["group", "rollouts", "mean", "spread", "uniform", "question"], ...spread]));
    for (const { group, rates = [] } of groups)
      if (rates.length > 0)
        told.push(`group ${group}: ${rates.map(({ name, value }) => `${name} ${rounded(value)}`).join(", ")}`);
    told.push(
      `${batch.groups} groups, ${batch.rollouts} rollouts: mean ${rounded(batch.mean)}, spread ${rounded(batch.spread)}, mean of the best ${rounded(batch.meanOfBest)}, share without variance ${rounded(batch.shareUniform)}`,
    );
  }
  return [...told, ...unread].join("\n");
}

function table(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join("  ")
      .trimEnd(),
  );
}
