import { useEffect, useMemo, useRef } from "react";
import { createSheet, type Sheet } from "../../film";
import { saveSheet } from "../../workspace/filming";
import { useTrace, useWorkspace } from "../binding/useWorkspace";
import { Button, Choice, SliderField } from "../controls";
import { useTheme } from "../theme";
import { useFilmWords } from "./filmWords";
import { pngOf } from "./measure";
import { printSheet } from "./printSheet";
import { SaveRow } from "./SaveRow";
import { useChoice } from "./useChoice";
import type { Shown } from "./useShots";

/** One picture of all steps. */
export function SheetTab({ shown }: { shown: Shown }) {
  const words = useFilmWords();
  const workspace = useWorkspace();
  const page = useTheme();
  const [choice, choose] = useChoice();
  const title = useTrace()?.title ?? "";
  const { shots, layers, look } = shown;
  const columns = Math.min(choice.columns, shots.length);
  const sheet = useMemo(
    () => createSheet({ title, shots, layers, look, columns, scale: choice.sharpness }),
    [title, shots, layers, look, columns, choice.sharpness],
  );
  return (
    <div className="film-columns">
      <SheetPreview sheet={sheet} isReady={shown.isReady} />
      <div className="film-fields">
        <SliderField
          label={words.columns}
          value={columns}
          min={1}
          max={Math.max(1, Math.min(8, shots.length))}
          step={1}
          said={String(columns)}
          onChange={(value) => choose({ columns: value })}
        />
        <Choice
          label={words.scale}
          value={choice.sharpness === 1 ? "1" : "2"}
          options={(["1", "2"] as const).map((value) => ({ value, name: words.scales[value] }))}
          onChange={(value) => choose({ sharpness: Number(value) })}
        />
        <Choice
          label={words.theme}
          value={choice.theme ?? page}
          options={(["light", "dark"] as const).map((value) => ({ value, name: words.themes[value] }))}
          onChange={(theme) => choose({ theme })}
        />
      </div>
      <SaveRow
        kind="sheet"
        isReady={shown.isReady}
        onSave={() => void saveSheet(workspace, () => pngOf(sheet.size, sheet.paint))}
      >
        <Button disabled={!shown.isReady} onClick={() => void printSheet(title, shown, columns)}>
          {words.print}
        </Button>
      </SaveRow>
    </div>
  );
}

/** The sheet small: it is only seen here. */
const PREVIEW_SIDE = 900;

function SheetPreview({ sheet, isReady }: { sheet: Sheet; isReady: boolean }) {
  const words = useFilmWords();
  const canvas = useRef<HTMLCanvasElement | null>(null);
  const { width, height } = sheet.size;
  const share = Math.min(1, PREVIEW_SIDE / Math.max(width, height));
  const small = { width: Math.round(width * share), height: Math.round(height * share) };
  // Pixels are drawn, not rendered.
  useEffect(() => {
    const context = canvas.current?.getContext("2d", { alpha: false });
    if (context && isReady) sheet.paint(context, share);
  }, [sheet, share, isReady]);
  return (
    <figure className="film-preview">
      <canvas ref={canvas} {...small} role="img" aria-label={words.previewOf} />
      <figcaption className="film-aside">{words.sheetFacts(width, height)}</figcaption>
    </figure>
  );
}
