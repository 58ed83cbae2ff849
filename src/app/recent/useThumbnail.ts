import { useEffect } from "react";
import { levelWithin } from "../../pixels";
import { lineView } from "../../session";
import { drawThumbnail, sceneAt } from "../../stage";
import { bitmapQuery } from "../../workspace/queries";
import { useDocument, useTrace, useWorkspace } from "../binding/useWorkspace";

const AFTER_MILLIS = 2000;
const THUMBNAIL = { width: 192, height: 144 };

/** Keeps a small picture of the open trace for the list of recent ones, drawn when the changes have come to rest. */
export function useThumbnail(): void {
  const { edges, session, queries } = useWorkspace();
  const keptAs = useDocument((state) => state.keptAs);
  const trace = useTrace();
  // Drawn and stored beside the document: nothing on the screen depends on it.
  useEffect(() => {
    if (!keptAs || !trace) return;
    const timer = setTimeout(async () => {
      const { place } = session.store.getState();
      const { line } = lineView(trace, place);
      const scene = sceneAt(trace, line, line.length - 1, { cropItself: false, draft: null });
      if (!scene.image) return;
      const bitmap = await queries.fetchQuery(bitmapQuery(edges, scene.image.id, levelWithin(scene.image, THUMBNAIL)));
      const canvas = Object.assign(document.createElement("canvas"), THUMBNAIL);
      drawThumbnail(canvas, { ...scene.image, bitmap }, scene.marks);
      canvas.toBlob((blob) => blob && void edges.storage.setThumbnail(keptAs, blob).catch(() => {}), "image/png");
    }, AFTER_MILLIS);
    return () => clearTimeout(timer);
  }, [keptAs, trace, edges, session, queries]);
}
