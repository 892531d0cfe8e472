import { expect, test } from "vitest";
import { findingsOf, known, vm } from "../../support/profiles";
import { briefly, imageOf, parameter, protectedBy, shownFindings } from "../../support/templateFindings";
import { machine } from "../../support/templates";

const code = "os-version-linux";
const linux = (publisher: string) =>
  machine({ ...imageOf(publisher, "offer", "sku"), osProfile: { linuxConfiguration: {} } });

test("tells of a publisher whose distribution is not endorsed", () => {
  const [finding] = shownFindings(code, { resources: [linux("OpenLogic")] });
  expect(finding).toMatchObject({ severity: "information", certainty: "certain", at: '"OpenLogic"' });
  expect(finding?.message).toContain(
    "the publisher 'openlogic', which is not among those of the endorsed distributions",
  );
});

test.each(["Canonical", "RedHat", "SUSE", "Oracle", "debian", "almalinux", "kinvolk", "ciq", "MicrosoftCBLMariner"])(
  "accepts %s",
  (publisher) => {
    expect(briefly(code, { resources: [linux(publisher)] })).toEqual([]);
  },
);

test("leaves alone what is not known to be Linux, not known at all, or CoreOS, which has a rule of its own", () => {
  expect(briefly(code, { resources: [machine(imageOf("contoso", "appliance", "1"))] })).toEqual([]);
  const parameters = { publisher: parameter() };
  expect(briefly(code, { parameters, resources: [linux("[parameters('publisher')]")] })).toEqual([]);
  const coreOs = machine({ ...imageOf("CoreOS", "CoreOS", "Stable"), osProfile: { linuxConfiguration: {} } });
  expect(briefly(code, { resources: [coreOs] })).toEqual([]);
});

test("does not look at the guest when the backup does not", () => {
  const agentless = { policyType: "V2", snapshotConsistencyType: "OnlyCrashConsistent" };
  expect(briefly(code, protectedBy(linux("OpenLogic"), agentless))).toEqual([]);
});

test("believes the guest of a running VM", () => {
  const image = { publisher: known("contoso"), offer: known("hardened"), sku: known("1") };
  const guest = (name: string) => vm({ source: "azure", image, guestOs: { name, version: "22.04" } });
  expect(findingsOf(code, guest("ubuntu"), "current")).toEqual([]);
  expect(findingsOf(code, guest("kali"), "current")).toHaveLength(1);
});

test("checks nothing under October 2015, of which no list of publishers is known", () => {
  expect(briefly(code, { resources: [linux("OpenLogic")] }, "2015-10")).toEqual([]);
});
