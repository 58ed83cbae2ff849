import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import type { ActionName, ImageId } from "../../action";
import { type Reading, shownSizeOf } from "../../dialect";
import type { Size } from "../../geometry";
import { agreementOf } from "../../opening";
import { boundedLevel } from "../../pixels";
import { performPicture } from "../../runner";
import { actionsShown, performedAction, type Step, type Trace } from "../../trace";
import type { Edges } from "../../workspace";
import { screenQuery } from "../../workspace/queries";
import { dialectOfStep, readingOf } from "../../workspace/runs";
import { useTrace, useWords, useWorkspace } from "../binding/useWorkspace";
import { isSameShape, LOOKED_AT, likenessOf, pixelDifference } from "./pixelDifference";
import "./lens.css";

/** What makes a picture of its own; frames and drawn pictures are shown as they are. */
const MADE: ReadonlySet<ActionName> = new Set<ActionName>([
  "zoom",
  "rotate",
  "flip",
  "box",
  "highlight",
  "line",
  "arrow",
  "point",
  "label",
]);

/** A picture that a log kept, beside what its action gives here. The kept one is the truth. */
export default function Comparison({ step, image }: { step: Step; image: ImageId }) {
  const { edges } = useWorkspace();
  const words = useWords();
  const trace = useTrace();
  const asked = trace ? actionsShown(trace, step).map(({ body }) => performedAction(body)) : [];
  const isMade = asked.length > 0 && asked.every((action) => MADE.has(action.kind));
  const { data, isFetched } = useQuery({
    queryKey: ["comparison", image, asked],
    queryFn: () => (trace ? compare(edges, trace, step, image) : null),
    enabled: isMade,
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (!isMade) return null;
  if (!isFetched) return <p className="step-aside">{words.comparison.working}</p>;
  if (!data) return <p className="step-aside">{words.comparison.impossible}</p>;
  const { agreement, difference, likeness, record, remade } = data;
  return (
    <section className="comparison" aria-label={words.comparison.title}>
      <div className="comparison-two">
        <Pixels image={record} name={words.comparison.kept} />
        <Pixels image={remade} name={words.comparison.remade} />
      </div>
      <p className="lens-why" data-testid="likeness">
        <strong>{words.comparison[likeness]}</strong> {words.comparison.facts(percent(agreement), percent(difference))}
      </p>
      <p className="step-aside">{words.comparison.truth}</p>
    </section>
  );
}

export const percent = (share: number): string => `${(share * 100).toFixed(share > 0 && share < 0.1 ? 1 : 0)} %`;

async function compare(edges: Edges, trace: Trace, step: Step, kept: ImageId) {
  const remade = await remake(edges, trace, step);
  const record = trace.images.get(kept);
  if (!remade || !record) return null;
  const [a, b] = await lookedAt(edges, [record, remade]);
  if (!a || !b) return null;
  const reading = await readingOf(dialectOfStep(trace, step));
  // Several systems scale what they cut before they show it.
  const shown = reading ? sizeShown(reading, trace, step, remade) : remade;
  const agreement = Math.max(agreementOf(record, shown), agreementOf(record, remade));
  const difference = pixelDifference(small(a), small(b));
  return {
    agreement,
    difference,
    likeness: likenessOf(agreement, difference, isSameShape(record, remade)),
    record,
    remade,
  };
}

function sizeShown(reading: Reading, trace: Trace, step: Step, remade: Size): Size {
  const [first] = actionsShown(trace, step);
  return first ? shownSizeOf(reading, first.body, trace.images.get(first.body.action.image), remade) : remade;
}

/** Images as they are compared: with no more pixels than a drawing of them may have. */
export const lookedAt = ({ images }: Pick<Edges, "images">, of: readonly SizedImage[]) =>
  Promise.all(of.map((image) => images.bitmap(image.id, boundedLevel(image))));

/** What the actions before an observation show, performed here. */
async function remake({ images }: Edges, trace: Trace, step: Step) {
  const [first, ...more] = actionsShown(trace, step);
  if (!first) return null;
  const made = await performPicture({ asked: [first, ...more], frame: null }, trace.images, images);
  return made.ok ? made.value : null;
}

/** An image by its name, of a size that is known before its pixels are. */
export type SizedImage = Size & { readonly id: ImageId };

/** A picture as the comparison looks at it. */
export function small(bitmap: ImageBitmap): Uint8ClampedArray {
  const canvas = new OffscreenCanvas(LOOKED_AT, LOOKED_AT).getContext("2d", { willReadFrequently: true });
  if (!canvas) throw new Error("This browser gives no canvas");
  canvas.imageSmoothingQuality = "high";
  canvas.drawImage(bitmap, 0, 0, LOOKED_AT, LOOKED_AT);
  return canvas.getImageData(0, 0, LOOKED_AT, LOOKED_AT).data;
}

export function Pixels({ image, name }: { image: SizedImage; name: string }) {
  const { edges } = useWorkspace();
  const { data } = useQuery(screenQuery(edges, image));
  const canvas = useRef<HTMLCanvasElement | null>(null);
  useEffect(() => {
    if (!data || !canvas.current) return;
    canvas.current.width = data.width;
    canvas.current.height = data.height;
    canvas.current.getContext("2d")?.drawImage(data, 0, 0);
  }, [data]);
  return (
    <figure>
      <canvas ref={canvas} width={1} height={1} role="img" aria-label={name} />
      <figcaption>
        {name}
        {data ? ` · ${image.width} × ${image.height}` : ""}
      </figcaption>
    </figure>
  );
}
