// The composition root of the player: its styles, with the colours of the app, and the page that it plays in.
import tokens from "./app/theme/tokens.css?inline";
import { startPlayer } from "./player";
import style from "./player/player.css?inline";

void startPlayer(tokens + style);
