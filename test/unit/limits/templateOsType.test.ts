import { describe, expect, it, test } from "vitest";
import { machine, profile, type TemplateParts } from "./support/templates";

function systemOf(properties: Readonly<Record<string, unknown>>, parts: Partial<TemplateParts> = {}): string {
  const { osType } = profile({ ...parts, resources: [machine(properties), ...(parts.resources ?? [])] });
  return osType.known ? osType.value : "unknown";
}

const image = (publisher: string, offer = "any"): Readonly<Record<string, unknown>> => ({
  storageProfile: { imageReference: { publisher, offer, sku: "x", version: "latest" } },
});

describe("the operating system of a template's machine", () => {
  it("is what the OS disk says, before everything else", () => {
    const storageProfile = { imageReference: { publisher: "Canonical" }, osDisk: { osType: "windows" } };
    expect(systemOf({ storageProfile, osProfile: { linuxConfiguration: {} } })).toBe("Windows");
  });

  it("is that of the configuration that it has", () => {
    expect(systemOf({ osProfile: { windowsConfiguration: { provisionVMAgent: true } } })).toBe("Windows");
    expect(systemOf({ osProfile: { linuxConfiguration: { disablePasswordAuthentication: true } } })).toBe("Linux");
  });

  it.each([
    ["Canonical", "0001-com-ubuntu-server-jammy", "Linux"],
    ["canonical", "UbuntuServer", "Linux"],
    ["RedHat", "RHEL", "Linux"],
    ["SUSE", "sles-12-sp5", "Linux"],
    ["OpenLogic", "CentOS", "Linux"],
    ["MicrosoftWindowsServer", "WindowsServer", "Windows"],
    ["MicrosoftWindowsDesktop", "Windows-11", "Windows"],
    ["MicrosoftVisualStudio", "visualstudio2022", "Windows"],
    ["MicrosoftSQLServer", "SQL2019-WS2019", "Windows"],
    ["MicrosoftSQLServer", "sql2019-ubuntu2004", "Linux"],
    ["MicrosoftSQLServer", "something", "unknown"],
    ["microsoft-ads", "linux-data-science-vm-ubuntu", "Linux"],
    ["microsoft-ads", "windows-data-science-vm", "Windows"],
    ["Oracle", "Oracle-Linux", "Linux"],
    ["Oracle", "weblogic-122140-jdk8u251-ol76", "unknown"],
    ["kemptech", "vlm-azure", "unknown"],
    ["MicrosoftWindowsServerNot", "WindowsServer", "unknown"],
  ])("of an image by %s, offer %s, is %s", (publisher, offer, system) => {
    expect(systemOf(image(publisher, offer))).toBe(system);
  });

  it("is known when an authentication type decides only whether there is a Linux configuration", () => {
    const osProfile = {
      linuxConfiguration: "[if(equals(parameters('auth'), 'password'), null(), createObject('a', 1))]",
    };
    expect(systemOf({ osProfile, ...image("Canonical") }, { parameters: { auth: { type: "string" } } })).toBe("Linux");
    expect(systemOf({ osProfile }, { parameters: { auth: { type: "string" } } })).toBe("unknown");
  });

  it("is known when every image that a parameter may choose has the same one", () => {
    const variables = {
      images: {
        a: { publisher: "Canonical", offer: "x", sku: "1" },
        b: { publisher: "RedHat", offer: "x", sku: "2" },
        c: { publisher: "MicrosoftWindowsServer", offer: "x", sku: "3" },
      },
    };
    const properties = { storageProfile: { imageReference: "[variables('images')[parameters('os')]]" } };
    const parameters = (allowedValues: readonly string[]): { readonly os: unknown } => ({
      os: { type: "string", allowedValues },
    });
    expect(systemOf(properties, { variables, parameters: parameters(["a", "b"]) })).toBe("Linux");
    expect(systemOf(properties, { variables, parameters: parameters(["a", "c"]) })).toBe("unknown");
  });
});

test("an image that the template itself makes tells its operating system", () => {
  const made = {
    type: "Microsoft.Compute/images",
    apiVersion: "2024-07-01",
    name: "golden",
    location: "westeurope",
    properties: { storageProfile: { osDisk: { osType: "Windows", osState: "Generalized" } } },
  };
  const imageReference = { id: "[resourceId('Microsoft.Compute/images', 'golden')]" };
  expect(systemOf({ storageProfile: { imageReference } }, { resources: [made] })).toBe("Windows");
  expect(systemOf({ storageProfile: { imageReference } })).toBe("unknown");
});

test("a version of a gallery's image has the system of its definition", () => {
  const definition = {
    type: "Microsoft.Compute/galleries/images",
    apiVersion: "2024-03-03",
    name: "shelf/web",
    location: "westeurope",
    properties: { osType: "Linux", osState: "Generalized" },
  };
  const id = "[resourceId('Microsoft.Compute/galleries/images/versions', 'shelf', 'web', '1.0.0')]";
  expect(systemOf({ storageProfile: { imageReference: { id } } }, { resources: [definition] })).toBe("Linux");
});

test("an attached OS disk that the template declares tells its operating system", () => {
  const disk = {
    type: "Microsoft.Compute/disks",
    apiVersion: "2024-03-02",
    name: "system",
    location: "westeurope",
    properties: { osType: "Linux", creationData: { createOption: "Copy" } },
  };
  const osDisk = { createOption: "Attach", managedDisk: { id: "[resourceId('Microsoft.Compute/disks', 'system')]" } };
  expect(systemOf({ storageProfile: { osDisk } }, { resources: [disk] })).toBe("Linux");
  expect(systemOf({ storageProfile: { osDisk } })).toBe("unknown");
});
