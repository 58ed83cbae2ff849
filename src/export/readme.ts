import { REASONS, type ReasonCode } from "./contract/reasons";
import type { ExportPlan, ExportTarget } from "./contract/target";
import type { Told } from "./contract/told";

/** The places of so many are named; the rest is counted. */
const MOST_PLACES = 20;

/** What lies in an export, what it needs, and what is not in it: for whoever trains with it, in English. */
export function readmeOf({ title, seenWith }: ExportTarget, plan: ExportPlan): string {
  const { rowCount, settings, longest, leftOut, changed } = plan;
  return [
    `# ${title}`,
    "",
    `${count(rowCount, "row")}, written by Sightline as ${seenWith} takes them.`,
    ...section(
      "What these rows need",
      settings.map(({ text, why }) => `- \`${text}\`: ${why}`),
    ),
    ...section(
      "Length",
      longest === null
        ? []
        : [
            `The longest row has about ${longest.textTokens} tokens of words and ${longest.pictureTokens} of pictures, by estimate: four letters or one sign of another script to a token, and a token to 28 × 28 pixels.`,
          ],
    ),
    ...section("Left out", toldLines(leftOut)),
    ...section("In the rows, and other than in the traces", toldLines(changed)),
    "",
  ].join("\n");
}

const count = (many: number, what: string): string => `${many} ${what}${many === 1 ? "" : "s"}`;

const section = (title: string, lines: readonly string[]): readonly string[] =>
  lines.length === 0 ? [] : ["", `## ${title}`, "", ...lines];

/** One line a reason, with the places where it holds. */
function toldLines(told: readonly Told[]): readonly string[] {
  const byCode = new Map<ReasonCode, Told[]>();
  for (const each of told) byCode.set(each.code, [...(byCode.get(each.code) ?? []), each]);
  return [...byCode].flatMap(([code, each]) => [
    `- ${REASONS[code]} (\`${code}\`, ${each.length}×)`,
    ...each
      .slice(0, MOST_PLACES)
      .map(({ at, detail }) => `  - ${placeOf(at)}${detail === "" ? "" : `: ${plainText(detail)}`}`),
    ...(each.length > MOST_PLACES ? [`  - and ${each.length - MOST_PLACES} more`] : []),
  ]);
}

const placeOf = ({ trace, line, step }: Told["at"]): string =>
  plainText([`trace ${trace}`, `line ${line}`, ...(step === undefined ? [] : [`step ${step}`])].join(", "));

/** Names come from logs: nothing in them may become markup of this file. */
const plainText = (text: string): string => text.replace(/[\n\r`<>[\]]/g, " ");
