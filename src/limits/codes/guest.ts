/** Codes of the rules about the guest: operating systems and the agent; each is the name of a page in docs/rules. */
export const guestCodes = [
  "os-version-windows-server",
  "vm-agent-disabled",
  "os-coreos",
  "os-32bit",
  "os-version-windows-client",
  "os-version-linux",
  "os-custom-image",
  "extension-operations-disabled",
  "agentless-conditions",
  "windows-arm64-agent",
] as const;
