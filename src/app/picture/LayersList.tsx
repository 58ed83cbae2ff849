import { Eye, EyeOff, Focus, Lock, LockOpen } from "lucide-react";
import { toggled } from "../../workspace/state";
import { useView, useWords, useWorkspace } from "../binding/useWorkspace";
import { IconButton } from "../controls";

const LAYERS = ["model", "human", "ghosts", "image"] as const;
type Layer = (typeof LAYERS)[number];

/** One row a layer: whether it shows, whether its marks can be taken hold of, and whether it shows alone. */
export default function LayersList() {
  return (
    <ul className="layers-list">
      {LAYERS.map((layer) => (
        <LayerRow key={layer} layer={layer} />
      ))}
    </ul>
  );
}

function LayerRow({ layer }: { layer: Layer }) {
  const { view } = useWorkspace();
  const words = useWords();
  const { hidden, locked, solo } = useView((state) => ({
    hidden: state.hidden.has(layer),
    locked: state.locked.has(layer),
    solo: state.solo === layer,
  }));
  const name = words.layers[layer];
  return (
    <li className="layer">
      <span className={`layer-line layer-${layer}`} aria-hidden="true" />
      <span className="layer-name">{name}</span>
      <IconButton
        label={hidden ? words.layers.show(name) : words.layers.hide(name)}
        icon={hidden ? <EyeOff size={14} /> : <Eye size={14} />}
        onClick={() => view.setState(({ hidden }) => ({ hidden: toggled(hidden, layer) }))}
      />
      {layer === "image" || layer === "ghosts" ? (
        <span className="layer-gap" />
      ) : (
        <IconButton
          label={locked ? words.layers.unlock(name) : words.layers.lock(name)}
          icon={locked ? <Lock size={14} /> : <LockOpen size={14} />}
          aria-pressed={locked}
          onClick={() => view.setState(({ locked }) => ({ locked: toggled(locked, layer) }))}
        />
      )}
      {layer === "image" ? (
        <span className="layer-gap" />
      ) : (
        <IconButton
          label={solo ? words.layers.unsolo : words.layers.solo(name)}
          icon={<Focus size={14} />}
          aria-pressed={solo}
          onClick={() => view.setState({ solo: solo ? null : layer })}
        />
      )}
    </li>
  );
}
