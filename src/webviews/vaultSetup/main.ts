import { startPanel } from "../shared/startPanel";
import { VaultPanel } from "./vaultPanel";

const { root, api, state } = startPanel(acquireVsCodeApi());
new VaultPanel(root, api, state);
