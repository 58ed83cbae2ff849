import { CHERRY_STUDIO } from "./cherryStudio";
import { LIBRE_CHAT } from "./libreChat";
import { LLAMA_CPP_PAGE } from "./llamaCppPage";
import { LM_STUDIO } from "./lmStudio";

/** Chats as applications keep or export them that talk to models of anybody's. */
export const LOCAL_APPS = [LIBRE_CHAT, LLAMA_CPP_PAGE, LM_STUDIO, CHERRY_STUDIO];
