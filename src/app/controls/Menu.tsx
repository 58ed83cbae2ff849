import { DropdownMenu } from "radix-ui";
import type { MenuEntry, MenuProps } from "./menuProps";

/** Open from the first: it is fetched because somebody wants it. */
export default function Menu({ button, entries, side = "bottom", align = "center", leavesFocus }: MenuProps) {
  return (
    <DropdownMenu.Root modal={false} defaultOpen>
      <DropdownMenu.Trigger asChild>{button}</DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          className="menu"
          side={side}
          align={align}
          sideOffset={6}
          collisionPadding={8}
          // A portal's events bubble to what the button stands in, such as a row that is gone to when it is pressed.
          onClick={(event) => event.stopPropagation()}
          onCloseAutoFocus={(event) => leavesFocus && event.preventDefault()}
        >
          {entries.map((entry, index) =>
            entry ? (
              <Entry key={entry.text} {...entry} />
            ) : (
              // biome-ignore lint/suspicious/noArrayIndexKey: a rule has nothing else to be known by
              <DropdownMenu.Separator key={index} className="menu-rule" />
            ),
          )}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

const Entry = ({ text, icon: Icon, hint, act }: MenuEntry) => (
  <DropdownMenu.Item className="menu-item" onSelect={act}>
    {Icon ? <Icon size={16} aria-hidden="true" /> : null}
    {text}
    {hint === undefined ? null : <span className="menu-key">{hint}</span>}
  </DropdownMenu.Item>
);
