import { useQuery } from "@tanstack/react-query";
import { X } from "lucide-react";
import { useMemo } from "react";
import type { ImageId } from "../../action";
import { EncoderView } from "../../stage";
import { loadModel } from "../../workspace/models";
import type { ReadyModel } from "../../workspace/ports";
import { encoderQuery, failureIn } from "../../workspace/queries";
import { useWords, useWorkspace } from "../binding/useWorkspace";
import { Button, IconButton } from "../controls";
import { useModel } from "../model/useModel";
import { failureWords } from "../words";
import { patchesOf } from "./patches";

/** Over the picture, while X is held: exactly what the vision encoder is given. */
export function EncoderPanel({ image }: { image: ImageId }) {
  const workspace = useWorkspace();
  const words = useWords();
  const { ready, loading } = useModel();
  return (
    <section className="eye" aria-label={words.eye.title}>
      <header className="eye-head">
        <strong>{words.eye.title}</strong>
        {ready ? <EncoderFacts model={ready} image={image} /> : null}
        <IconButton
          label={words.eye.close}
          icon={<X size={16} />}
          onClick={() => workspace.view.setState({ eye: false })}
        />
      </header>
      {ready ? (
        <EncoderPixels model={ready} image={image} />
      ) : (
        <div className="eye-empty">
          <p>{words.eye.noModel}</p>
          <Button tone="model" disabled={loading} onClick={() => void loadModel(workspace)}>
            {loading ? words.model.states.loading : words.eye.load}
          </Button>
        </div>
      )}
    </section>
  );
}

function EncoderFacts({ model, image }: { model: ReadyModel; image: ImageId }) {
  const words = useWords();
  const { data } = useQuery(encoderQuery(model, image));
  const [tile] = data?.tiles ?? [];
  if (!data || !tile) return null;
  const { columns, rows, side } = patchesOf(tile.width, tile.height, data.patchSize, data.tokensPerTile);
  return (
    <span className="eye-facts">
      {words.picture.size(tile.width, tile.height)} · {words.eye.facts(data.tiles.length, data.tokensPerTile)} ·{" "}
      {words.eye.patches(columns, rows, side)}
    </span>
  );
}

function EncoderPixels({ model, image }: { model: ReadyModel; image: ImageId }) {
  const words = useWords();
  const { data, error } = useQuery(encoderQuery(model, image));
  const tiles = useMemo(
    () => (data?.tiles ?? []).map(({ data, width, height }) => new ImageData(data, width, height)),
    [data],
  );
  if (error) return <p className="eye-empty">{failureWords(words, failureIn(error).code)}</p>;
  if (!data) return <p className="eye-empty">{words.eye.working}</p>;
  return (
    <div className="eye-pixels">
      <EncoderView
        tiles={tiles}
        rows={data.rows}
        cols={data.columns}
        patchSize={data.patchSize}
        name={words.eye.title}
      />
    </div>
  );
}
