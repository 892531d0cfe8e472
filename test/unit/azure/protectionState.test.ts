import { describe, expect, it } from "vitest";
import { outranks, protectionStateOf } from "../../../src/azure/protection/protectionState";

describe("the protection state", () => {
  it.each([
    ["IRPending", "protected"],
    ["Protected", "protected"],
    ["ProtectionStopped", "stopped"],
    ["ProtectionPaused", "stopped"],
    ["NotProtected", "notProtected"],
  ])("of the backup API's '%s' is %s", (protectionState, kind) => {
    expect(protectionStateOf({ protectionState })).toEqual({ kind });
  });

  it.each([
    ["ProtectionConfigured", "protected"],
    ["ConfiguringProtectionFailed", "protectionFailed"],
    ["ProtectionStopped", "stopped"],
    ["SoftDeleted", "softDeleted"],
    ["ProtectionError", "protectionFailed"],
  ])("of Resource Graph's '%s' is %s", (currentProtectionState, kind) => {
    expect(protectionStateOf({ currentProtectionState }).kind).toBe(kind);
  });

  it("tells data that is kept until somebody deletes it from data that is kept as the policy says", () => {
    expect(protectionStateOf({ protectionState: "ProtectionStopped" })).toEqual({ kind: "stopped" });
    expect(protectionStateOf({ protectionState: "BackupsSuspended" })).toEqual({ kind: "stopped", keptAs: "policy" });
  });

  it("is on its way while Azure configures the protection", () => {
    const state = protectionStateOf({ currentProtectionState: "ConfiguringProtection" });
    expect(state).toEqual({ kind: "inFlight", change: "protecting" });
  });

  it("is unknown, with Azure's word, for a word that is new", () => {
    expect(protectionStateOf({ protectionState: "Teleported" })).toEqual({
      kind: "unknown",
      why: "Azure reports the state 'Teleported'.",
    });
  });

  it("is unknown, never 'not protected', when Azure says nothing", () => {
    expect(protectionStateOf({}).kind).toBe("unknown");
    expect(protectionStateOf(undefined).kind).toBe("unknown");
  });

  it("gives code and message of the first bad health detail", () => {
    const healthDetails = [
      { code: 400239, title: "IaasVmHealthGreenDefault", message: "" },
      { code: 400148, title: "UserErrorGuestAgentStatusUnavailable", message: "The agent is silent." },
    ];
    expect(protectionStateOf({ protectionState: "ProtectionError", healthDetails })).toEqual({
      kind: "protectionFailed",
      code: "400148",
      message: "The agent is silent.",
    });
  });

  it("of a deleted item ends when its retention does, counted from the deletion", () => {
    const deleted = {
      protectionState: "ProtectionStopped",
      isScheduledForDeferredDelete: true,
      deferredDeleteTimeInUTC: "2024-04-28T07:36:32Z",
    };
    expect(protectionStateOf(deleted)).toEqual({ kind: "softDeleted", until: "2024-05-12T07:36:32.000Z" });
    expect(protectionStateOf({ ...deleted, softDeleteRetentionPeriodInDays: 30 })).toEqual({
      kind: "softDeleted",
      until: "2024-05-28T07:36:32.000Z",
    });
  });

  it("of a new item counts more than that of a deleted one of the same VM", () => {
    expect(outranks({ kind: "protected" }, { kind: "softDeleted", until: undefined })).toBe(true);
    expect(outranks({ kind: "softDeleted", until: undefined }, { kind: "protected" })).toBe(false);
    expect(outranks({ kind: "stopped" }, { kind: "stopped" })).toBe(false);
  });
});
