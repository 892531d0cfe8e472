import { expect, test } from "vitest";
import { findingsOf, vm } from "../../support/profiles";
import { briefly, imageOf, shownFindings } from "../../support/templateFindings";
import { machine } from "../../support/templates";

const code = "os-version-windows-client";
const client = machine(imageOf("MicrosoftWindowsDesktop", "Windows-11", "win11-23h2-ent"));

test("warns under the October 2015 limits, which name Windows Server only", () => {
  const [finding] = shownFindings(code, { resources: [client] }, "2015-10");
  expect(finding).toMatchObject({ severity: "warning", certainty: "certain", at: '"MicrosoftWindowsDesktop"' });
  expect(finding?.message).toContain("runs a Windows client");
});

test("has nothing against Windows 10 and 11 today, not even a hint", () => {
  expect(briefly(code, { resources: [client] })).toEqual([]);
});

test("believes the guest of a running VM", () => {
  const guest = (name: string) => vm({ source: "azure", guestOs: { name, version: "10.0" } });
  expect(findingsOf(code, guest("Windows 10 Enterprise"), "2015-10")).toHaveLength(1);
  expect(findingsOf(code, guest("Windows Server 2022 Datacenter"), "2015-10")).toEqual([]);
});

test("leaves servers, Linux and machines without an image alone", () => {
  const server = machine(imageOf("MicrosoftWindowsServer", "WindowsServer", "2022-datacenter"));
  const linux = machine(imageOf("Canonical", "ubuntu-24_04-lts", "server"));
  for (const resource of [server, linux, machine()]) {
    expect(briefly(code, { resources: [resource] }, "2015-10")).toEqual([]);
  }
});
