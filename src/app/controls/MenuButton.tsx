import { cloneElement, type KeyboardEvent, lazy, type MouseEvent, Suspense, useState } from "react";
import type { MenuProps } from "./menuProps";

const load = () => import("./Menu");
const Menu = lazy(load);

/** A button that opens a menu. What shows menus is fetched when somebody is about to open the first. */
export function MenuButton(props: MenuProps) {
  const [isWanted, setWanted] = useState(false);
  const { button } = props;
  const own = button.props;
  const closed = cloneElement(button, {
    "aria-haspopup": "menu",
    "aria-expanded": false,
    onPointerEnter: () => void load(),
    onFocus: () => void load(),
    onClick: (event: MouseEvent<HTMLButtonElement>) => {
      own.onClick?.(event);
      setWanted(true);
    },
    onKeyDown: (event: KeyboardEvent<HTMLButtonElement>) => {
      own.onKeyDown?.(event);
      if (event.key !== "ArrowDown") return;
      event.preventDefault();
      event.stopPropagation();
      setWanted(true);
    },
  });
  return isWanted ? (
    <Suspense fallback={closed}>
      <Menu {...props} />
    </Suspense>
  ) : (
    closed
  );
}
