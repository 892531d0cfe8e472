/** Codes of the rules about the guest: operating systems and the agent; each is the name of a page in docs/rules. */
export const guestCodes = ["os-version-windows-server", "vm-agent-disabled"] as const;
