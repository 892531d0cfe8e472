import { expect, test } from "vitest";
import { findingsOf, known, vm } from "../../support/profiles";
import { briefly, imageOf, shownFindings } from "../../support/templateFindings";
import { machine } from "../../support/templates";

const code = "windows-arm64-agent";
const server = imageOf("MicrosoftWindowsServer", "WindowsServer", "2022-datacenter");
const sized = (vmSize: string, image: Readonly<Record<string, unknown>>) =>
  machine({ hardwareProfile: { vmSize }, ...image });

test.each(["Standard_D2ps_v5", "Standard_E4pds_v6", "Standard_B2pls_v2"])("tells of Windows Server on %s", (size) => {
  const [finding] = shownFindings(code, { resources: [sized(size, server)] });
  expect(finding).toMatchObject({ severity: "information", certainty: "certain", at: `"${size}"` });
});

test("tells of older Windows clients, and accepts Windows 11, Linux and x64 sizes", () => {
  const client = (offer: string, sku: string) =>
    sized("Standard_D2ps_v5", imageOf("MicrosoftWindowsDesktop", offer, sku));
  expect(briefly(code, { resources: [client("Windows-10", "win10-22h2-ent")] })).toHaveLength(1);
  expect(briefly(code, { resources: [client("windows11preview-arm64", "win11-23h2-pro")] })).toEqual([]);
  expect(briefly(code, { resources: [sized("Standard_D2ps_v5", imageOf("Canonical", "ubuntu", "arm64"))] })).toEqual(
    [],
  );
  expect(briefly(code, { resources: [sized("Standard_D2s_v5", server)] })).toEqual([]);
  expect(briefly(code, { resources: [sized("Standard_NP10s", server)] })).toEqual([]);
});

test("believes the guest of a running VM, and says nothing of a private image", () => {
  const arm = { source: "azure", size: known("Standard_D2ps_v5"), osType: known<"Windows">("Windows") } as const;
  expect(
    findingsOf(code, vm({ ...arm, guestOs: { name: "Windows Server 2022", version: "" } }), "current"),
  ).toHaveLength(1);
  expect(findingsOf(code, vm({ ...arm, guestOs: { name: "Windows 11 Pro", version: "" } }), "current")).toEqual([]);
  expect(findingsOf(code, vm(arm), "current")).toEqual([]);
});

test("was no subject in October 2015", () => {
  expect(briefly(code, { resources: [sized("Standard_D2ps_v5", server)] }, "2015-10")).toEqual([]);
});
