import {
  ArrowUpRight,
  Code,
  Crop,
  Eye,
  FlipHorizontal2,
  GalleryHorizontal,
  Highlighter,
  type LucideIcon,
  MapPin,
  MessageCircle,
  MessageSquareWarning,
  MousePointerClick,
  Puzzle,
  RotateCw,
  Sparkles,
  Spline,
  Square,
  Tag,
  Wrench,
} from "lucide-react";
import type { ActionName } from "../../action";
import type { StepBody, StepKind } from "../../trace";

const ACTIONS: Readonly<Record<ActionName, LucideIcon>> = {
  zoom: Crop,
  rotate: RotateCw,
  flip: FlipHorizontal2,
  box: Square,
  highlight: Highlighter,
  line: Spline,
  arrow: ArrowUpRight,
  point: MapPin,
  label: Tag,
  "select-frames": GalleryHorizontal,
  program: Code,
  imagine: Sparkles,
  operate: MousePointerClick,
  tool: Wrench,
};

const KINDS: Readonly<Record<Exclude<StepKind, "action" | "answer">, LucideIcon>> = {
  problem: Puzzle,
  thought: MessageCircle,
  observation: Eye,
  unparsed: MessageSquareWarning,
};

/** The picture of a step's kind. An answer is its own mark: a full stop. */
export function StepIcon({ body, size = 14 }: { body: StepBody; size?: number }) {
  if (body.kind === "answer") return <span className="answer-mark" aria-hidden="true" />;
  const Icon = body.kind === "action" ? ACTIONS[body.action.kind] : wordsIcon(body);
  return <Icon size={size} aria-hidden="true" />;
}

function wordsIcon(body: Exclude<StepBody, { kind: "action" | "answer" }>): LucideIcon {
  if (body.kind !== "thought" || !body.of) return KINDS[body.kind];
  return body.of === "program" ? Code : Wrench;
}
